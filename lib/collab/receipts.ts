/**
 * What one socket sent and what became of it: turns its updates and marks into `saved n` and `refused n` (CO-4).
 *
 * A stretch is what came between two marks. An honest client numbers its changes one by one and sends one update for
 * each, so when a stretch has as many updates as the mark has moved on, each update has its own number and its own
 * answer. Otherwise (a sync step 2 holds many changes) the stretch is answered as one, under the number of its mark.
 */
import type { Refusal } from './edit-queue.ts'
import type { ServerNotice } from './messages.ts'

export type Answer = Extract<ServerNotice, { type: 'saved' | 'refused' }>

interface Refused extends Refusal {
  /** The how manieth single update of its stretch, from 1. */
  index: number
  at: number
  /** Told without its mark. */
  isLate: boolean
  isTold: boolean
}

interface Stretch {
  /** The mark before it, and the one that ends it. */
  after: number
  n: number
  /** Each update has a number of its own. */
  isExact: boolean
  /** Single ones, and whether a sync step 2 was among them. */
  updates: number
  hasAll: boolean
  /** Accepted updates that are neither committed nor refused yet. */
  waiting: number
  refused: Refused[]
}

/** One update's place in the account of its socket. */
export interface Receipt {
  stretch: Stretch
  index: number
}

/** A client that sends no marks still learns of a refusal. */
const LATE_MS = 1_000

export class Receipts {
  private lastMark = 0
  private open: Stretch = stretchAfter(0)
  private marked: Stretch[] = []

  /** Marks that were not answered yet. */
  get length(): number {
    return this.marked.length
  }

  /** An update arrived; `hasAll`: it is a sync step 2. */
  take({ hasAll }: { hasAll: boolean }): Receipt {
    if (hasAll) this.open.hasAll = true
    else this.open.updates += 1
    return { stretch: this.open, index: this.open.updates }
  }

  mark(n: number): void {
    const stretch = this.open
    stretch.n = n
    stretch.isExact = !stretch.hasAll && stretch.updates === n - stretch.after
    this.marked.push(stretch)
    this.lastMark = Math.max(this.lastMark, n)
    this.open = stretchAfter(this.lastMark)
  }

  /** What can be said now and was not said before: refusals as soon as their mark is here, Saved in the order of the marks. */
  answers(now: number): Answer[] {
    if (this.marked.length === 0 && this.open.refused.length === 0) return []
    const refusals = [...this.marked.flatMap(refusalsOf), ...lateRefusalsOf(this.open, now)]
    let saved: number | null = null
    while (this.marked[0]?.waiting === 0) saved = savedOf(this.marked.shift()) ?? saved
    return saved === null ? refusals : [...refusals, { type: 'saved', n: saved }]
  }
}

/** The update was accepted and waits for its commit. */
export function accept({ stretch }: Receipt): void {
  stretch.waiting += 1
}

/** It is committed, or refused after all. */
export function settle({ stretch }: Receipt): void {
  stretch.waiting -= 1
}

/** All that the client has was taken: what came without its predecessors since the last mark is in it. */
export function forgiveMissing({ stretch }: Receipt): void {
  stretch.refused = stretch.refused.filter(({ reason }) => reason !== 'missing')
}

export function refuse({ stretch, index }: Receipt, { reason, detail }: Refusal, at: number): void {
  stretch.refused.push({ reason, detail, index, at, isLate: false, isTold: false })
}

function stretchAfter(after: number): Stretch {
  return { after, n: 0, isExact: false, updates: 0, hasAll: false, waiting: 0, refused: [] }
}

/** Those of a stretch that has its mark; each is told once. */
function refusalsOf({ refused, isExact, after, n }: Stretch): Answer[] {
  const untold = refused.filter((refusal) => !refusal.isTold)
  for (const refusal of untold) refusal.isTold = true
  if (isExact) return untold.filter(({ isLate }) => !isLate).map((refusal) => toAnswer(after + refusal.index, refusal))
  return untold.slice(0, 1).map((refusal) => toAnswer(n, refusal))
}

/** Those whose mark does not come, under the number that an honest client has given them. Told again if the mark then has another. */
function lateRefusalsOf({ refused, after }: Stretch, now: number): Answer[] {
  const late = refused.filter((refusal) => !refusal.isLate && now - refusal.at >= LATE_MS)
  for (const refusal of late) refusal.isLate = true
  return late.map((refusal) => toAnswer(after + refusal.index, refusal))
}

function toAnswer(n: number, { reason, detail }: Refused): Answer {
  return { type: 'refused', n, reason, detail }
}

/** The highest number of a settled stretch that was not refused. */
function savedOf(stretch: Stretch | undefined): number | null {
  if (stretch === undefined) return null
  const { isExact, after, n, updates, refused } = stretch
  if (refused.length === 0) return n
  if (!isExact) return null
  for (let index = updates; index > 0; index--) if (!refused.some((refusal) => refusal.index === index)) return after + index
  return null
}
