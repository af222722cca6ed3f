'use client'

import { useTranslations } from 'next-intl'
import { useAnswer } from '#components/claims/use-answer.ts'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { call } from '#lib/client/api.ts'
import { QuoteDiff } from './quote-diff.tsx'
import { QUOTE_LOOK } from './quote-look.ts'

/** Before a claim is called verified, or a verdict confirmed: what its evidence has otherwise. It keeps nobody from either. */
export function AlteredWarning({ claim }: { claim: ClaimDto }) {
  if (!claim.quoteAltered) return null
  return <WhatDiffers key={`${claim.wordingHash} ${claim.evidence.length}`} claimId={claim.id} />
}

function WhatDiffers({ claimId }: { claimId: string }) {
  const t = useTranslations('workbench.quotes')
  const answer = useAnswer((signal) => call('GET', '/claims/{id}/quotes', { params: { id: claimId }, signal }))
  const quotes = answer !== null && 'value' in answer ? answer.value : null
  const open = quotes?.quotes.filter(({ altered }) => altered) ?? []
  const differing = quotes?.items.filter(({ result, quoteHash }) => result === 'altered' && open.some((quote) => quote.quoteHash === quoteHash)) ?? []
  const Icon = QUOTE_LOOK.altered.icon
  return (
    <div role="status" data-tone="warn" className="flex flex-col gap-2 rounded-md bg-tone-soft p-2.5">
      <p className="flex items-start gap-1.5 text-sm font-medium text-tone">
        <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" />
        {t(quotes !== null && open.length === 0 ? 'beforeVerifiedOtherwise' : 'beforeVerified')}
      </p>
      {differing.map(({ evidenceId, quoteHash, diff }) => (
        <QuoteDiff key={`${evidenceId} ${quoteHash}`} parts={diff} />
      ))}
      <p className="text-sm text-muted">{t('beforeVerifiedText')}</p>
    </div>
  )
}
