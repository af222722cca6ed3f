'use client'

import { Unplug } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import type { SavedState } from '#lib/client/collab/saved-state.ts'

interface ConnectionNoteProps {
  saved: SavedState
  /** Whether the document is on the screen already. */
  opened: boolean
  onRetry: () => void
}

/** What stands between this tab and the server, when there is more to say than "offline". */
export function ConnectionNote({ saved, opened, onRetry }: ConnectionNoteProps) {
  const t = useTranslations('workbench.trouble')
  if (saved.kind !== 'offline' || (opened && !saved.blocked)) return null
  return (
    <section role="alert" data-tone="warn" className="mx-auto mt-6 flex w-full max-w-measure items-start gap-2.5 rounded-lg bg-tone-soft p-4">
      <Unplug aria-hidden className="mt-0.5 size-4 shrink-0 text-tone" />
      <div className="flex flex-col items-start gap-2">
        <h2 className="font-medium text-tone">{saved.blocked ? t('blockedTitle') : t('waiting')}</h2>
        <p>{saved.blocked ? t('blockedText') : t('waitingText')}</p>
        <Button size="sm" onClick={onRetry}>
          {t('tryNow')}
        </Button>
      </div>
    </section>
  )
}
