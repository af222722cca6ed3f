'use client'

import '#components/editor/editor.css'
import { EditorContent } from '@tiptap/react'
import { useTranslations } from 'next-intl'
import { type ComponentProps, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { ClaimPanel } from '#components/claims/claim-panel.tsx'
import { isToClear } from '#components/claims/claim-filter.ts'
import { isHeldUp } from '#components/claims/claim-tone.ts'
import { focusVerdict } from '#components/claims/verdict-form.tsx'
import { whyNoVerdict } from '#components/claims/why-no-verdict.ts'
import { useClaims } from '#components/claims/claims-context.tsx'
import { createClaimElements } from '#components/editor/claim-elements.ts'
import { createBubble, TagBubble } from '#components/editor/tag-bubble.tsx'
import { TagPopover } from '#components/editor/tag-popover.tsx'
import { Toolbar } from '#components/editor/toolbar.tsx'
import { useArticleEditor } from '#components/editor/use-article-editor.ts'
import { PastedClaims } from '#components/pasted-claims/pasted-claims.tsx'
import { PastedOffer } from '#components/pasted-claims/pasted-offer.tsx'
import { useShowOffer } from '#components/pasted-claims/use-show-offer.ts'
import { usePastedClaims } from '#components/pasted-claims/use-pasted-claims.ts'
import { useStandingOffers } from '#components/pasted-claims/use-standing-offers.ts'
import { classes } from '#components/ui/classes.ts'
import { SuggestionsPanel } from '#components/suggestions/suggestions-panel.tsx'
import { useSuggestions } from '#components/suggestions/use-suggestions.ts'
import { useLayer } from '#components/ui/layers.ts'
import { SidePanel } from '#components/ui/side-panel.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import type { PastedClaimsDto } from '#lib/api/schemas/pasted-claims.ts'
import { AbsentClaim } from './absent-claim.tsx'
import { DetachedClaims, NoClaims } from './claim-list.tsx'
import { ClaimsPanel } from './claims-panel.tsx'
import { BESIDE_PANEL, COPY_GRID, COPY_GRID_BESIDE_PANEL } from './copy-grid.ts'
import { DeskToolbar } from './desk-toolbar.tsx'
import { EarlierDrafts } from './earlier-drafts.tsx'
import { Frame } from './frame.tsx'
import { Margin } from './margin.tsx'
import { PrintedClaims } from './printed-claims.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { claimsAtCaret, smallestClaim } from './smallest-claim.ts'
import type { ChosenClaim } from './use-chosen-claim.ts'
import { useLinked } from './use-linked.ts'
import { useLinkedWords } from './use-linked-words.ts'
import { useMediaQuery } from '#components/ui/use-media-query.ts'
import { useReveal } from './use-reveal.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { useTagging } from './use-tagging.ts'

interface DeskProps {
  frame: Omit<ComponentProps<typeof Frame>, 'toolbar' | 'children'>
  userId: string
  doc: Y.Doc
  awareness: Awareness
  mayEdit: boolean
  chosen: ChosenClaim
  /** The claims stand beside the copy, and not over it. */
  roomForMargin: boolean
  /** About the connection; above the copy. */
  above: ReactNode
  onOpenGate: () => void
  /** Resolves once what was typed is saved. */
  whenSaved: () => Promise<void>
}

/** The copy with its claims beside it, once the document is here. */
export function Desk({ frame, userId, doc, awareness, mayEdit, chosen: { chosenId, setChosenId }, roomForMargin, above, onOpenGate, whenSaved }: DeskProps) {
  const { article } = frame
  const t = useTranslations('workbench')
  const { value: claims, stale } = useClaims()
  const elements = useMemo(() => createClaimElements(), [])
  const [bubble] = useState(createBubble)
  const roomForBoth = useMediaQuery('(min-width: 1240px)', true)
  const [also, setAlso] = useState<readonly string[]>([])
  const [listOpen, setListOpen] = useState(false)
  const [linkOpen, setLinkOpen] = useState(false)
  const [shortcutsOpen, setShortcutsOpen] = useState(false)
  const [suggesting, setSuggesting] = useState(false)
  const [selecting, setSelecting] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const pressed = useRef<string | null>(null)
  const mayTag = article.abilities.tagClaim
  const chosen = chosenId === null ? undefined : claims.byId.get(chosenId)
  const absentId = chosen ? null : chosenId

  const detached = claims.list.filter((claim) => claim.state === 'detached')

  const pasted = usePastedClaims()
  const editor = useArticleEditor({
    doc,
    awareness,
    elements,
    bubble,
    mayEdit,
    claimIds: useMemo(() => new Set(claims.byId.keys()), [claims]),
    onPress: (ids) => {
      if (selecting) return
      const known = ids.flatMap((id) => claims.byId.get(id) ?? [])
      const smallest = smallestClaim(known)
      if (!smallest) return
      pressed.current = smallest.id
      setChosenId(smallest.id)
      setAlso(known.length > 1 ? known.map(({ id }) => id) : [])
    },
    onPastedWords: (words) => void whenSaved().then(() => pasted.offer(words)),
    onLink: () => setLinkOpen(true),
  })

  const standing = useStandingOffers(editor, pasted.items)
  // Where a blocker leads to an offer, the list that holds it is shown.
  const [linkedOffer, setLinkedOffer] = useState<{ id: string } | null>(null)
  useLinked('pasted', (id) => {
    setLinkedOffer({ id })
    if (!roomForMargin) setListOpen(true)
  })
  useLinked('suggestions', () => setSuggesting(true))
  const showOffer = useShowOffer(editor, standing, linkedOffer)
  const suggestions = useSuggestions({ editor, open: suggesting })

  useLinkedWords(editor)

  useEffect(() => elements.setLooks(claims.list.map(({ id, state, number, ...claim }) => ({ id, state, number, heldUp: isHeldUp(claim) }))), [elements, claims])
  useEffect(() => elements.setChosen(chosenId), [elements, chosenId])

  const choose = useCallback(
    (id: string) => {
      setAlso([])
      pressed.current = null
      setChosenId(id)
      requestAnimationFrame(() => heading.current?.focus({ preventScroll: true }))
    },
    [setChosenId],
  )

  const look = useReveal({ chosenId, pressed, elements, heading, beside: roomForMargin })

  function close() {
    setChosenId(null)
    setAlso([])
    focusCopy()
  }

  /** Not with a finger: that would bring the keyboard up. */
  function focusCopy() {
    if (!window.matchMedia('(pointer: coarse)').matches) editor.commands.focus(null, { scrollIntoView: false })
  }

  const address = `/articles/${article.id}`
  useLayer(listOpen && !roomForMargin, () => setListOpen(false), address)
  useLayer(suggesting && !roomForMargin, () => setSuggesting(false), address)

  /** The suggestions stand beside the copy, and where there is no room for that in the place of an open claim. */
  function toggleSuggestions() {
    if (!suggesting && !roomForBoth) setChosenId(null)
    setSuggesting(!suggesting)
  }

  // A claim that somebody follows a link or a press to is what they want to see.
  useEffect(() => {
    if (chosenId !== null && !roomForBoth) setSuggesting(false)
  }, [chosenId, roomForBoth])

  const tagging = useTagging(editor, mayTag)

  function step(direction: 1 | -1, among: (claim: ClaimDto) => boolean) {
    const order = elements.places().flatMap(({ id }) => claims.byId.get(id) ?? [])
    const candidates = [...order, ...detached].filter((claim) => among(claim) || claim.id === chosenId)
    const at = candidates.findIndex((claim) => claim.id === chosenId)
    const next = at === -1 ? (direction === 1 ? candidates[0] : candidates.at(-1)) : candidates[(at + direction + candidates.length) % candidates.length]
    if (next) choose(next.id)
  }

  function openAtCaret() {
    const claim = smallestClaim(claimsAtCaret(editor.state).flatMap((id) => claims.byId.get(id) ?? []))
    if (claim) choose(claim.id)
  }

  function giveVerdict() {
    const why = whyNoVerdict(chosen, article.stage)
    if (why !== null) toast({ tone: 'bad', title: t(`noVerdict.${why}.title`), detail: t(`noVerdict.${why}.text`, { number: chosen?.number ?? 0 }) })
    else if (chosen) focusVerdict(chosen.id)
  }

  useShortcuts({
    tagClaim: tagging.start,
    nextClaim: () => step(1, () => true),
    previousClaim: () => step(-1, () => true),
    nextOpenClaim: () => step(1, isToClear),
    previousOpenClaim: () => step(-1, isToClear),
    openClaim: openAtCaret,
    giveVerdict,
    suggestions: toggleSuggestions,
    openGate: onOpenGate,
    showShortcuts: () => setShortcutsOpen(true),
  })

  const panelOpen = suggesting || (!roomForMargin && (listOpen || chosen !== undefined))
  const panel = (claim: ClaimDto) => (
    <ClaimPanel
      key={claim.id}
      claim={claim}
      userId={userId}
      onClose={close}
      headingRef={heading}
      framed={!roomForMargin}
      also={also.flatMap((id) => (id === claim.id ? [] : (claims.byId.get(id) ?? [])))}
      onChooseAlso={setChosenId}
      onNextToClear={claims.list.some((other) => other.id !== claim.id && isToClear(other)) ? () => step(1, isToClear) : undefined}
      editor={editor}
      onSelecting={setSelecting}
    />
  )
  const decided = {
    onChange: (items: PastedClaimsDto['items']) => {
      pasted.set(items)
      // The card takes the focus with it.
      if (roomForMargin) focusCopy()
    },
    onTagged: (claimId: string, offerId: string) => {
      pasted.set(pasted.items.filter(({ id }) => id !== offerId))
      setChosenId(claimId)
    },
  }
  const offers = <PastedClaims items={standing} linked={linkedOffer} onShow={showOffer} {...decided} />
  const lists = { onChoose: choose, onHover: elements.setHovered }

  return (
    <Frame
      {...frame}
      toolbar={
        <DeskToolbar
          tools={<Toolbar editor={editor} mayEdit={mayEdit} mayTag={mayTag} linkOpen={linkOpen} onLinkOpenChange={setLinkOpen} onTag={tagging.start} />}
          editor={editor}
          suggesting={suggesting}
          onSuggestions={toggleSuggestions}
          onShortcuts={() => setShortcutsOpen(true)}
          list={roomForMargin ? null : { claims: claims.list.length, open: listOpen, onToggle: () => setListOpen(!listOpen) }}
        />
      }
    >
      {above}
      <div className={classes(suggesting ? COPY_GRID_BESIDE_PANEL : COPY_GRID, panelOpen && BESIDE_PANEL)}>
        <div className="min-w-0">
          <EarlierDrafts articleId={article.id} userId={userId} />
          <EditorContent editor={editor} data-printed />
          <PrintedClaims claims={claims.list} elements={elements} />
        </div>
        {roomForMargin && (
          // Half covered by the suggestions, it is of no use.
          <aside aria-label={t('claims.title')} className={suggesting && !roomForBoth ? 'invisible min-w-0' : 'min-w-0'}>
            <Margin
              editor={editor}
              elements={elements}
              claims={claims}
              chosenId={chosenId}
              panel={panel}
              onPlaced={look}
              offers={standing}
              offer={(item) => <PastedOffer item={item} linked={item.id === linkedOffer?.id ? linkedOffer : null} isAlone {...decided} />}
              above={
                <>
                  {stale && <StaleNote />}
                  <DetachedClaims claims={detached} chosenId={chosenId} panel={panel} {...lists} />
                  {claims.list.length === 0 && <NoClaims mayTag={mayTag} />}
                </>
              }
              {...lists}
            />
          </aside>
        )}
      </div>
      {!roomForMargin && (
        <ClaimsPanel
          claims={claims.list}
          chosen={chosen}
          listOpen={listOpen && absentId === null}
          userId={userId}
          onClose={() => {
            setListOpen(false)
            close()
          }}
          onList={() => {
            setListOpen(true)
            setAlso([])
            setChosenId(null)
          }}
          onStep={step}
          offers={offers}
          stale={stale && <StaleNote />}
          none={<NoClaims mayTag={mayTag} />}
          panel={panel}
          {...lists}
        />
      )}
      {absentId !== null && <AbsentClaim key={absentId} claimId={absentId} onChoose={choose} onClose={close} />}
      <SidePanel open={suggesting} onOpenChange={setSuggesting} title={t('suggestions.title')} description={t('suggestions.description')} left={roomForBoth}>
        <SuggestionsPanel
          editor={editor}
          suggestions={suggestions}
          mayDecide={mayTag}
          onTag={(range) => {
            editor.commands.setTextSelection(range)
            tagging.start()
          }}
        />
      </SidePanel>
      {mayTag && !tagging.isOn && !selecting && <TagBubble bubble={bubble} onTag={tagging.start} />}
      {tagging.isOn && (
        <TagPopover
          editor={editor}
          onClose={tagging.stop}
          onTagged={(id) => {
            // Words that stay selected would be offered for tagging once more.
            editor.commands.setTextSelection(editor.state.selection.to)
            tagging.stop()
            if (!suggesting) setChosenId(id)
          }}
        />
      )}
      <ShortcutsDialog open={shortcutsOpen} onOpenChange={setShortcutsOpen} mayEdit={mayEdit} />
    </Frame>
  )
}

function StaleNote() {
  const t = useTranslations('workbench.claims')
  return (
    <p role="status" data-tone="warn" className="mb-3 rounded-md bg-tone-soft px-3 py-2 text-sm text-tone">
      {t('stale')}
    </p>
  )
}
