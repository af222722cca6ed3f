'use client'

import { ChevronDown, Clock, CopyPlus, Equal, EqualApproximately } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useEffect, useId, useRef, useState } from 'react'
import { useClaimsContext } from '#components/claims/claims-context.tsx'
import { VerdictView } from '#components/claims/decision-view.tsx'
import { evidenceName } from '#components/claims/evidence-name.ts'
import { EVIDENCE_ICON, RELATION_TONE } from '#components/claims/evidence-look.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { DiffText } from '#components/ui/diff-text.tsx'
import { ClaimStateBadge } from '#components/ui/state-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import { claimHref } from '#components/work/claim-href.ts'
import type { ClaimDto, EvidenceDto } from '#lib/api/schemas/claims.ts'
import type { CheckedBeforeDto, CheckedBeforeItem } from '#lib/api/schemas/library.ts'
import { call } from '#lib/client/api.ts'
import { staysBehind } from '#lib/domain/library/checked-before.ts'
import { onLive } from '#lib/client/live.ts'

/** A desk at work changes something every moment: what comes together is asked once, and not again at once. */
const TOGETHER = 1_000
const APART = 10_000

/** How often something changed anywhere on the person's desks, and how often the page came back to the front. */
function useChanges(): number {
  const [changes, setChanges] = useState(0)
  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | null = null
    let last = 0
    function look() {
      soon = null
      last = Date.now()
      setChanges((before) => before + 1)
    }
    const stop = onLive('change', () => {
      soon ??= setTimeout(look, Math.max(TOGETHER, last + APART - Date.now()))
    })
    return () => {
      stop()
      if (soon !== null) clearTimeout(soon)
    }
  }, [])
  return changes
}

/** The same or nearly the same words as they were checked elsewhere, also meanwhile: one line, which opens to all of it. */
export function CheckedBeforeSection({ claim }: { claim: ClaimDto }) {
  const t = useTranslations('workbench.checkedBefore')
  const [before, setBefore] = useState<CheckedBeforeDto | null>(null)
  const [failed, setFailed] = useState(false)
  const id = useId()
  const changes = useChanges()

  // A claim that did not change keeps its object: another one means that its words may be others.
  useEffect(() => {
    const aborted = new AbortController()
    call('GET', '/claims/{id}/checked-before', { params: { id: claim.id }, signal: aborted.signal }).then(
      (answer) => {
        setBefore(answer)
        setFailed(false)
      },
      () => {
        if (!aborted.signal.aborted) setFailed(true)
      },
    )
    return () => aborted.abort()
  }, [claim, changes])

  // What was fetched before stays while the server does not answer.
  const items = before?.items ?? []
  if (items.length > 0)
    return (
      <details className="group border-t border-line pt-2.5">
        <summary className={LINE}>
          <h3 className="text-xs font-semibold text-muted">{t('title', { count: items.length })}</h3>
          <span className="flex min-w-0 grow items-center justify-end gap-1.5 overflow-hidden group-open:invisible">
            {[...new Set(items.map(({ outcome }) => outcome))].slice(0, 2).map((outcome) => (
              <ClaimStateBadge key={outcome} state={outcome} />
            ))}
          </span>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-muted group-open:rotate-180" />
        </summary>
        <ul className="mt-2 flex flex-col gap-3">
          {items.map((item) => (
            <CheckedBefore key={`${item.claim.id} ${item.wordingHash}`} item={item} claim={claim} mayInherit={before?.abilities.inherit ?? false} />
          ))}
        </ul>
      </details>
    )
  return (
    <section aria-labelledby={id} className="border-t border-line pt-2.5">
      <div className={LINE}>
        <h3 id={id} className="text-xs font-semibold text-muted">
          {t('title', { count: 0 })}
        </h3>
        {failed && !before ? (
          <p role="alert" className="truncate text-sm text-muted">
            {t('failed')}
          </p>
        ) : (
          <p className="truncate text-sm text-muted">{before ? t('none') : t('asking')}</p>
        )}
      </div>
    </section>
  )
}

/** As high before the answer as after it, so that nothing below it moves under a hand. */
const LINE = 'flex h-7 items-center justify-between gap-2'

interface CheckedBeforeProps {
  item: CheckedBeforeItem
  claim: ClaimDto
  mayInherit: boolean
}

