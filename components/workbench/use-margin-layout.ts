'use client'

import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { cardsNear, type CardBox, layoutCards } from '#components/claims/layout.ts'
import type { ClaimElements, ClaimPlace } from '#components/editor/claim-elements.ts'

const GAP = 8
/** A card's first line stands level with the line of its words. */
const LEVEL_OFFSET = -6

interface MarginLayoutInput {
  editor: Editor
  elements: ClaimElements
  /** Where the words of each card begin in the window, in text order. */
  places: () => readonly ClaimPlace[]
  /** The open card: it stands exactly beside its words. */
  pinned: string | null
  /** Cards that it would push past the top are shown, and it stands lower. */
  all: boolean
  onPlaced: () => void
}

interface MarginLayout {
  /** The column in which the cards stand. */
  columnRef: (column: HTMLElement | null) => (() => void) | undefined
  /** What stands above the column: its height decides where the column begins. */
  aboveRef: (above: HTMLElement | null) => (() => void) | undefined
  /** Each card's own element, by its id. */
  cardRef: (id: string, card: HTMLElement | null) => void
  /** Cards with a place in the text, in its order. */
  order: readonly string[]
  /** How many cards the open one pushes past the top. */
  pushedOut: number
}

/** How long the text has to rest before cards follow words that only moved within their lines. */
const REST_MS = 120

/**
 * Places the cards of the margin beside their words. Everything is read in one pass and written in one pass, at
 * most once a frame: when the copy, a card or the column has another height, and once after typing; scrolling
 * moves nothing, because the column scrolls with the text. React renders again only when the order of the cards
 * changes. Of many cards those far from the window are not displayed, and keep the place and height that they had:
 * each displayed element makes every frame dearer, and letting the browser skip them (`content-visibility`) does more so.
 */
export function useMarginLayout({ editor, elements, places, pinned, all, onPlaced }: MarginLayoutInput): MarginLayout {
  const column = useRef<HTMLElement | null>(null)
  const cards = useRef(new Map<string, HTMLElement>())
  const placed = useRef<Placed>({ cards: [], heights: new Map(), width: 0 })
  const wanted = useRef({ pinned, all, places })
  const frame = useRef(0)
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const [order, setOrder] = useState<readonly string[]>([])
  const [pushedOut, setPushedOut] = useState(0)

  const schedule = useCallback(() => {
    if (frame.current !== 0) return
    frame.current = requestAnimationFrame(() => {
      frame.current = 0
      if (!column.current) return
      placed.current = placeCards(column.current, cards.current, { ...wanted.current, before: placed.current })
      displayNear(column.current, cards.current, { placed: placed.current, pinned: wanted.current.pinned })
      const next = placed.current.cards.map(({ id }) => id)
      setOrder((before) => (sameOrder(before, next) ? before : next))
      setPushedOut(placed.current.cards.filter(({ top }) => top < 0).length)
      onPlaced()
    })
  }, [onPlaced])

  // A key costs no timer: the one that runs is asked again.
  const changedAt = useRef(0)
  const scheduleAtRest = useCallback(() => {
    changedAt.current = performance.now()
    const look = () => {
      const left = changedAt.current + REST_MS - performance.now()
      rest.current = left > 0 ? setTimeout(look, left) : undefined
      if (left <= 0) schedule()
    }
    rest.current ??= setTimeout(look, REST_MS)
  }, [schedule])

  const observer = useRef<ResizeObserver | null>(null)
  const observe = useCallback(() => {
    observer.current ??= new ResizeObserver((entries) => {
      if (entries.some(({ target }) => !isAsPlaced(target, cards.current, placed.current))) schedule()
    })
    return observer.current
  }, [schedule])

  useEffect(() => {
    const show = () => {
      if (column.current) displayNear(column.current, cards.current, { placed: placed.current, pinned: wanted.current.pinned })
    }
    window.addEventListener('scroll', show, { passive: true })
    return () => window.removeEventListener('scroll', show)
  }, [])

  useEffect(() => {
    wanted.current = { pinned, all, places }
    // At once: what opens it brings the focus there.
    const card = pinned === null ? undefined : cards.current.get(pinned)
    if (card) write(card, 'display', '')
    schedule()
  }, [pinned, all, places, schedule])

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
      rest.current = undefined
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
      column.current = element
      if (!element) return undefined
      observe().observe(element)
      // A card that is not displayed and says something else now is displayed until it is measured.
      const changes = new MutationObserver((records) => {
        const changed = new Set(
          records.map(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest<HTMLElement>('[aria-posinset]')),
        )
        for (const card of cards.current.values()) if (changed.has(card)) write(card, 'display', '')
        schedule()
      })
      changes.observe(element, { childList: true, characterData: true, subtree: true })
      return () => {
        changes.disconnect()
        observe().unobserve(element)
        column.current = null
      }
    },
    [observe, schedule],
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

  return { columnRef, aboveRef, cardRef, order, pushedOut }
}

