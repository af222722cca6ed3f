'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { DiffText } from '#components/ui/diff-text.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ClaimHistoryDto } from '#lib/api/schemas/claims.ts'
import { call } from '#lib/client/api.ts'
import { useReasons } from './use-reasons.ts'
import { VerdictView, WaiverView } from './decision-view.tsx'

type Fetched = { state: 'loading' } | { state: 'failed' } | { state: 'here'; history: ClaimHistoryDto }

/** Every wording that the claim had, newest first, with what changed and what was decided on it. */
export function WholeHistory({ claim }: { claim: { id: string } }) {
  const t = useTranslations('workbench.history')
  const [fetched, setFetched] = useState<Fetched>({ state: 'loading' })
  const [attempt, setAttempt] = useState(0)
  // The claim's object is another one whenever anything about it changed.
  useEffect(() => {
    let gone = false
    call('GET', '/claims/{id}/history', { params: { id: claim.id } }).then(
      (history) => !gone && setFetched({ state: 'here', history }),
      () => !gone && setFetched({ state: 'failed' }),
    )
    return () => {
      gone = true
    }
  }, [claim, attempt])

  if (fetched.state === 'loading')
    return (
      <p role="status" className="text-sm text-muted">
        {t('loading')}
      </p>
    )
  if (fetched.state === 'failed')
    return (
      <p role="alert" className="flex flex-wrap items-center gap-2 text-sm text-bad">
        {t('failed')}
        <Button size="sm" onClick={() => setAttempt(attempt + 1)}>
          {t('again')}
        </Button>
      </p>
    )
  const { wordings, merged, splitFrom, withdrawn } = fetched.history
  return (
    <>
      <ol className="flex flex-col gap-4 text-sm">
        {wordings.map((entry) => (
          <li key={`${entry.at} ${entry.wordingHash}`} className="flex flex-col gap-1.5 border-l-2 border-line-strong pl-2.5">
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
      {withdrawn.length > 0 && (
        <ul aria-label={t('withdrawnEvidence')} className="mt-3 flex flex-col gap-2 text-sm">
          {withdrawn.map((gone) => (
            <li key={gone.evidence.id} className="flex flex-col gap-0.5 border-l-2 border-line pl-2.5">
              <p className="text-muted">
                {t('withdrew', { name: gone.by.name, adder: gone.evidence.createdBy.name })}, <Time value={gone.at} />
              </p>
              <p dir="auto" className="line-clamp-3 [overflow-wrap:anywhere] line-through decoration-1">
                {gone.evidence.title ?? gone.evidence.fileName ?? gone.evidence.url ?? gone.evidence.text}
              </p>
              <p dir="auto">{gone.reason}</p>
            </li>
          ))}
        </ul>
      )}
      {merged.map(({ id, number, wording }) => (
        <p key={id} className="text-sm text-muted">
          {t('merged', { number })} <span dir="auto">{wording}</span>
        </p>
      ))}
      {splitFrom && <p className="text-sm text-muted">{t('splitFrom', { number: splitFrom.number })}</p>}
    </>
  )
}

function Entry({ entry }: { entry: ClaimHistoryDto['wordings'][number] }) {
  const t = useTranslations('workbench.history')
  const reasons = useReasons(entry.change)
  return (
    <>
      <p className="flex flex-wrap items-center gap-1.5">
        {entry.turn === 'reopened' && <Badge tone="warn">{t('turn.reopened')}</Badge>}
        {entry.turn === 'restored' && <Badge tone="good">{t('turn.restored')}</Badge>}
        {entry.change && <span className="font-medium">{entry.change.change === 'minor' ? t('minor') : t('material')}</span>}
        {reasons.length > 0 && <span className="text-muted">{reasons.join(', ')}</span>}
        {!entry.change && <span className="font-medium">{entry.turn === 'first' ? t('first') : t('placed')}</span>}
        <span className="text-faint">
          <Time value={entry.at} />
        </span>
      </p>
      <p dir="auto" className="copy text-base leading-snug">
        {entry.change ? <DiffText parts={entry.change.diff} /> : entry.wording}
      </p>
      {entry.authors.length > 0 && <p className="text-faint">{t('authors', { names: entry.authors.map(({ name }) => name).join(', ') })}</p>}
      {entry.verdicts.map((verdict) => (
        <VerdictView key={verdict.id} verdict={verdict} />
      ))}
      {entry.waivers.map((waiver) => (
        <WaiverView key={waiver.at} waiver={waiver} />
      ))}
    </>
  )
}
