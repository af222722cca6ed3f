import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { ChangedWords } from '#lib/api/schemas/claims.ts'
import { type DiffPart, shortDiff } from '#lib/domain/claims/diff.ts'
import { type ClaimState, isOpenAgain, type Priority } from '#lib/domain/claims/terms.ts'
import { claimHref } from './claim-href.ts'
import { LegalMark } from './legal-mark.tsx'
import { PriorityMark } from './priority-mark.tsx'
import { classes } from '#components/ui/classes.ts'
import { DiffText } from '#components/ui/diff-text.tsx'
import { CLAIM_STATE_LOOK, ClaimStateBadge } from '#components/ui/state-badge.tsx'
import { Time } from '#components/ui/time.tsx'

interface ClaimRowProps {
  claim: {
    id: string
    number: number
    state: ClaimState
    priority: Priority
    wording: string
    legalFlag?: boolean
    checkedByMe?: boolean
    changed?: ChangedWords | null
  }
  article: { id: string; title: string }
  /** The question to the checker. */
  question?: string | null
  /** Another wording that waits for a decision. */
  proposed?: { by: { name: string }; diff: readonly DiffPart[] } | null
  /** When it is due, or who has it. */
  aside?: ReactNode
}

/** A claim in a list: its words first, then where it stands. The whole row leads to it. What is open again is marked at its edge. */
export function ClaimRow({ claim, article, question, proposed, aside }: ClaimRowProps) {
  const t = useTranslations('claim')
  const again = isOpenAgain(claim.state) ? claim.state : null
  return (
    <li
      data-row={claim.id}
      data-tone={again === null ? undefined : CLAIM_STATE_LOOK[again].tone}
      className={classes(
        'relative grid gap-x-4 gap-y-1 px-4 py-3 hover:bg-hover sm:grid-cols-[10rem_1fr_auto]',
        again !== null && 'before:absolute before:inset-y-0 before:left-0 before:w-1 before:bg-tone',
      )}
    >
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 self-start sm:pt-0.5">
        <ClaimStateBadge state={claim.state} plain={again === null} />
        <PriorityMark priority={claim.priority} />
        <LegalMark flagged={claim.legalFlag === true} />
      </div>
      <div className="min-w-0">
        <Link
          href={claimHref(article.id, claim.id)}
          className="outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <span dir="auto" className="copy line-clamp-2 text-lg leading-snug">
            {claim.wording}
          </span>
        </Link>
        <p className="mt-0.5 truncate text-sm text-muted">
          {t('number', { number: claim.number })} · <bdi>{article.title}</bdi>
        </p>
        {again !== null && claim.checkedByMe === true && (
          <p className="mt-0.5 text-sm font-medium text-tone">{t(`checkedByMe.${claim.changed?.placed === true ? 'placed' : again}`)}</p>
        )}
        {claim.changed && <Changed changed={claim.changed} />}
        {proposed && (
          <div className="mt-1.5 border-l-2 border-accent/50 pl-2.5">
            <p className="text-sm font-medium">{t('proposed', { name: proposed.by.name })}</p>
            <p className="text-base leading-snug">
              <DiffText parts={proposed.diff} />
            </p>
          </div>
        )}
        {question && (
          <p dir="auto" className="mt-1.5 border-l-2 border-accent/50 pl-2.5">
            {question}
          </p>
        )}
      </div>
      {aside !== undefined && <div className="text-sm text-muted sm:text-right">{aside}</div>}
    </li>
  )
}

/** WO-1n: what became of the words of a re-opened claim, how grave that is, and since when. */
function Changed({ changed: { change, diff, at, placed } }: { changed: ChangedWords }) {
  const t = useTranslations('claim.changed')
  return (
    <div className="mt-1.5 border-l-2 border-tone/50 pl-2.5">
      <p className="text-sm">
        <span className={change === 'material' ? 'font-medium text-tone' : 'text-muted'}>{t(placed ? 'placed' : change)}</span>
        {at !== null && (
          <span className="text-muted">
            , <Time value={at} />
          </span>
        )}
      </p>
      {!placed && (
        <p className="line-clamp-3 text-base leading-snug">
          <DiffText parts={shortDiff(diff)} />
        </p>
      )}
    </div>
  )
}
