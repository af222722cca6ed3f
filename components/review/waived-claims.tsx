import { useFormatter, useTranslations } from 'next-intl'
import Link from 'next/link'
import { Time } from '#components/ui/time.tsx'
import { claimHref } from '#components/work/claim-href.ts'
import type { ReviewDto } from '#lib/api/schemas/review.ts'

/** What passes because somebody said so, with what had been found: whoever signs reads it beside the sign-offs. */
export function WaivedClaims({ articleId, claims }: { articleId: string; claims: ReviewDto['waivedClaims'] }) {
  const t = useTranslations('review.waived')
  const tVerdict = useTranslations('verdict')
  const format = useFormatter()
  return (
    <ul className="divide-y divide-line">
      {claims.map(({ claim, by, at, reason, found }) => (
        <li key={claim.id} className="flex flex-col gap-1 px-4 py-3">
          <p>
            <Link href={claimHref(articleId, claim.id)} className="text-accent underline underline-offset-2">
              {t('claim', { number: claim.number })}
            </Link>{' '}
            <q dir="auto" className="copy">
              {claim.wording}
            </q>
          </p>
          {found !== null && (
            <p className={found.length === 0 ? 'text-muted' : 'font-medium'}>
              {found.length === 0 ? t('foundNone') : t('found', { list: format.list(found.map((verdict) => tVerdict(verdict))) })}
            </p>
          )}
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
