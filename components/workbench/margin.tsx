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
import { placesOfPasted } from '#components/editor/span-marks.ts'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import type { PastedClaimDto } from '#lib/api/schemas/pasted-claims.ts'
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
  /** Pasted words that wait for a decision, and the card of each. */
  offers: readonly PastedClaimDto[]
  offer: (item: PastedClaimDto) => ReactNode
}

/** The claims beside their words, and what was pasted with claims from elsewhere beside its own. */
export function Margin({ editor, elements, claims, chosenId, onChoose, onHover, onPlaced, above, panel, offers, offer }: MarginProps) {
  const t = useTranslations('workbench.claims')
  const [allFor, setAllFor] = useState<string | null>(null)
  const all = chosenId !== null && allFor === chosenId
  const anyOffers = offers.length > 0
  const places = useCallback(() => {
    if (!anyOffers) return elements.places()
    return [...elements.places(), ...placesOfPasted(editor)].toSorted((a, b) => a.top - b.top || a.left - b.left)
  }, [editor, elements, anyOffers])
  const { columnRef, aboveRef, cardRef, order, pushedOut } = useMarginLayout({ editor, elements, places, pinned: chosenId, all, onPlaced })
  const offered = new Map(offers.map((item) => [item.id, item]))
  const shown = [...claims.list.filter(({ state }) => state !== 'detached').map(({ id }) => id), ...offered.keys()]
  const known = new Set(shown)
  const inOrder = new Set(order)
  // A card that only just came is rendered before its place is known, so that it can be measured.
  const ids = [...order.filter((id) => known.has(id)), ...shown.filter((id) => !inOrder.has(id))]
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
        {ids.map((id, index) => {
          const claim = claims.byId.get(id)
          const item = offered.get(id)
          const place = { id, cardRef, position: index + 1, count: ids.length }
          if (item)
            return (
              <Item key={id} {...place}>
                {offer(item)}
              </Item>
            )
          return claim && <MarginItem key={id} {...place} claim={claim} open={id === chosenId ? panel(claim) : null} onChoose={onChoose} onHover={onHover} />
        })}
      </ol>
    </>
  )
}

interface Placed {
  id: string
  cardRef: (id: string, card: HTMLElement | null) => void
  position: number
  count: number
}

interface MarginItemProps extends Placed, Pick<MarginProps, 'onChoose' | 'onHover'> {
  claim: ClaimDto
  /** What stands in place of the card. */
  open: ReactNode
}

/**
 * Stands where the layout puts it, and is not seen before. Its place is told in numbers, because not all others need
 * be there. Of hundreds only those whose claim changed render again.
 */
const MarginItem = memo(function MarginItem({ claim, open, onChoose, onHover, ...place }: MarginItemProps) {
  return (
    <Item {...place} raised={open !== null}>
      {open === null ? <ClaimCard claim={claim} onChoose={onChoose} onHover={onHover} /> : <div className={OPEN_CARD}>{open}</div>}
    </Item>
  )
})

function Item({ id, cardRef, position, count, raised = false, children }: Placed & { raised?: boolean; children: ReactNode }) {
  const ref = useCallback(
    (element: HTMLElement | null) => {
      cardRef(id, element)
      return () => cardRef(id, null)
    },
    [cardRef, id],
  )
  return (
    <li ref={ref} aria-posinset={position} aria-setsize={count} className={classes('invisible absolute inset-x-0 top-0', raised && 'z-10')}>
      {children}
    </li>
  )
}
