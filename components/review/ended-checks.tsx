import { useTranslations } from 'next-intl'
import { claimHref } from '#components/work/claim-href.ts'
import type { ReviewDto } from '#lib/api/schemas/review.ts'
import { DecisionRow } from './decision-row.tsx'

/** Claims of which somebody said that one check is enough, and why: whoever signs reads it beside the sign-offs. */
export function EndedChecks({ articleId, checks }: { articleId: string; checks: ReviewDto['endedChecks'] }) {
  const t = useTranslations('review.endedChecks')
  return (
    <ul className="divide-y divide-line">
      {checks.map(({ claim, by, at, reason }) => (
        <DecisionRow
          key={`${claim.id} ${at}`}
          href={claim.removed ? null : claimHref(articleId, claim.id)}
          label={t(claim.removed ? 'removed' : 'claim', { number: claim.number })}
          wording={claim.wording}
          reason={reason}
          by={t('by', { name: by.name })}
          at={at}
        />
      ))}
    </ul>
  )
}
