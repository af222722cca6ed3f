'use client'

import type { Editor } from '@tiptap/core'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, type ReactNode, useCallback, useState } from 'react'
import { ClaimCard } from '#components/claims/claim-card.tsx'
import type { KnownClaims } from '#components/claims/claims-store.ts'
import { Button } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import type { ClaimElements } from '#components/editor/claim-elements.ts'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { OPEN_CARD } from './claim-list.tsx'
import { useMarginLayout } from './use-margin-layout.ts'

interface MarginProps {
  editor: Editor
  elements: ClaimElements
  claims: KnownClaims
  chosenId: string | null
  onChoose: (id: string) => void
  onHover: (id: string | null) => void
  /** The cards found their places. */
  onPlaced: () => void
  /** What stands above the cards. */
  above: ReactNode
  /** What stands in place of the chosen claim's card. */
  panel: (claim: ClaimDto) => ReactNode
}

/** The claims beside their words. */
export function Margin({ editor, elements, claims, chosenId, onChoose, onHover, onPlaced, above, panel }: MarginProps) {
  const t = useTranslations('workbench.claims')
  const [allFor, setAllFor] = useState<string | null>(null)
  const all = chosenId !== null && allFor === chosenId
  const { columnRef, aboveRef, cardRef, order, pushedOut } = useMarginLayout({ editor, elements, pinned: chosenId, all, onPlaced })
  const placed = order.map((id) => claims.byId.get(id)).filter((claim) => claim !== undefined)
  // A claim that was only just tagged is rendered before its place is known, so that it can be measured.
  const inOrder = new Set(order)
  const fresh = claims.list.filter((claim) => claim.state !== 'detached' && !inOrder.has(claim.id))
  return (
    <>
      <div ref={aboveRef}>
        {above}
        {(pushedOut > 0 || all) && (
          <Button
            size="sm"
            variant="ghost"
            className="mb-1"
            icon={all ? <ChevronDown aria-hidden /> : <ChevronUp aria-hidden />}
            aria-expanded={all}
            onClick={() => setAllFor(all ? null : chosenId)}
          >
            {all ? t('besideWords') : t('moreAbove', { count: pushedOut })}
          </Button>
        )}
      </div>
      <ol ref={columnRef} aria-label={t('title')} className="relative">
        {[...placed, ...fresh].map((claim, index, all) => (
          <MarginItem
            key={claim.id}
            claim={claim}
            cardRef={cardRef}
            position={index + 1}
            count={all.length}
            open={claim.id === chosenId ? panel(claim) : null}
            onChoose={onChoose}
            onHover={onHover}
          />
        ))}
      </ol>
    </>
  )
}

interface MarginItemProps extends Pick<MarginProps, 'onChoose' | 'onHover'> {
  claim: ClaimDto
  cardRef: (id: string, card: HTMLElement | null) => void
  position: number
  count: number
  /** What stands in place of the card. */
  open: ReactNode
}

/**
 * Stands where the layout puts it, and is not seen before. Its place is told in numbers, because not all others need
 * be there. Of hundreds only those whose claim changed render again.
 */
const MarginItem = memo(function MarginItem({ claim, cardRef, position, count, open, onChoose, onHover }: MarginItemProps) {
  const { id } = claim
  const ref = useCallback(
    (element: HTMLElement | null) => {
      cardRef(id, element)
      return () => cardRef(id, null)
    },
    [cardRef, id],
  )
  return (
    <li ref={ref} aria-posinset={position} aria-setsize={count} className={classes('invisible absolute inset-x-0 top-0', open !== null && 'z-10')}>
      {open === null ? <ClaimCard claim={claim} onChoose={onChoose} onHover={onHover} /> : <div className={OPEN_CARD}>{open}</div>}
    </li>
  )
})
