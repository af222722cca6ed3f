'use client'

import { useTranslations } from 'next-intl'
import { ClaimStateBadge } from '#components/ui/state-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ClaimDto, VerdictDto } from '#lib/api/schemas/claims.ts'

export function VerdictView({ verdict }: { verdict: VerdictDto }) {
  const t = useTranslations('workbench.history')
  return (
    <div className="flex flex-col gap-1">
      <p className="flex flex-wrap items-center gap-1.5">
        <ClaimStateBadge state={verdict.verdict} />
        {verdict.stillHolds && <span className="text-muted">{t('stillHolds')}</span>}
        {verdict.inherited && <span className="text-muted">{t('inherited')}</span>}
        {verdict.ownWords && <span className="text-muted">{t('ownWords')}</span>}
        <span className="text-faint">
          {verdict.checker.name}, <Time value={verdict.createdAt} />
        </span>
      </p>
      <p dir="auto" className="whitespace-pre-wrap">
        {verdict.rationale}
      </p>
      {verdict.condition && <p className="text-muted">{t('condition', { words: verdict.condition })}</p>}
    </div>
  )
}

export function WaiverView({ waiver }: { waiver: NonNullable<ClaimDto['waiver']> }) {
  return (
    <div className="flex flex-col gap-1">
      <p className="flex flex-wrap items-center gap-1.5">
        <ClaimStateBadge state="waived" />
        <span className="text-faint">
          {waiver.by.name}, <Time value={waiver.at} />
        </span>
      </p>
      <p dir="auto" className="whitespace-pre-wrap">
        {waiver.reason}
      </p>
    </div>
  )
}
