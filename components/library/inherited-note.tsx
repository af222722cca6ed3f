'use client'

import { CopyPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useState } from 'react'
import { useClaimsContext } from '#components/claims/claims-context.tsx'
import { AlteredWarning } from '#components/quotes/altered-warning.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { DiffText } from '#components/ui/diff-text.tsx'
import { ClaimStateBadge } from '#components/ui/state-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import { claimHref } from '#components/work/claim-href.ts'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { call } from '#lib/client/api.ts'

interface InheritedNoteProps {
  claim: ClaimDto
  inherited: NonNullable<ClaimDto['inherited']>
}

/** A verdict of another article that waits here: what it says, whose it is, and the click that makes it one's own. */
export function InheritedNote({ claim, inherited }: InheritedNoteProps) {
  const t = useTranslations('workbench.inherited')
  const { store } = useClaimsContext()
  const action = useAction()
  // The checker confirms for the words that they read; were the hash taken from the newest claim, a change under the pointer would pass.
  const [seen] = useState(claim.wordingHash)
  const params = { id: claim.id, inherited: inherited.id }

  async function confirm() {
    const done = await action.run(async () => {
      store.put(await call('POST', '/claims/{id}/inherited/{inherited}/confirm', { params, body: { wordingHash: seen } }))
    })
    if (done) toast({ tone: 'good', title: t('confirmed', { number: claim.number }) })
    else await store.refresh()
  }

  async function takeBack() {
    const done = await action.run(async () => {
      await call('DELETE', '/claims/{id}/inherited/{inherited}', { params })
    })
    if (done) toast({ tone: 'good', title: t('takenBack') })
    await store.refresh()
  }

  return (
    <section data-inherited tabIndex={-1} aria-label={t('title')} data-tone="aside" className="flex flex-col gap-2 rounded-md bg-tone-soft p-2.5 text-sm">
      <p className="flex items-center gap-1.5 font-medium text-tone">
        <CopyPlus aria-hidden className="size-3.5 shrink-0" />
        {t('title')}
      </p>
      <p className="flex flex-wrap items-center gap-1.5">
        <ClaimStateBadge state={inherited.verdict} />
        <span className="text-muted">
          {inherited.checker.name}, <Time value={inherited.checkedAt} />
        </span>
      </p>
      {inherited.diff && (
        <p className="text-base leading-snug">
          <DiffText parts={inherited.diff} />
        </p>
      )}
      {inherited.conditions.map(({ words, checker }) => (
        <p key={`${checker.id} ${words}`} dir="auto" className="font-medium">
          {t('condition', { words, name: checker.name })}
        </p>
      ))}
      {inherited.rationale !== '' && (
        <p dir="auto" className="whitespace-pre-wrap">
          {inherited.rationale}
        </p>
      )}
      <p className="text-muted">
        {inherited.from ? (
          <>
            {t('from')}{' '}
            <Link
              href={claimHref(inherited.from.articleId, inherited.from.claimId)}
              dir="auto"
              className="text-accent underline underline-offset-2 hover:text-accent-hover"
            >
              {inherited.from.title}
            </Link>
          </>
        ) : (
          t('fromElsewhere')
        )}
        {'. '}
        {t('by', { name: inherited.by.name })}, <Time value={inherited.at} />.
      </p>
      <p>{inherited.outOfDate ? t('outOfDate') : t('waits')}</p>
      {claim.evidence.length === 0 && <p>{t('noSource')}</p>}
      {claim.evidence.some(({ withdrawnThere }) => withdrawnThere !== null) && (
        <p data-tone="bad" className="font-medium text-tone">
          {t('sourceWithdrawn')}
        </p>
      )}
      {inherited.abilities.confirm && inherited.verdict === 'verified' && <AlteredWarning claim={claim} />}
      <ProblemNote problem={action.problem} />
      {(inherited.abilities.confirm || inherited.abilities.takeBack) && (
        <div className="flex flex-wrap gap-2">
          {inherited.abilities.confirm && (
            <Button size="sm" variant="primary" busy={action.busy} onClick={() => void confirm()}>
              {t('confirm')}
            </Button>
          )}
          {inherited.abilities.takeBack && (
            <Button size="sm" busy={action.busy} onClick={() => void takeBack()}>
              {t('takeBack')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