function CheckedBefore({ item, claim, mayInherit }: CheckedBeforeProps) {
  const t = useTranslations('workbench.checkedBefore')
  const { article, change, evidence, verdicts } = item
  const by = [...new Set(verdicts.map(({ checker }) => checker.name))].join(', ')
  return (
    <li className="flex flex-col gap-1.5 text-sm">
      <p className="flex flex-wrap items-center gap-1.5">
        <ClaimStateBadge state={item.outcome} />
        <Badge plain icon={change ? <EqualApproximately aria-hidden /> : <Equal aria-hidden />}>
          {change ? t('near') : t('same')}
        </Badge>
        {item.outOfDate && (
          <Badge tone="warn" icon={<Clock aria-hidden />}>
            {t('outOfDate')}
          </Badge>
        )}
      </p>
      {change && (
        <p className="text-base leading-snug">
          <DiffText parts={change.diff} />
        </p>
      )}
      <p className="text-muted">
        {by}, <Time value={item.checkedAt} />
        {' · '}
        <Link href={claimHref(article.id, item.claim.id)} dir="auto" className="text-accent underline underline-offset-2 hover:text-accent-hover">
          {article.title}
        </Link>
        , {item.desk.name}
      </p>
      {article.stage === 'withdrawn' && <p className="text-warn">{t('withdrawn')}</p>}
      {!item.stands && article.stage !== 'withdrawn' && <p className="text-warn">{t('changedThere')}</p>}
      {mayInherit && (item.blocked === null ? <BringOver item={item} claim={claim} /> : <p className="text-muted">{t(`blocked.${item.blocked}`)}</p>)}
      <details>
        <summary className="text-muted">{t('details', { count: evidence.length })}</summary>
        <div className="mt-1.5 flex flex-col gap-2 border-l-2 border-line pl-2.5">
          {verdicts.map((verdict) => (
            <VerdictView key={verdict.id} verdict={verdict} />
          ))}
          {evidence.length > 0 && (
            <ul aria-label={t('evidence')} className="flex flex-col gap-1.5">
              {evidence.map((found) => (
                <Found key={found.id} evidence={found} />
              ))}
            </ul>
          )}
          <p className="text-muted">
            {item.outOfDate ? t('since') : t('until')} <Time value={item.outOfDateAt} />
          </p>
        </div>
      </details>
    </li>
  )
}

/** One click, and a verdict that is not counted yet: another look follows. */
function BringOver({ item, claim }: Omit<CheckedBeforeProps, 'mayInherit'>) {
  const t = useTranslations('workbench.checkedBefore')
  const { store } = useClaimsContext()
  const action = useAction()
  const button = useRef<HTMLButtonElement>(null)
  const newest = item.verdicts.at(-1)
  const { deskId } = useClaimsContext()
  const [asking, setAsking] = useState(false)
  const staying = item.evidence.filter(staysBehind).length
  const coming = item.evidence.length - staying
  const shared = item.desk.id === deskId ? 0 : coming

  // What was brought over takes the focus from the button, which goes.
  useEffect(() => {
    const panel = button.current?.closest('article')
    return () => {
      if (document.activeElement === document.body) panel?.querySelector<HTMLElement>('[data-inherited]')?.focus()
    }
  }, [])

  if (!newest) return null

  async function bringOver(verdictId: string) {
    const done = await action.run(async () => {
      store.put(await call('POST', '/claims/{id}/inherited', { params: { id: claim.id }, body: { verdictId, wordingHash: claim.wordingHash } }))
    })
    if (done) toast({ tone: 'good', title: t('brought'), detail: t('broughtText') })
    else await store.refresh()
    setAsking(false)
  }

  return (
    <>
      <ProblemNote problem={action.problem} />
      <Button
        ref={button}
        size="sm"
        className="self-start"
        icon={<CopyPlus aria-hidden />}
        busy={action.busy}
        onClick={() => (shared + staying > 0 ? setAsking(true) : void bringOver(newest.id))}
      >
        {t('bringOver')}
      </Button>
      {asking && (
        <Dialog
          open
          onOpenChange={setAsking}
          title={t('askTitle')}
          footer={
            <>
              <Button variant="ghost" onClick={() => setAsking(false)}>
                {t('cancel')}
              </Button>
              <Button variant="primary" busy={action.busy} onClick={() => void bringOver(newest.id)}>
                {t('bringOver')}
              </Button>
            </>
          }
        >
          <div className="flex flex-col gap-2">
            {shared > 0 && <p>{t('askShared', { count: shared, desk: item.desk.name })}</p>}
            {staying > 0 && <p>{t('askStaying', { count: staying })}</p>}
            {coming === 0 && <p>{t('askNothing')}</p>}
          </div>
        </Dialog>
      )}
    </>
  )
}

/** What was found, in short; all of it is in its own article. */
function Found({ evidence }: { evidence: EvidenceDto }) {
  const t = useTranslations('workbench.evidence')
  const tRelation = useTranslations('evidenceRelation')
  const Icon = EVIDENCE_ICON[evidence.type]
  const name = evidenceName(evidence)
  return (
    <li className="flex flex-col gap-0.5">
      <p className="flex flex-wrap items-center gap-1.5">
        <Badge tone={RELATION_TONE[evidence.relation]} icon={<Icon aria-hidden />}>
          <span className="sr-only">{t(`type.${evidence.type}`)}: </span>
          {tRelation(evidence.relation)}
        </Badge>
        {evidence.confidential && <Badge tone="aside">{t('confidential')}</Badge>}
        {evidence.url ? (
          <a
            href={evidence.url}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="text-accent underline underline-offset-2 [overflow-wrap:anywhere] hover:text-accent-hover"
          >
            {name}
          </a>
        ) : (
          name !== null && <bdi className="font-medium">{name}</bdi>
        )}
      </p>
      {(evidence.excerpt ?? evidence.text) !== null && (
        <p dir="auto" className="copy line-clamp-4 whitespace-pre-wrap">
          {evidence.excerpt ?? evidence.text}
        </p>
      )}
    </li>
  )
}
