'use client'

import type { Editor } from '@tiptap/core'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type Ref, useEffect, useRef, useState } from 'react'
import { AuthorQueriesSection } from '#components/author-queries/author-queries-section.tsx'
import { DiscussionSection } from '#components/discussion/discussion-section.tsx'
import { CheckedBeforeSection } from '#components/library/checked-before-section.tsx'
import { InheritedNote } from '#components/library/inherited-note.tsx'
import { PastedFrom } from '#components/pasted-claims/pasted-from.tsx'
import { QuotesSection } from '#components/quotes/quotes-section.tsx'
import { Button } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import { onEscapeIn } from '#components/ui/escape.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { ClaimStateBadge } from '#components/ui/state-badge.tsx'
import { type OfferedWording, WordingProposalsSection } from '#components/wording-proposals/wording-proposals-section.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { ClaimHistory } from './claim-history.tsx'
import { ClaimMenu } from './claim-menu.tsx'
import { claimTone, isHeldUp } from './claim-tone.ts'
import { ClaimWords } from './claim-words.tsx'
import { DisputedNote } from './disputed-note.tsx'
import { EvidenceSection } from './evidence-section.tsx'
import { useInSight } from './in-sight.ts'
import { useKeptFocus } from './kept-focus.ts'
import { Reattach } from './reattach.tsx'
import { LegalNotAsked } from './legal-not-asked.tsx'
import { ReopenedNote } from './reopened-note.tsx'
import { ToConfirmNote } from './to-confirm-note.tsx'
import { Reshape, type ReshapeMode } from './reshape.tsx'
import { useEscapeFromCopy } from './use-escape-from-copy.ts'
import { TaskSection } from './task-section.tsx'
import { VerdictSection } from './verdict-section.tsx'

interface ClaimPanelProps {
  claim: ClaimDto
  userId: string
  onClose: () => void
  /** The text, where it stands beside the panel: to say by a selection where the claim begins and ends. */
  editor?: Editor
  headingRef?: Ref<HTMLHeadingElement>
  /** It stands in something that has its title and a way to close it. */
  framed?: boolean
  /** Other claims on the words that were pressed. */
  also: readonly ClaimDto[]
  onChooseAlso: (id: string) => void
  /** To the next claim that is to be cleared; absent where there is none. */
  onNextToClear?: (() => void) | undefined
  /** Words of the text are to be selected for it, or no more: a press on those of another claim does not lead there meanwhile. */
  onSelecting?: (selecting: boolean) => void
}

