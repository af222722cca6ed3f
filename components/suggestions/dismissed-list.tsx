'use client'

import { Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { useHeldFocus } from '#components/ui/focus.ts'
import type { SuggestionsDto } from '#lib/api/schemas/suggestions.ts'

type Dismissed = SuggestionsDto['dismissed'][number]

interface DismissedListProps {
  dismissed: readonly Dismissed[]
  /** null for who may not. */
  onRestore: ((dismissed: Dismissed) => void) | null
}

/** What somebody said needs no check; nothing where there is none. */
export function DismissedList({ dismissed, onRestore }: DismissedListProps) {
  const t = useTranslations('workbench.suggestions')
  const held = useHeldFocus<HTMLDetailsElement>()
  if (dismissed.length === 0) return null
  return (
    <details {...held} className="text-sm outline-none">
      <summary className="cursor-pointer text-muted">{t('dismissed', { count: dismissed.length })}</summary>
      <ul className="mt-2 flex flex-col gap-2">
        {dismissed.map((one) => (
          <li key={one.wordingHash} className="flex items-start justify-between gap-2">
            <span className="min-w-0">
              <span dir="auto" className="copy line-clamp-2">
                {one.wording}
              </span>
              <span className="text-muted">{t('dismissedBy', { name: one.by.name })}</span>
            </span>
            {onRestore && (
              <Button size="sm" variant="ghost" icon={<Undo2 aria-hidden />} onClick={() => onRestore(one)}>
                {t('restore')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
