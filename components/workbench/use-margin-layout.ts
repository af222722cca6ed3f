'use client'

import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type CardBox, layoutCards } from '#components/claims/layout.ts'
import type { ClaimElements } from '#components/editor/claim-elements.ts'

const GAP = 8
/** A card's first line stands level with the line of its words. */
const LEVEL_OFFSET = -6

interface MarginLayoutInput {
  editor: Editor
  elements: ClaimElements
  /** The open card: it stands exactly beside its words. */
  pinned: string | null
}

interface MarginLayout {
  /** The column in which the cards stand. */
  columnRef: (column: HTMLElement | null) => void
  /** What stands above the column: its height decides where the column begins. */
  aboveRef: (above: HTMLElement | null) => (() => void) | undefined
  /** Each card's own element, by claim. */
  cardRef: (id: string, card: HTMLElement | null) => void
  /** Claims with a place in the text, in its order. */
  order: readonly string[]
}

/** How long the text has to rest before cards follow words that only moved within their lines. */
const REST_MS = 120

/**
 * Places the cards of the margin beside their words. Everything is read in one pass and written in one pass, at
 * most once a frame: when the copy, a card or the column has another height, and once after typing; scrolling
 * changes nothing, because the column scrolls with the text. React renders again only when the order of the claims
 * changes. Cards that are out of sight are skipped by the browser, with the height that they were measured to have.
 */
export function useMarginLayout({ editor, elements, pinned }: MarginLayoutInput): MarginLayout {
  const column = useRef<HTMLElement | null>(null)
  const cards = useRef(new Map<string, HTMLElement>())
  const pinnedRef = useRef(pinned)
  const frame = useRef(0)
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const [order, setOrder] = useState<readonly string[]>([])

  const schedule = useCallback(() => {
    if (frame.current !== 0) return
    frame.current = requestAnimationFrame(() => {
      frame.current = 0
      if (!column.current) return
      const next = placeCards(column.current, cards.current, elements, pinnedRef.current)
      setOrder((before) => (sameOrder(before, next) ? before : next))
    })
  }, [elements])

  const scheduleAtRest = useCallback(() => {
    clearTimeout(rest.current)
    rest.current = setTimeout(schedule, REST_MS)
  }, [schedule])

  const observer = useRef<ResizeObserver | null>(null)
  const observe = useCallback(() => {
    observer.current ??= new ResizeObserver(schedule)
    return observer.current
  }, [schedule])

  useEffect(() => {
    pinnedRef.current = pinned
    schedule()
  }, [pinned, schedule])

  useEffect(() => {
    const sizes = observe()
    sizes.observe(editor.view.dom)
    // What stands above the copy moves it without changing its size.
    const around = editor.view.dom.parentElement?.parentElement
    if (around) sizes.observe(around)
    const stop = elements.onChange(scheduleAtRest)
    schedule()
    return () => {
      stop()
      sizes.disconnect()
      observer.current = null
      clearTimeout(rest.current)
      cancelAnimationFrame(frame.current)
      frame.current = 0
    }
  }, [editor, elements, observe, schedule, scheduleAtRest])

  useEffect(() => {
    const follow = ({ transaction }: { transaction: { docChanged: boolean } }) => transaction.docChanged && scheduleAtRest()
    editor.on('transaction', follow)
    return () => {
      editor.off('transaction', follow)
    }
  }, [editor, scheduleAtRest])

  const columnRef = useCallback(
    (element: HTMLElement | null) => {
      if (column.current) observe().unobserve(column.current)
      column.current = element
      if (element) observe().observe(element)
    },
    [observe],
  )

  const aboveRef = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined
      observe().observe(element)
      return () => observe().unobserve(element)
    },
    [observe],
  )

  const cardRef = useCallback(
    (id: string, element: HTMLElement | null) => {
      const before = cards.current.get(id)
      if (before) observe().unobserve(before)
      if (element) {
        cards.current.set(id, element)
        observe().observe(element)
      } else cards.current.delete(id)
      schedule()
    },
    [observe, schedule],
  )

  return { columnRef, aboveRef, cardRef, order }
}

/** Moves every card to its place, and hides those that the open one pushes past the top: what stands there would cover half of them. Answers the claims in text order. */
function placeCards(column: HTMLElement, cards: ReadonlyMap<string, HTMLElement>, elements: ClaimElements, pinned: string | null): string[] {
  const columnTop = column.getBoundingClientRect().top
  const places = elements.places()
  const boxes: CardBox[] = []
  for (const { id, top } of places) {
    const card = cards.get(id)
    if (card) boxes.push({ id, anchor: top - columnTop + LEVEL_OFFSET, height: card.offsetHeight })
  }
  const positions = layoutCards(boxes, { gap: GAP, pinned })
  for (const { id, top } of positions) {
    const card = cards.get(id)
    if (!card) continue
    write(card, 'transform', `translateY(${Math.round(top)}px)`)
    write(card, 'visibility', top < 0 ? 'hidden' : 'visible')
  }
  for (const { id, height } of boxes) {
    const card = cards.get(id)
    if (!card) continue
    write(card, 'containIntrinsicBlockSize', `${height}px`)
    write(card, 'contentVisibility', id === pinned ? 'visible' : 'auto')
  }
  const bottom = (positions.at(-1)?.top ?? 0) + (boxes.at(-1)?.height ?? 0)
  write(column, 'minHeight', `${Math.ceil(bottom)}px`)
  return places.map(({ id }) => id)
}

/** Writing what stands there already would still cost the browser a look at it. */
function write(
  element: HTMLElement,
  property: 'transform' | 'visibility' | 'minHeight' | 'containIntrinsicBlockSize' | 'contentVisibility',
  value: string,
): void {
  if (element.style[property] !== value) element.style[property] = value
}

function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}
