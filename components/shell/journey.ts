/**
 * Going to another page while our server does not answer, or does not have what was typed here. The browser would show
 * an error page of its own in place of this one, and the words would be out of sight: the person stays, and goes on
 * when all is well again.
 */
import { NOT_SAVED_AFTER_MS } from '#lib/client/collab/saved-state.ts'
import { unsavedSince } from '#lib/client/collab/unsaved.ts'
import { isLiveLost } from '#lib/client/live.ts'
import { reachServer, serverAnswered, stopAsking } from './reach.ts'

export interface Journey {
  /** What the person pressed, by its name; '' for none. */
  to: string
  /** What is in the way: nothing where it only waits for the person, who has done something else meanwhile. */
  obstacle: 'unreachable' | 'unsaved' | null
}

/** Milliseconds between two questions to the server. */
const ASK_EVERY = 2_000
/** Something is in the way for so long before it is shown: an answer that comes at once needs no notice. */
const SHOW_AFTER = 300

interface Waiting extends Journey {
  go: () => void
  isShown: boolean
  /** The person has gone on working here. */
  isBusyHere: boolean
}

let waiting: Waiting | null = null
let shown: Journey | null = null
let timer: ReturnType<typeof setTimeout> | null = null
const listeners = new Set<() => void>()

/** Goes where the person wanted to, now or once it is safe. A later wish replaces an earlier one. */
export function travel({ to, go }: Pick<Waiting, 'to' | 'go'>): void {
  end()
  if (!isDoubtful()) return go()
  const journey: Waiting = { to, go, obstacle: 'unreachable', isShown: false, isBusyHere: false }
  waiting = journey
  void tryOn(journey)
  setTimeout(() => {
    journey.isShown = true
    publish()
  }, SHOW_AFTER)
}

/** Whether leaving the page may go wrong. */
export function isDoubtful(): boolean {
  return !navigator.onLine || !serverAnswered() || isLiveLost() || isUnsaved()
}

/** null: nobody is kept here. */
export function shownJourney(): Journey | null {
  return shown
}

export function onJourneyChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function stayHere(): void {
  end()
  stopAsking()
}

export function goNow(): void {
  const journey = waiting
  end()
  journey?.go()
}

/** At once instead of in a moment. */
export function tryAgain(): void {
  if (waiting !== null) void tryOn(waiting)
}

/** The person works on here, and is not taken away from it. */
export function workHere(): void {
  if (waiting?.isShown) waiting.isBusyHere = true
}

async function tryOn(journey: Waiting): Promise<void> {
  if (timer !== null) clearTimeout(timer)
  timer = null
  const reached = navigator.onLine && (await reachServer())
  if (waiting !== journey) return
  journey.obstacle = !reached ? 'unreachable' : unsavedSince() !== null ? 'unsaved' : null
  if (journey.obstacle === null && !journey.isBusyHere) return goNow()
  publish()
  if (journey.obstacle !== null) timer = setTimeout(tryAgain, ASK_EVERY)
}

function isUnsaved(): boolean {
  const since = unsavedSince()
  return since !== null && Date.now() - since >= NOT_SAVED_AFTER_MS
}

function end(): void {
  if (timer !== null) clearTimeout(timer)
  timer = null
  waiting = null
  publish()
}

function publish(): void {
  const next = waiting?.isShown ? waiting : null
  if (next?.to === shown?.to && next?.obstacle === shown?.obstacle) return
  shown = next && { to: next.to, obstacle: next.obstacle }
  for (const listener of listeners) listener()
}
