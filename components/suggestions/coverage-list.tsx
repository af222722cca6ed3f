'use client'

import { Highlighter, ListChecks } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import type { CopySpan, SuggestionsDto } from '#lib/api/schemas/suggestions.ts'

interface CoverageListProps {
  coverage: SuggestionsDto['coverage']
  onShow: (span: CopySpan) => void
  /** null for somebody who may not tag. */
  onTag: ((span: CopySpan) => void) | null
}

/** The sentences without a claim, in text order; the copy shows them too while this is open. */
export function CoverageList({ coverage: { sentences, tagged, untagged }, onShow, onTag }: CoverageListProps) {
  const t = useTranslations('workbench.suggestions.coverage')
  return (
    <div className="flex flex-col gap-3">
      <div>
        <p className="text-sm">{t('share', { tagged, sentences })}</p>
        <progress
          aria-label={t('label')}
          value={tagged}
          max={Math.max(1, sentences)}
          className="mt-1 h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
        />
      </div>
      {untagged.length === 0 ? (
        <EmptyState icon={<ListChecks aria-hidden />} title={t('none')} />
      ) : (
        <ol aria-label={t('label')} className="flex flex-col gap-1">
          {untagged.map((span) => (
            <li key={span.prefix + span.quote} className="flex items-start gap-1">
              <button
                type="button"
                dir="auto"
                onFocus={() => onShow(span)}
                onClick={() => onShow(span)}
                className="grow rounded-md px-2 py-1.5 text-left hover:bg-hover"
              >
                <span className="copy line-clamp-3 text-base leading-snug">{span.quote}</span>
              </button>
              {onTag && (
                <Button size="sm" variant="ghost" icon={<Highlighter aria-hidden />} aria-label={t('tag', { words: span.quote })} onClick={() => onTag(span)} />
              )}
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
