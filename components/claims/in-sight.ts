import type { RefObject } from 'react'
import { useWatched } from './watch-panel.ts'

/** Room left between a panel that is brought into the window and what stands above and below. */
const GAP = 12
/** Left beside what is brought into sight, for the line around what has the focus. */
const EDGE = 4

interface Span {
  top: number
  bottom: number
}

interface Parts {
  panel: Element
  /** What stays in sight, and covers what is below it. */
  head: Element
  /** What scrolls under the head. */
  body: Element
  /** The panel scrolls in something that is always in the window, and not in itself. */
  framed: boolean
}

/**
 * Scrolls something in a claim's panel wholly into sight: below the panel's head, above its foot and the window's. Of
 * what is higher than that, the beginning. The panel itself is brought into the window first, so that its head stands
 * where it covers nothing. The browser knows nothing of that head, and leaves behind it what is given the focus.
 */
export function bringInSight(...targets: readonly Element[]): void {
  for (const target of targets) {
    const parts = partsOf(target)
    if (!parts) target.scrollIntoView({ block: 'nearest' })
    else if (offSight(target, parts) !== 0) {
      showPanel(parts)
      scrollerOf(target, parts).scrollTop += offSight(target, parts)
    }
  }
}

/** The same for what has the focus: its whole form where there is room for that, its label and error, and in any case itself. */
export function bringFocusInSight(focused: Element): void {
  const parts = partsOf(focused)
  if (!parts || parts.head.contains(focused)) return
  const field = fieldOf(focused)
  const form = formWithRoom(focused, parts)
  if (offSight(field, parts) === 0 && (form === null || isWhole(form, parts))) return
  showPanel(parts)
  bringInSight(...(form ? [form] : []), field, focused.closest('label') ?? focused)
}

/**
 * Keeps in sight what has the focus in a claim's panel, and what it is told there about what it has done: where it
 * moves, where something comes or goes around it, and while one types. Who scrolls away is left where they are, until
 * they go on.
 */
export function useInSight(panel: RefObject<HTMLElement | null>): void {
  useWatched(panel, keepInSight)
}

function keepInSight(panel: HTMLElement, signal: AbortSignal): MutationCallback {
  let [frame, follows, pressed] = [0, true, false]
  const told = new Set<Element>()
  const look = () => {
    frame = 0
    const focused = document.activeElement
    if (focused && panel.contains(focused) && follows && !pressed) {
      bringInSight(...[...told].filter((message) => message.isConnected))
      bringFocusInSight(focused)
    }
    told.clear()
  }
  // After the browser's own scrolling, and before it is painted.
  const schedule = () => {
    if (frame === 0) frame = requestAnimationFrame(look)
  }
  const goOn = ({ target }: Event) => {
    // A press on what is to be read puts the focus on the part that it stands in, and nothing is worked on there.
    follows = !(target instanceof Element) || target.closest(CONTROLS) !== null || !pressed
    schedule()
  }
  const scrollAway = () => {
    follows = false
  }
  // Nothing moves under a finger that is down: what it let go of would be something else.
  const press = () => {
    pressed = true
    follows = false
  }
  const letGo = () => {
    pressed = false
    schedule()
  }
  for (const act of ['focusin', 'input'] as const) panel.addEventListener(act, goOn, { signal })
  panel.addEventListener('click', (event) => event.target instanceof Element && event.target.closest(CONTROLS) && goOn(event), { signal })
  for (const act of ['wheel', 'touchmove'] as const) window.addEventListener(act, scrollAway, { signal, passive: true })
  window.addEventListener('keydown', ({ key }) => SCROLLING.has(key) && scrollAway(), { signal, capture: true })
  panel.addEventListener('pointerdown', press, { signal })
  for (const act of ['pointerup', 'pointercancel'] as const) window.addEventListener(act, letGo, { signal, capture: true })
  signal.addEventListener('abort', () => cancelAnimationFrame(frame))
  return (records) => {
    for (const record of records) for (const message of messagesIn(record)) told.add(message)
    schedule()
  }
}

