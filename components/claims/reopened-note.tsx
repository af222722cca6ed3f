'use client'

import { RotateCcw } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { DiffText } from '#components/ui/diff-text.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import { call } from '#lib/client/api.ts'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { useClaimsContext } from './claims-context.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'

export const REASONS = ['number', 'name', 'negation', 'quote', 'qualifier', 'invisible', 'word', 'large', 'extent', 'condition'] as const

interface ReopenedNoteProps {
  claim: ClaimDto
  reopened: NonNullable<ClaimDto['reopened']>
}

/** What changed in the words since they were checked, how grave it is, and the one click that a minor change needs. */
export function ReopenedNote({ claim, reopened }: ReopenedNoteProps) {
  const t = useTranslations('workbench.reopened')
  const format = useFormatter()
  const { store } = useClaimsContext()
  const action = useAction()
  // The checker confirms what they read; were it sent from the newest claim, a change under the pointer would pass.
  const [seen, setSeen] = useState(claim.wordingHash)
  const changed = seen !== claim.wordingHash
  const reasons = REASONS.filter((reason) => reopened.reasons.includes(reason)).map((reason) => t(`reason.${reason}`))

  async function confirm() {
    const done = await action.run(async () => {
      store.put(await call('POST', '/claims/{id}/still-holds', { params: { id: claim.id }, body: { wordingHash: seen } }))
    })
    if (done) toast({ tone: 'good', title: t('confirmed', { number: claim.number }) })
    else await store.refresh()
  }

  return (
    <section aria-label={t('title')} data-tone="warn" className="flex flex-col gap-2 rounded-md bg-tone-soft p-2.5">
      <p className="flex items-center gap-1.5 text-sm font-medium text-tone">
        <RotateCcw aria-hidden className="size-3.5 shrink-0" />
        {t(reopened.change)}
      </p>
      <p className="text-base leading-snug">
        <DiffText parts={reopened.diff} />
      </p>
      {reopened.by.length > 0 && reopened.at !== null && (
        <p className="text-sm text-muted">
          {t('by', {
            names: format.list(
              reopened.by.map(({ name }) => name),
              { type: 'disjunction' },
            ),
          })}
          , <Time value={reopened.at} />
        </p>
      )}
      {reasons.length > 0 && <p className="text-sm text-muted">{t('reasons', { list: reasons.join(', ') })}</p>}
      <ProblemNote problem={action.problem} />
      {claim.abilities.stillHolds && reopened.change === 'minor' && (
        <div className="flex flex-wrap items-center gap-2">
          {changed ? (
            <Button size="sm" onClick={() => setSeen(claim.wordingHash)}>
              {t('readAgain')}
            </Button>
          ) : (
            <Button size="sm" busy={action.busy} onClick={() => void confirm()}>
              {t('stillHolds')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
