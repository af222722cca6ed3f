'use client'

import { LoaderCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { onSendingChange, unseenSending } from './suggestions-store.ts'

/** How many decisions about suggestions are still on their way, wherever one is; their panel says so itself. */
export function SendingNote() {
  const t = useTranslations('workbench.suggestions')
  const count = useSyncExternalStore(onSendingChange, unseenSending, () => 0)
  return (
    <div role="status">
      {count > 0 && (
        <p
          data-tone="busy"
          className="pointer-events-none fixed inset-x-4 bottom-13 z-40 mx-auto flex w-fit animate-appear items-center gap-2 rounded-lg border border-line bg-tone-soft px-4 py-1.5 text-sm text-tone shadow-float max-sm:bottom-30"
        >
          <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin motion-reduce:animate-none" />
          {t('stillSending', { count })}
        </p>
      )}
    </div>
  )
}
