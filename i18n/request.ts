import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import type messages from '../messages/en.json'
import { type English, englishOf } from './english.ts'
import { TIME_ZONE_COOKIE, timeZoneOf } from './time-zone.ts'

declare module 'next-intl' {
  interface AppConfig {
    Locale: English
    Messages: typeof messages
  }
}

/** English for everyone so far, dates as the reader's own English writes them; times in the zone that their browser last told us. */
export default getRequestConfig(async () => {
  const [jar, sent] = await Promise.all([cookies(), headers()])
  return {
    locale: englishOf(sent.get('accept-language')),
    messages: (await import('../messages/en.json')).default,
    timeZone: timeZoneOf(jar.get(TIME_ZONE_COOKIE)?.value),
    now: new Date(),
  }
})
