/**
 * The elements in which the editor shows claims. ProseMirror makes one for each stretch of a claim's words and
 * tells when it goes; what is known about the claim (its state, whether it is chosen) is then set on the elements
 * as attributes. Neither a change of state nor of choice needs a transaction, and typing touches no other claim.
 */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { ClaimState } from '#lib/domain/claims/terms.ts'
import { uncovered } from './uncovered.ts'

export interface ClaimLook {
  id: string
  state: ClaimState
  number: number
  /** It is no end of the matter that it is verified or waived. */
  heldUp: boolean
}

export interface ClaimPlace {
  id: string
  top: number
  left: number
}

interface RevealOptions {
  /** Where the open claim scrolls with the text. */
  card: Element | null
  smooth: boolean
}

/** Number, state and the first words of an open card, in px. */
const CARD_HEAD = 88

export interface ClaimElements {
  add: (id: string, element: HTMLElement) => void
  delete: (id: string, element: HTMLElement) => void
  /** Claims without a look (not yet fetched, or removed) are shown as plain copy. */
  setLooks: (looks: readonly ClaimLook[]) => void
  setChosen: (id: string | null) => void
  setHovered: (id: string | null) => void
  /** Brings the claim's words into view, and the head of its card; false where the words are not in the text. */
  reveal: (id: string, how: RevealOptions) => boolean
  /** For paper: says of each claim at which of its elements its words end. */
  markEnds: () => void
  /** Where each claim's words begin in the window, in text order. Reads in one pass and writes nothing. */
  places: () => ClaimPlace[]
  /** Called when elements come or go. */
  onChange: (listener: () => void) => () => void
}

export function createClaimElements(): ClaimElements {
  const elements = new Map<string, Set<HTMLElement>>()
  const listeners = new Set<() => void>()
  let looks = new Map<string, ClaimLook>()
  let chosen: string | null = null
  let hovered: string | null = null

  function dress(id: string, element: HTMLElement): void {
    const look = looks.get(id)
    setOrRemove(element, 'data-state', look?.state ?? null)
    element.toggleAttribute('data-held-up', look?.heldUp === true)
    setOrRemove(element, 'data-number', look ? String(look.number) : null)
    element.toggleAttribute('data-chosen', id === chosen)
    element.toggleAttribute('data-hovered', id === hovered)
  }

  function dressAll(id: string | null): void {
    if (id === null) return
    for (const element of elements.get(id) ?? []) dress(id, element)
  }

  function tell(): void {
    for (const listener of listeners) listener()
  }

  function first(id: string): HTMLElement | null {
    let earliest: HTMLElement | null = null
    for (const element of elements.get(id) ?? []) {
      if (!element.isConnected) continue
      if (!earliest || earliest.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) earliest = element
    }
    return earliest
  }

  return {
    add(id, element) {
      const known = elements.get(id) ?? new Set<HTMLElement>()
      elements.set(id, known.add(element))
      dress(id, element)
      tell()
    },
    delete(id, element) {
      const known = elements.get(id)
      known?.delete(element)
      if (known?.size === 0) elements.delete(id)
      tell()
    },
    setLooks(list) {
      const before = looks
      looks = new Map(list.map((look) => [look.id, look]))
      for (const id of elements.keys()) if (!isAlike(before.get(id), looks.get(id))) dressAll(id)
      tell()
    },
    setChosen(id) {
      const before = chosen
      chosen = id
      dressAll(before)
      dressAll(id)
    },
    setHovered(id) {
      const before = hovered
      hovered = id
      dressAll(before)
      dressAll(id)
    },
    reveal(id, { card, smooth }) {
      const words = first(id)?.getClientRects()[0]
      const head = card?.getBoundingClientRect()
      const tops = [words?.top, head?.top].filter((top) => top !== undefined)
      const bottoms = [words?.bottom, head && head.top + CARD_HEAD].filter((bottom) => bottom !== undefined)
      if (tops.length > 0) scrollToSpan({ top: Math.min(...tops), bottom: Math.max(...bottoms) }, smooth)
      return words !== undefined
    },
    markEnds() {
      for (const known of elements.values()) {
        const last = [...known].reduce((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? other : one))
        for (const element of known) element.toggleAttribute('data-ends', element === last)
      }
    },
    places() {
      const places: ClaimPlace[] = []
      for (const id of elements.keys()) {
        // The mark of a claim that is just being placed again can be here before the news of it.
        const isPlaced = looks.has(id) && looks.get(id)?.state !== 'detached'
        const rect = isPlaced ? first(id)?.getClientRects()[0] : undefined
        if (rect) places.push({ id, top: rect.top, left: rect.left })
      }
      return places.sort((a, b) => a.top - b.top || a.left - b.left)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** What is too far apart for one window is shown from its end: the card says the words. */
function scrollToSpan({ top, bottom }: { top: number; bottom: number }, smooth: boolean): void {
  const { low, high, aim } = uncovered(0.5)
  const deepest = Math.max(high, Math.min(low + bottom - top, window.innerHeight - BELOW))
  if (top >= low && bottom <= deepest) return
  const by = Math.max(top - aim, bottom - window.innerHeight + BELOW)
  const calm = !smooth || window.matchMedia('(prefers-reduced-motion: reduce)').matches
  window.scrollBy({ top: by, behavior: calm ? 'instant' : 'smooth' })
}

/** Left free below what is shown, in px. */
const BELOW = 24

/** Shows the document's claim marks through `elements`. */
export function claimMarkViews(elements: ClaimElements): Extension {
  return Extension.create({
    name: 'claimMarkViews',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          markViews: {
            claim(mark) {
              const id = String(mark.attrs.id)
              const dom = document.createElement('span')
              dom.dataset.claim = id
              elements.add(id, dom)
              return {
                dom,
                ignoreMutation: (mutation) => mutation.type === 'attributes',
                destroy: () => elements.delete(id, dom),
              }
            },
          },
        },
      }),
    ],
  })
}

function isAlike(a: ClaimLook | undefined, b: ClaimLook | undefined): boolean {
  return a?.state === b?.state && a?.heldUp === b?.heldUp
}

function setOrRemove(element: HTMLElement, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name)
  else element.setAttribute(name, value)
}
