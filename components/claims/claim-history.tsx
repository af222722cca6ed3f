'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { DiffText } from '#components/ui/diff-text.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { diffText } from '#lib/domain/claims/diff.ts'
import { VerdictView, WaiverView } from './decision-view.tsx'
import { Section } from './section.tsx'
import { WholeHistory } from './whole-history.tsx'

/** What was decided, newest first, back to the words as they were tagged; or every wording in between. */
export function ClaimHistory({ claim }: { claim: ClaimDto }) {
  const t = useTranslations('workbench.history')
  const [whole, setWhole] = useState(false)
  return (
    <Section
      title={t('title')}
      action={
        <Button size="sm" variant="ghost" aria-pressed={whole} onClick={() => setWhole(!whole)}>
          {t('whole')}
        </Button>
      }
    >
      {whole ? <WholeHistory claim={claim} /> : <Decisions claim={claim} />}
    </Section>
  )
}

function Decisions({ claim }: { claim: ClaimDto }) {
  const t = useTranslations('workbench.history')
  const verdicts = claim.verdicts.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
  return (
    <ol className="flex flex-col gap-3 text-sm">
      {verdicts.map((verdict) => (
        <li key={verdict.id} className="flex flex-col gap-1">
          <VerdictView verdict={verdict} />
          {!verdict.current && (
            <details>
              <summary className="text-muted">{t('earlierWording')}</summary>
              <p className="mt-1 text-base leading-snug">
                <DiffText parts={diffText(verdict.wording, claim.wording)} />
              </p>
            </details>
          )}
        </li>
      ))}
      {claim.waiver && (
        <li>
          <WaiverView waiver={claim.waiver} />
        </li>
      )}
      <li className="flex flex-col gap-1">
        <p className="text-faint">
          {t('tagged', { name: claim.createdBy.name })}, <Time value={claim.createdAt} />
        </p>
        {claim.taggedWording !== claim.wording && (
          <p dir="auto" className="copy text-base leading-snug text-muted">
            {claim.taggedWording}
          </p>
        )}
        {claim.note && (
          <p dir="auto" className="whitespace-pre-wrap">
            {claim.note}
          </p>
        )}
      </li>
    </ol>
  )
}
