'use client'

import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useState } from 'react'
import type { ArticleDto } from '#lib/api/schemas/articles.ts'
import type { RemovedClaim } from '#lib/api/schemas/claims.ts'
import { SIGN_OFF_KINDS, type ReviewDto, type SignOffDto, type SignOffKind } from '#lib/api/schemas/review.ts'
import { call } from '#lib/client/api.ts'
import { useAction } from '#components/shell/use-action.ts'
import { useRefresh } from '#components/shell/use-refresh.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { useHeldFocus } from '#components/ui/focus.ts'
import { Fingerprint, shortHash } from '#components/ui/fingerprint.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import { LegalFlags } from './legal-flags.tsx'
import { SignAgainDialog } from './sign-again-dialog.tsx'

interface SignOffListProps {
  article: Pick<ArticleDto, 'id' | 'abilities' | 'stage'>
  review: ReviewDto
  /** Claims that have left the article. */
  removed?: readonly RemovedClaim[]
}

export function SignOffList({ article, review, removed = NONE }: SignOffListProps) {
  const held = useHeldFocus<HTMLUListElement>()
  return (
    <ul {...held} className="divide-y divide-line outline-none">
      {SIGN_OFF_KINDS.filter(
        (kind) => kind !== 'legal' || review.required.includes('legal') || article.abilities.object || given(review, kind) !== undefined,
      ).map((kind) => (
        <SignOffRow key={kind} kind={kind} article={article} review={review} removed={removed} />
      ))}
    </ul>
  )
}

const NONE: readonly RemovedClaim[] = []

function SignOffRow({ kind, article, review, removed = NONE }: SignOffListProps & { kind: SignOffKind }) {
  const t = useTranslations('review.signOffs')
  const names = useTranslations('signOff')
  const signOff = given(review, kind)
  return (
    <li id={`sign-off-${kind}`} className="scroll-mt-28 px-4 py-3 target:bg-accent-soft">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 grow basis-64">
          <p className="flex flex-wrap items-center gap-x-2 font-medium">
            {names(kind)}
            {!review.required.includes(kind) && <span className="text-sm font-normal text-muted">{t('optional')}</span>}
            {article.stage !== 'withdrawn' && <SignOffState signOff={signOff} />}
          </p>
          {signOff === undefined ? <p className="text-sm text-muted">{t(`explain.${kind}`)}</p> : <Given signOff={signOff} article={article} />}
          {kind === 'legal' && <LegalFlags article={article} flags={review.legalFlags} />}
        </div>
        <SignOffAct kind={kind} article={article} review={review} removed={removed} last={signOff} />
      </div>
    </li>
  )
}

function SignOffState({ signOff }: { signOff: SignOffDto | undefined }) {
  const t = useTranslations('review.signOffs')
  if (signOff === undefined) {
    return (
      <Badge tone="wait" icon={<CircleDashed aria-hidden />}>
        {t('missing')}
      </Badge>
    )
  }
  if (signOff.stale !== null) {
    return (
      <Badge tone="warn" icon={<CircleAlert aria-hidden />}>
        {t('stale')}
      </Badge>
    )
  }
  return (
    <Badge tone="good" icon={<CircleCheck aria-hidden />}>
      {t('holds')}
    </Badge>
  )
}

function Given({ signOff, article: { id, stage } }: { signOff: SignOffDto; article: SignOffListProps['article'] }) {
  const t = useTranslations('review.signOffs')
  return (
    <div className="text-sm text-muted">
      <p>{t.rich('given', { name: signOff.by.name, at: () => <Time value={signOff.at} />, hash: () => <Fingerprint hash={signOff.contentHash} /> })}</p>
      {signOff.stale !== null && stage !== 'withdrawn' && (
        <p className="text-warn">
          {t(`since.${signOff.stale}`)}{' '}
          {signOff.stale === 'content' && (
            <Link href={`/articles/${id}/history?from=${signOff.versionId}`} className="text-accent underline underline-offset-2">
              {t('seeHistory')}
            </Link>
          )}
        </p>
      )}
    </div>
  )
}

interface SignOffActProps extends SignOffListProps {
  kind: SignOffKind
  /** The newest of its kind. */
  last: SignOffDto | undefined
}

/** The button names the text that is signed; without the right to sign there is none, and a refusal known beforehand is explained. */
function SignOffAct({ kind, article, review, removed = NONE, last }: SignOffActProps) {
  const t = useTranslations('review.signOffs')
  const names = useTranslations('signOff')
  const { refreshing, refresh } = useRefresh()
  const action = useAction({ report: 'toast' })
  /** The hashes that were on the page when what changed was asked for. */
  const [asked, setAsked] = useState<ReviewDto['gate'] | null>(null)
  if (last?.stale === null || article.stage === 'withdrawn') return null
  const blocked = review.blocked[kind]
  if (blocked !== undefined)
    return (
      <p className="max-w-64 text-sm text-muted sm:text-right">
        {t(blocked === 'four-eyes' ? `involved.${review.involvement[kind] ?? 'wrote'}` : 'blocked.not-ready')}
      </p>
    )
  if (!article.abilities.signOff[kind]) return null
  const { contentHash } = review.gate

  async function sign({ contentHash, claimSetHash }: Pick<ReviewDto['gate'], 'contentHash' | 'claimSetHash'>): Promise<void> {
    const went = await action.run(async () => {
      await call('POST', '/articles/{id}/sign-offs', { params: { id: article.id }, body: { kind, contentHash, claimSetHash } })
    })
    if (went) toast({ tone: 'good', title: t('done', { kind: names(kind), hash: shortHash(contentHash) }) })
    setAsked(null)
    refresh()
  }

  return (
    <>
      <Button variant="primary" busy={action.busy || refreshing} onClick={() => (last ? setAsked(review.gate) : void sign(review.gate))}>
        <span>{t.rich(last ? 'signAgain' : 'sign', { hash: () => <code className="font-mono text-[0.92em]">{shortHash(contentHash)}</code> })}</span>
      </Button>
      {last && asked && (
        <SignAgainDialog
          signOff={last}
          contentHash={asked.contentHash}
          claims={review.claims}
          removed={removed}
          busy={action.busy}
          onSign={() => void sign(asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}

function given(review: ReviewDto, kind: SignOffKind): SignOffDto | undefined {
  return review.signOffs.find((signOff) => signOff.kind === kind)
}