const CONTROLS = 'a, button, input, label, select, summary, textarea'
/** Where such a key does something else, an event of that follows. */
const SCROLLING = new Set(['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown', ' '])
const MESSAGE = '[role=alert], [role=status]'

/** What is said about the form, the evidence or the part in which the focus is; what is said elsewhere is not for it. */
function messagesIn({ target, addedNodes }: MutationRecord): Element[] {
  const focused = document.activeElement
  const part = focused?.closest('form, li, section')
  if (!part) return []
  const around = (target instanceof Element ? target : target.parentElement)?.closest(MESSAGE)
  const added = [...addedNodes].flatMap((node) =>
    node instanceof Element ? [...(node.matches(MESSAGE) ? [node] : []), ...node.querySelectorAll(MESSAGE)] : [],
  )
  return [...(around ? [around] : []), ...added].filter((message) => part.contains(message)).map((message) => (part === focused ? part : message))
}

function partsOf(target: Element): Parts | null {
  const panel = target.closest('[data-claim-panel]')
  const [head, body] = panel?.children ?? []
  if (!panel || !head || !body) return null
  const frame = panel.closest('[data-panel-body]')
  return { panel, head, body: frame ?? body, framed: frame !== null }
}

/** Its form, if all of it can be seen at once with the panel in the window. */
function formWithRoom(focused: Element, { head, body, framed }: Parts): Element | null {
  const form = focused.closest('form')
  const room = body.getBoundingClientRect().height - (framed && getComputedStyle(head).position === 'sticky' ? head.getBoundingClientRect().height : 0)
  return form && form.getBoundingClientRect().height <= room ? form : null
}

function scrollerOf(target: Element, { head, body }: Parts): Element {
  return head.contains(target) ? head : body
}

/** Where it can be seen. */
function zoneOf(target: Element, parts: Parts): Span {
  const { head, body } = parts
  const scroller = scrollerOf(target, parts).getBoundingClientRect()
  const above = scrollerOf(target, parts) === head || getComputedStyle(head).position !== 'sticky' ? scroller.top : head.getBoundingClientRect().bottom
  return { top: Math.max(above, scroller.top), bottom: Math.min(body.getBoundingClientRect().bottom, scroller.bottom, windowFoot()) }
}

function isWhole(target: Element, parts: Parts): boolean {
  const zone = zoneOf(target, parts)
  const { top, bottom } = target.getBoundingClientRect()
  // By less than a pixel nothing is covered.
  return top >= zone.top - 1 && bottom <= zone.bottom + 1
}

/** By how much it has to go up to be in sight; 0 where it is. */
function offSight(target: Element, parts: Parts): number {
  if (isWhole(target, parts)) return 0
  const zone = zoneOf(target, parts)
  const { top, bottom } = target.getBoundingClientRect()
  const [above, below] = [top - zone.top, bottom - zone.bottom]
  if (bottom - top > zone.bottom - zone.top) return above <= 0 && below >= 0 ? 0 : above - EDGE
  return above < 0 ? above - EDGE : below + EDGE
}

function showPanel({ panel, head, framed }: Parts): void {
  if (framed) return
  const ceiling = (Number.parseFloat(getComputedStyle(head).top) || 0) + GAP
  const { top, bottom } = panel.getBoundingClientRect()
  const above = top - ceiling
  const by = above < 0 ? above : Math.min(Math.max(bottom + GAP - windowFoot(), 0), above)
  if (by !== 0) window.scrollBy({ top: by, behavior: 'instant' })
}

/** Of what is seen of the window, above a keyboard on the glass. */
function windowFoot(): number {
  const seen = window.visualViewport
  return seen ? seen.offsetTop + seen.height : window.innerHeight
}

/** A control with its label, its hint and its error. */
function fieldOf(control: Element): Element {
  const label = 'labels' in control && control.labels instanceof NodeList ? control.labels[0] : undefined
  if (!(label instanceof Element)) return control
  if (label.contains(control)) return label
  return label.parentElement?.contains(control) ? label.parentElement : control
}
