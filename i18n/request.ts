import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import type messages from '../messages/en.json'
import { TIME_ZONE_COOKIE, timeZoneOf } from './time-zone.ts'

declare module 'next-intl' {
  interface AppConfig {
    Locale: 'en'
    Messages: typeof messages
  }
}

/** English for everyone so far; times in the zone that the reader's browser last told us. */
export default getRequestConfig(async () => {
  const jar = await cookies()
  return {
    locale: 'en',
    messages: (await import('../messages/en.json')).default,
    timeZone: timeZoneOf(jar.get(TIME_ZONE_COOKIE)?.value),
    now: new Date(),
  }
})
