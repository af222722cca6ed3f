'use client'

import { useTimeZone } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { TIME_ZONE_COOKIE } from '#i18n/time-zone.ts'
import { writeCookie } from './cookie.ts'

/** Tells the server the browser's time zone, and has the page rendered again if it was rendered in another. */
export function BrowserTimeZone() {
  const rendered = useTimeZone()
  const router = useRouter()
  useEffect(() => {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
    if (zone === rendered) return
    writeCookie(TIME_ZONE_COOKIE, zone)
    // On the first page the router takes its first action only after the effects of what it renders.
    const timer = setTimeout(() => router.refresh())
    return () => clearTimeout(timer)
  }, [rendered, router])
  return null
}
