import { type RefObject, useCallback, useEffect, useRef } from 'react'
import type { ClaimElements } from '#components/editor/claim-elements.ts'

interface RevealInput {
  chosenId: string | null
  /** The claim whose words were pressed: where it stands beside them, it is in sight, and nothing is to move under the pointer. */
  pressed: RefObject<string | null>
  elements: ClaimElements
  /** Of the open claim. */
  heading: RefObject<HTMLElement | null>
  /** Whether the open claim stands beside its words. */
  beside: boolean
}

/** How long the page takes shape after the words were first seen: cards find their place, and fonts and notes their height. */
const SETTLING_MS = 3000
const ACTS = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

/**
 * Whoever comes by a link, from a work-list or the blockers, sees the words and the head of the claim and is in it.
 * The page can be there before its words are, and be too short to scroll that far before the margin has its height:
 * so it is looked at again whenever something found its place, until the person does something or all has settled.
 * The answer is to be called when the cards were placed.
 */
export function useReveal({ chosenId, pressed, elements, heading, beside }: RevealInput): () => void {
  const look = useRef<() => void>(() => undefined)
  const opened = useRef(false)

  useEffect(() => {
    if (chosenId === null || (beside && chosenId === pressed.current)) return
    const ended = new AbortController()
    const { signal } = ended
    let [frame, shown] = [0, false]
    // What the page opens with is there at once; from one claim to the next the eye follows.
    const smooth = opened.current
    const show = () => {
      frame = 0
      const found = elements.reveal(chosenId, { card: beside ? (heading.current?.closest('article') ?? null) : null, smooth })
      if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
      if (!found || shown) return
      shown = true
      opened.current = true
      const settled = setTimeout(() => ended.abort(), SETTLING_MS)
      signal.addEventListener('abort', () => clearTimeout(settled))
    }
    const schedule = () => {
      if (frame === 0 && !signal.aborted) frame = requestAnimationFrame(show)
    }
    look.current = schedule
    schedule()
    const stop = elements.onChange(schedule)
    const sizes = new ResizeObserver(schedule)
    sizes.observe(document.body)
    // A scroll under way was aimed at what may have moved meanwhile.
    window.addEventListener('scrollend', schedule, { signal })
    for (const act of ACTS) window.addEventListener(act, () => shown && ended.abort(), { signal, capture: true, passive: true })
    signal.addEventListener('abort', () => {
      cancelAnimationFrame(frame)
      sizes.disconnect()
      stop()
    })
    return () => ended.abort()
  }, [chosenId, pressed, elements, heading, beside])

  return useCallback(() => look.current(), [])
}
