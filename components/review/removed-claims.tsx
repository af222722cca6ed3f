'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useState } from 'react'
import type { RemovedClaim } from '#lib/api/schemas/claims.ts'
import { WholeHistory } from '#components/claims/whole-history.tsx'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import { claimHref } from '#components/work/claim-href.ts'

interface RemovedClaimsProps {
  articleId: string
  claims: readonly RemovedClaim[]
  /** There are more than these. */
  more: boolean
}

/** CL-6t: what has left the article, folded: nothing in it is to be done, and nobody has to look into the record for it. */
export function RemovedClaims({ articleId, claims, more }: RemovedClaimsProps) {
  const t = useTranslations('review.removed')
  return (
    <details className="group rounded-lg border border-line bg-sheet">
      <summary className="flex cursor-pointer list-none items-center gap-1.5 px-4 py-2.5 text-base font-semibold [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 text-muted transition-transform duration-75 group-open:rotate-90" />
        <h2>{t('title')}</h2>
        <span className="font-normal text-muted tabular-nums">{t('count', { count: claims.length, more: String(more) })}</span>
      </summary>
      <ul className="divide-y divide-line border-t border-line">
        {claims.map((claim) => (
          <Removed key={claim.id} articleId={articleId} claim={claim} />
        ))}
      </ul>
    </details>
  )
}

function Removed({ articleId, claim }: { articleId: string; claim: RemovedClaim }) {
  const t = useTranslations('review.removed')
  const kind = useTranslations('claimKind')
  const [open, setOpen] = useState(false)
  const { number, wording, removedBy, removedAt, reason, mergedInto } = claim
  const name = removedBy ?? t('somebody')
  return (
    <li className="flex flex-col gap-1 px-4 py-3">
      <p className="text-sm text-muted">
        {t('claim', { number })} · {kind(claim.kind)}
      </p>
      <p dir="auto" className="copy text-lg leading-snug">
        {wording}
      </p>
      {reason !== null && (
        <p dir="auto" className="whitespace-pre-wrap">
          {reason}
        </p>
      )}
      <p className="text-sm text-muted">
        {mergedInto
          ? t.rich('merged', {
              name,
              number: mergedInto.number,
              link: (words) => (
                <Link href={claimHref(articleId, mergedInto.id)} className="text-accent underline underline-offset-2">
                  {words}
                </Link>
              ),
            })
          : t('by', { name })}
        , <Time value={removedAt} />
      </p>
      <Button size="sm" variant="ghost" className="-ml-2 self-start" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('history')}
      </Button>
      {open && <WholeHistory claim={claim} />}
    </li>
  )
}
