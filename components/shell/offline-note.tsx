'use client'

import { WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'

/** Says that the browser has no connection, and that what is shown may be old. */
export function OfflineNote() {
  const t = useTranslations('offline')
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  )
  return (
    <div role="status">
      {!online && (
        <p data-tone="warn" className="flex items-center justify-center gap-2 bg-tone-soft px-4 py-1.5 text-sm text-tone">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          {t('message')}
        </p>
      )}
    </div>
  )
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}
