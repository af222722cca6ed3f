'use client'

import { RotateCcw } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { DiffText } from '#components/ui/diff-text.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import type { DiffPart } from '#lib/domain/claims/diff.ts'
import { StillHolds } from './still-holds.tsx'
import { useReasons } from './use-reasons.ts'

interface ReopenedNoteProps {
  claim: ClaimDto
  reopened: NonNullable<ClaimDto['reopened']>
}

/** What changed in the words since they were checked, how grave it is, and the one click that a minor change needs. */
export function ReopenedNote({ claim, reopened }: ReopenedNoteProps) {
  const t = useTranslations('workbench.reopened')
  const format = useFormatter()
  const reasons = useReasons(reopened)

  return (
    <section aria-label={t('title')} data-tone="warn" className="flex flex-col gap-2 rounded-md bg-tone-soft p-2.5">
      <p className="flex items-center gap-1.5 text-sm font-medium text-tone">
        <RotateCcw aria-hidden className="size-3.5 shrink-0" />
        {t(reopened.placed ? 'placed' : reopened.change)}
      </p>
      <p className="text-base leading-snug">{reopened.placed ? <Extent parts={reopened.diff} /> : <DiffText parts={reopened.diff} />}</p>
      {reopened.by.length > 0 && reopened.at !== null && (
        <p className="text-sm text-muted">
          {t(reopened.placed ? placedHow(reopened.diff) : 'by', {
            names: format.list(
              reopened.by.map(({ name }) => name),
              { type: 'disjunction' },
            ),
          })}
          , <Time value={reopened.at} />
        </p>
      )}
      {reasons.length > 0 && !reopened.placed && <p className="text-sm text-muted">{t('reasons', { list: format.list(reasons) })}</p>}
      <StillHolds claim={claim} offered={claim.abilities.stillHolds && reopened.change === 'minor'} />
    </section>
  )
}

/** The words of the claim, and beside them those that it covered before: they still stand in the copy. */
function Extent({ parts }: { parts: readonly DiffPart[] }) {
  const t = useTranslations('workbench.reopened')
  return (
    <span dir="auto" className="copy">
      {parts.map(({ op, text }, index) =>
        op === 'same' ? (
          <span key={index}>{text}</span>
        ) : (
          <span key={index} className={op === 'removed' ? 'text-faint' : 'bg-tone-soft underline decoration-dotted underline-offset-4'}>
            <span className="sr-only">{t(op === 'removed' ? 'outside' : 'inside')} </span>
            {text}
          </span>
        ),
      )}
    </span>
  )
}

function placedHow(parts: readonly DiffPart[]): 'narrowedBy' | 'widenedBy' | 'movedBy' {
  const has = (wanted: DiffPart['op']) => parts.some(({ op, text }) => op === wanted && text.trim() !== '')
  if (has('removed') && has('added')) return 'movedBy'
  return has('added') ? 'widenedBy' : 'narrowedBy'
}
