'use client'

import { WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useOffline } from 'next/offline'
import { useSyncExternalStore } from 'react'
import { onJourneyChange, shownJourney } from './journey.ts'
import { onReachChange, serverAnswered } from './reach.ts'

/** Says that there is no connection, or that our server does not answer, and that what is shown may be old. Nothing moves for it. */
export function OfflineNote() {
  const t = useTranslations('offline')
  const found = useSyncExternalStore(subscribe, currentFault, () => null)
  // A page that Next could not fetch, and now waits for.
  const isWaitedFor = useOffline()
  const fault = found ?? (isWaitedFor ? 'unreachable' : null)
  const journey = useSyncExternalStore(onJourneyChange, shownJourney, () => null)
  return (
    <div role="status">
      {fault !== null && journey === null && (
        <p
          data-tone="warn"
          className="pointer-events-none fixed inset-x-4 bottom-3 z-40 mx-auto flex w-fit animate-appear items-center gap-2 rounded-lg border border-line bg-tone-soft px-4 py-1.5 text-sm text-tone shadow-float max-sm:bottom-20"
        >
          <WifiOff aria-hidden className="size-4 shrink-0" />
          {t(fault)}
        </p>
      )}
    </div>
  )
}

function currentFault(): 'offline' | 'unreachable' | null {
  if (!navigator.onLine) return 'offline'
  return serverAnswered() ? null : 'unreachable'
}

function subscribe(listener: () => void): () => void {
  const forget = onReachChange(listener)
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    forget()
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}