/** What the last layout found: the cards in text order, and how high each card was when it was last displayed. */
interface Placed {
  cards: readonly { id: string; top: number; height: number }[]
  heights: ReadonlyMap<string, number>
  /** Of the column. */
  width: number
}

interface Placing {
  places: () => readonly ClaimPlace[]
  pinned: string | null
  all: boolean
  before: Placed
}

/** Moves every card to its place, and hides those that the open one pushes past the top: what stands there would cover half of them. */
function placeCards(column: HTMLElement, cards: ReadonlyMap<string, HTMLElement>, { places: find, pinned, all, before }: Placing): Placed {
  const width = column.clientWidth
  // In a column of another width each has another height.
  if (width !== before.width) for (const card of cards.values()) write(card, 'display', '')
  const columnTop = column.getBoundingClientRect().top
  const places = find()
  const heights = new Map<string, number>()
  for (const [id, card] of cards) heights.set(id, card.style.display === 'none' ? (before.heights.get(id) ?? 0) : card.offsetHeight)
  const boxes: CardBox[] = []
  for (const { id, top } of places) {
    const height = heights.get(id)
    if (height !== undefined) boxes.push({ id, anchor: top - columnTop + LEVEL_OFFSET, height })
  }
  const placed = layoutCards(boxes, { gap: GAP, pinned, all }).map(({ id, top }) => ({ id, top: Math.round(top), height: heights.get(id) ?? 0 }))
  for (const { id, top } of placed) {
    const card = cards.get(id)
    if (!card) continue
    // Not by a transform: each would be a layer to look at in every frame, and what sticks in the open card stands by where the card does without.
    write(card, 'top', `${top}px`)
    write(card, 'visibility', top < 0 ? 'hidden' : 'visible')
  }
  const last = placed.at(-1)
  write(column, 'minHeight', `${Math.ceil((last?.top ?? 0) + (last?.height ?? 0))}px`)
  return { cards: placed, heights, width }
}

/** Up to so many cards are all displayed. */
const FEW = 60
/** How far above and below the window cards are displayed, in heights of the window. */
const NEAR = 1

function displayNear(column: HTMLElement, cards: ReadonlyMap<string, HTMLElement>, { placed, pinned }: { placed: Placed; pinned: string | null }): void {
  const columnTop = column.getBoundingClientRect().top
  const near = cards.size <= FEW ? null : cardsNear(placed.cards, { top: -columnTop, height: window.innerHeight, around: NEAR })
  for (const { id } of placed.cards) {
    const card = cards.get(id)
    if (!card) continue
    const isNear = near === null || near.has(id) || id === pinned || card.contains(document.activeElement)
    write(card, 'display', isNear ? '' : 'none')
  }
}

/** Whether it is a card with the height that it was placed with, or one that is not displayed: then nothing has to move. */
function isAsPlaced(target: Element, cards: ReadonlyMap<string, HTMLElement>, placed: Placed): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.style.display === 'none') return true
  for (const [id, card] of cards) if (card === target) return placed.heights.get(id) === card.offsetHeight
  return false
}

/** Writing what stands there already would still cost the browser a look at it. */
function write(element: HTMLElement, property: 'top' | 'visibility' | 'minHeight' | 'display', value: string): void {
  if (element.style[property] !== value) element.style[property] = value
}

function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}