/** Everything about one claim, and what may be done with it. */
export function ClaimPanel({ claim, userId, onClose, editor, headingRef, framed = false, also, onChooseAlso, onNextToClear, onSelecting }: ClaimPanelProps) {
  const t = useTranslations('workbench.panel')
  const tKind = useTranslations('claimKind')
  const tPriority = useTranslations('priority')
  const [reshaping, setReshaping] = useState<ReshapeMode | null>(null)
  const [placing, setPlacing] = useState(false)
  const [offered, setOffered] = useState<OfferedWording | null>(null)
  const panel = useRef<HTMLElement>(null)
  useInSight(panel)
  useKeptFocus(panel)
  // What may be done no more is not under way either: a press on the words of another claim leads there again.
  if (reshaping !== null && !claim.abilities.reshape) setReshaping(null)
  if (placing && (claim.state !== 'detached' || !claim.abilities.reattach)) setPlacing(false)
  const isBegun = reshaping !== null || placing
  function leave() {
    setReshaping(null)
    setPlacing(false)
  }
  useEscapeFromCopy(editor, isBegun, leave)
  const selecting = placing || reshaping === 'edges' || reshaping === 'split'
  useEffect(() => {
    if (!selecting) return
    onSelecting?.(true)
    return () => onSelecting?.(false)
  }, [selecting, onSelecting])
  return (
    <article
      ref={panel}
      data-claim-panel
      aria-label={t('label', { number: claim.number })}
      data-tone={claimTone(claim)}
      tabIndex={-1}
      onKeyDown={onEscapeIn(onClose)}
      onKeyDownCapture={onEscapeIn((event) => {
        if (!isBegun) return
        event.stopPropagation()
        leave()
      })}
      className="flex min-h-0 flex-col outline-none"
    >
      {/* Stays in sight while what is below it scrolls, and while the page does; not where it would leave no room for that. */}
      <div
        className={classes(
          'sticky top-(--words-top,0) z-10 -mx-1 flex max-h-[40dvh] shrink-0 flex-col gap-2.5 overflow-y-auto border-b border-line bg-sheet p-1 pb-2.5',
          framed && 'low:static low:max-h-none',
        )}
      >
        <header className="flex items-center gap-2">
          {!framed && (
            <h2 ref={headingRef} tabIndex={-1} className="text-sm font-semibold outline-none">
              {t('title', { number: claim.number })}
            </h2>
          )}
          <ClaimStateBadge state={claim.state} tone={claimTone(claim)} />
          <span className="grow" />
          <ClaimMenu claim={claim} onRemoved={onClose} {...(editor && { onReshape: setReshaping })} />
          {!framed && <IconButton size="sm" label={t('close')} icon={<X aria-hidden />} shortcut="esc" onClick={onClose} />}
        </header>
        {also.length > 0 && (
          <p className="flex flex-wrap items-center gap-1.5 text-sm text-muted">
            {t('alsoHere')}
            {also.map((other) => (
              <Button key={other.id} size="sm" title={other.wording} onClick={() => onChooseAlso(other.id)}>
                {t('title', { number: other.number })}
              </Button>
            ))}
          </p>
        )}
        <p className="text-sm text-muted">
          {tKind(claim.kind)}
          {claim.priority !== 'normal' && <> · {t('priority', { priority: tPriority(claim.priority) })}</>}
          {claim.secondCheck && <> · {t('secondCheck')}</>}
          {claim.legalFlag && <> · {t('legalFlag')}</>}
        </p>
        {claim.kind === 'legal' && !claim.legalFlag && claim.abilities.flagLegal && <LegalNotAsked claim={claim} />}
        {isHeldUp(claim) && <p className="text-sm text-tone">{t('heldUp')}</p>}
        {claim.reopened ? (
          <ReopenedNote key={claim.reopened.verdictId} claim={claim} reopened={claim.reopened} />
        ) : (
          <ClaimWords wording={claim.wording} framed={framed} />
        )}
      </div>
      <div
        className={classes(
          'flex min-h-0 flex-col gap-2.5 pt-2.5 [&>.border-t:first-child]:border-t-0 [&>.border-t:first-child]:pt-0',
          framed ? '' : '-mx-3 overflow-y-auto px-3 pb-3',
          // On a phone the panel covers most of the text: it makes room while words have to be selected there.
          'max-sm:has-[>[data-reshape]]:[&>*:not([data-reshape])]:hidden',
        )}
      >
        {editor && claim.state === 'detached' && <Reattach claim={claim} editor={editor} placing={placing} onPlacing={setPlacing} />}
        {editor && reshaping && <Reshape claim={claim} mode={reshaping} editor={editor} onDone={() => setReshaping(null)} />}
        {claim.toConfirm && <ToConfirmNote claim={claim} why={claim.toConfirm} />}
        {claim.state === 'disputed' && <DisputedNote claim={claim} userId={userId} />}
        {claim.pastedFrom && <PastedFrom source={claim.pastedFrom} articleId={claim.articleId} />}
        <TaskSection claim={claim} userId={userId} />
        <AuthorQueriesSection claim={claim} userId={userId} />
        <WordingProposalsSection claim={claim} editor={editor} offered={offered} onTaken={() => setOffered(null)} />
        <EvidenceSection claim={claim} />
        {claim.inherited && <InheritedNote key={`${claim.inherited.id} ${claim.wordingHash}`} claim={claim} inherited={claim.inherited} />}
        <CheckedBeforeSection claim={claim} />
        <QuotesSection claim={claim} onPropose={(wording) => setOffered({ wording })} />
        <VerdictSection claim={claim} userId={userId} onNext={onNextToClear} />
        <DiscussionSection key={claim.id} claim={claim} userId={userId} />
        <ClaimHistory claim={claim} />
      </div>
    </article>
  )
}
