'use client'

import { useTranslations } from 'next-intl'
import { ClaimStateBadge } from '#components/ui/state-badge.tsx'
import { DiffText } from '#components/ui/diff-text.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ClaimDto, VerdictDto } from '#lib/api/schemas/claims.ts'
import { diffText } from '#lib/domain/claims/diff.ts'
import { Section } from './section.tsx'

/** The verdicts with the words they were given for, newest first, back to the words as they were tagged. */
export function ClaimHistory({ claim }: { claim: ClaimDto }) {
  const t = useTranslations('workbench.history')
  const verdicts = claim.verdicts.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
  return (
    <Section title={t('title')}>
      <ol className="flex flex-col gap-3 text-sm">
        {verdicts.map((verdict) => (
          <li key={verdict.id} className="flex flex-col gap-1">
            <VerdictView verdict={verdict} present={claim.wording} />
          </li>
        ))}
        {claim.waiver && (
          <li className="flex flex-col gap-1">
            <p className="flex flex-wrap items-center gap-1.5">
              <ClaimStateBadge state="waived" />
              <span className="text-faint">
                {claim.waiver.by.name}, <Time value={claim.waiver.at} />
              </span>
            </p>
            <p dir="auto" className="whitespace-pre-wrap">
              {claim.waiver.reason}
            </p>
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
    </Section>
  )
}

function VerdictView({ verdict, present }: { verdict: VerdictDto; present: string }) {
  const t = useTranslations('workbench.history')
  return (
    <>
      <p className="flex flex-wrap items-center gap-1.5">
        <ClaimStateBadge state={verdict.verdict} />
        {verdict.stillHolds && <span className="text-muted">{t('stillHolds')}</span>}
        <span className="text-faint">
          {verdict.checker.name}, <Time value={verdict.createdAt} />
        </span>
      </p>
      <p dir="auto" className="whitespace-pre-wrap">
        {verdict.rationale}
      </p>
      {!verdict.current && (
        <details>
          <summary className="text-muted">{t('earlierWording')}</summary>
          <p className="mt-1 text-base leading-snug">
            <DiffText parts={diffText(verdict.wording, present)} />
          </p>
        </details>
      )}
    </>
  )
}
