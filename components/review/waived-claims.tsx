import { useFormatter, useTranslations } from 'next-intl'
import { claimHref } from '#components/work/claim-href.ts'
import type { ReviewDto } from '#lib/api/schemas/review.ts'
import { DecisionRow } from './decision-row.tsx'

/** What passes because somebody said so, with what had been found: whoever signs reads it beside the sign-offs. */
export function WaivedClaims({ articleId, claims }: { articleId: string; claims: ReviewDto['waivedClaims'] }) {
  const t = useTranslations('review.waived')
  const tVerdict = useTranslations('verdict')
  const format = useFormatter()
  return (
    <ul className="divide-y divide-line">
      {claims.map(({ claim, by, at, reason, found }) => (
        <DecisionRow
          key={claim.id}
          href={claimHref(articleId, claim.id)}
          label={t('claim', { number: claim.number })}
          wording={claim.wording}
          reason={reason}
          by={t('by', { name: by.name })}
          at={at}
        >
          {found !== null && (
            <p className={found.length === 0 ? 'text-muted' : 'font-medium'}>
              {found.length === 0 ? t('foundNone') : t('found', { list: format.list(found.map((verdict) => tVerdict(verdict))) })}
            </p>
          )}
        </DecisionRow>
      ))}
    </ul>
  )
}
