'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { ClaimStateBadge } from '#components/ui/state-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { claimHref } from '#components/work/claim-href.ts'
import type { ReviewDto } from '#lib/api/schemas/review.ts'
import { withoutOwnMarks } from '#lib/domain/claims/own-marks.ts'
import { isBlocking } from '#lib/domain/claims/state.ts'
import { NOTABLE } from '#lib/domain/review/notable.ts'

type Claim = ReviewDto['claims'][number]

const SHOWN = 8

interface ClaimsToSignProps {
  articleId: string
  claims: readonly Claim[]
  undecidedSuggestions: number
}

/** RE-4h: what one signs for. What is still to be cleared comes first, then what deserves a look; of many the first few are shown. */
export function ClaimsToSign({ articleId, claims, undecidedSuggestions }: ClaimsToSignProps) {
  const t = useTranslations('review.claims')
  const toClear = claims.filter(({ state }) => isBlocking(state))
  const cleared = claims.filter(({ state }) => !isBlocking(state))
  const notable = cleared.filter((claim) => claim.notable.length > 0).toSorted((a, b) => gravityOf(a) - gravityOf(b))
  const others = cleared.filter((claim) => claim.notable.length === 0)
  return (
    <>
      {claims.length === 0 && <p className="px-4 py-3 text-muted">{t('none')}</p>}
      <Fold articleId={articleId} title={t('toClear')} claims={toClear} open />
      <Fold articleId={articleId} title={t('notable')} claims={notable} open />
      <Fold articleId={articleId} title={t('others')} claims={others} open={toClear.length + notable.length === 0} />
      {undecidedSuggestions > 0 && (
        <p className="border-t border-line px-4 py-2.5">
          <Link href={`/articles/${articleId}?suggestions`} className="text-accent underline underline-offset-2">
            {t('suggestions', { count: undecidedSuggestions })}
          </Link>
        </p>
      )}
    </>
  )
}

function gravityOf({ notable }: Claim): number {
  return Math.min(...notable.map((reason) => NOTABLE.indexOf(reason)))
}

function Fold({ articleId, title, claims, open }: { articleId: string; title: string; claims: readonly Claim[]; open: boolean }) {
  const t = useTranslations('review.claims')
  const [all, setAll] = useState(false)
  if (claims.length === 0) return null
  const shown = all ? claims : claims.slice(0, SHOWN)
  return (
    <details open={open} className="group border-line not-first:border-t">
      <summary className="flex cursor-pointer list-none items-center gap-1.5 px-4 py-2.5 font-medium hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 text-muted transition-transform duration-75 group-open:rotate-90" />
        {title}
        <span className="font-normal text-muted tabular-nums">{claims.length}</span>
      </summary>
      <ul className="divide-y divide-line border-t border-line">
        {shown.map((claim) => (
          <ClaimToSign key={claim.claim.id} articleId={articleId} claim={claim} />
        ))}
      </ul>
      {claims.length > SHOWN && (
        <p className="border-t border-line px-4 py-2">
          <Button size="sm" variant="ghost" className="-ml-2" onClick={() => setAll(!all)}>
            {all ? t('fewer') : t('all', { count: claims.length })}
          </Button>
        </p>
      )}
    </details>
  )
}

function ClaimToSign({ articleId, claim: { claim, state, found, waiver, sources, supporting, contradicting, notable } }: { articleId: string; claim: Claim }) {
  const t = useTranslations('review.claims')
  const tVerdict = useTranslations('verdict')
  return (
    <li className="flex flex-col gap-1 px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <ClaimStateBadge state={state} plain />
        {/* Its state says it. */}
        {notable
          .filter((reason) => reason !== 'waived')
          .map((reason) => (
            <Badge key={reason} tone="warn">
              {t(`why.${reason}`)}
            </Badge>
          ))}
      </div>
      <p>
        <Link href={claimHref(articleId, claim.id)} className="text-accent underline underline-offset-2">
          {t('claim', { number: claim.number })}
        </Link>{' '}
        <q dir="auto" className="copy">
          {withoutOwnMarks(claim.wording)}
        </q>
      </p>
      {waiver && (
        <div className="border-l-2 border-line pl-3">
          <p dir="auto" className="whitespace-pre-wrap">
            {waiver.reason}
          </p>
          <p className="text-sm text-muted">
            {t('waivedBy', { name: waiver.by.name })}, <Time value={waiver.at} />
          </p>
        </div>
      )}
      {found?.map(({ by, verdict, condition, inherited, at }) => (
        <p key={`${by.id} ${at}`} className="text-sm">
          {t(inherited ? 'foundInherited' : 'found', { verdict: tVerdict(verdict), name: by.name })}, <Time value={at} />
          {condition !== null && <span dir="auto"> · {t('condition', { words: condition })}</span>}
        </p>
      ))}
      <p className="text-sm text-muted">
        {found === null ? `${t('unseen')} · ` : found.length === 0 ? `${t('nobody')} · ` : ''}
        {sources === 0 ? t('noSources') : t('sources', { sources, supporting, contradicting })}
      </p>
    </li>
  )
}
