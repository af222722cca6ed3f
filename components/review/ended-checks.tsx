import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { Time } from '#components/ui/time.tsx'
import { claimHref } from '#components/work/claim-href.ts'
import type { ReviewDto } from '#lib/api/schemas/review.ts'

/** Claims of which somebody said that one check is enough, and why: whoever signs reads it beside the sign-offs. */
export function EndedChecks({ articleId, checks }: { articleId: string; checks: ReviewDto['endedChecks'] }) {
  const t = useTranslations('review.endedChecks')
  return (
    <ul className="divide-y divide-line">
      {checks.map(({ claim, by, at, reason }) => (
        <li key={`${claim.id} ${at}`} className="flex flex-col gap-1 px-4 py-3">
          <p>
            {claim.removed ? (
              t('removed', { number: claim.number })
            ) : (
              <Link href={claimHref(articleId, claim.id)} className="text-accent underline underline-offset-2">
                {t('claim', { number: claim.number })}
              </Link>
            )}{' '}
            <q dir="auto" className="copy">
              {claim.wording}
            </q>
          </p>
          <p dir="auto" className="whitespace-pre-wrap">
            {reason}
          </p>
          <p className="text-sm text-muted">
            {t('by', { name: by.name })}, <Time value={at} />
          </p>
        </li>
      ))}
    </ul>
  )
}
