'use client'

import { Scale } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useState } from 'react'
import type { ArticleDto } from '#lib/api/schemas/articles.ts'
import type { ReviewDto } from '#lib/api/schemas/review.ts'
import { claimHref } from '#components/work/claim-href.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import { type ObjectedClaim, ObjectDialog } from './object-dialog.tsx'

interface LegalFlagsProps {
  article: Pick<ArticleDto, 'id' | 'abilities'>
  flags: ReviewDto['legalFlags']
}

/** CL-1d, CL-1g: what legal is asked to read and what legal objects to; a legal reader objects here. */
export function LegalFlags({ article, flags }: LegalFlagsProps) {
  const t = useTranslations('review.signOffs')
  const objection = useTranslations('review.objection')
  const [objecting, setObjecting] = useState<{ claim: ObjectedClaim | null } | null>(null)
  const mayObject = article.abilities.object
  return (
    <div className="mt-1.5 text-sm text-muted">
      <ul className="flex flex-col gap-1.5">
        {flags.map((flag) => (
          <li key={flag.claim?.id ?? 'article'} className="flex flex-wrap items-start gap-x-3 gap-y-1">
            <div className="min-w-0 grow basis-56">
              {flag.claim === null ? (
                t('flaggedArticle')
              ) : (
                <Link href={claimHref(article.id, flag.claim.id)} className="tap text-accent underline underline-offset-2">
                  {t('flaggedClaim', { number: flag.claim.number })}
                </Link>
              )}
              {flag.by && ` · ${t('flaggedBy', { name: flag.by.name })}`}
              {flag.claim && (
                <p dir="auto" className="copy line-clamp-2 text-base text-ink">
                  {flag.claim.wording}
                </p>
              )}
              {flag.objections.map(({ id, reason, by, at }) => (
                <p key={id} className="mt-0.5 text-ink">
                  <Badge tone="bad" icon={<Scale aria-hidden />}>
                    {objection('objects')}
                  </Badge>{' '}
                  <span dir="auto">{reason}</span>{' '}
                  <span className="text-muted">
                    {by.name}, <Time value={at} />
                  </span>
                </p>
              ))}
            </div>
            {mayObject && flag.claim !== null && flag.objections.length === 0 && (
              <Button
                size="sm"
                variant="danger"
                aria-label={objection('objectTo', { number: flag.claim.number })}
                onClick={() => setObjecting({ claim: flag.claim })}
              >
                {objection('object')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayObject && (
        <Button size="sm" variant="ghost" className="mt-1.5 -ml-2" icon={<Scale aria-hidden />} onClick={() => setObjecting({ claim: null })}>
          {objection('another')}
        </Button>
      )}
      {objecting && <ObjectDialog articleId={article.id} claim={objecting.claim} onClose={() => setObjecting(null)} />}
    </div>
  )
}
