/**
 * Where a claim's edges belong after editing at them. A mark ends before what is typed at its edge, so that the next
 * sentence is not drawn into a claim; but "killed 12" must not stay verified while the copy goes on to say
 * "killed 120", and a new figure typed over the last word is what has to be checked, not what is left before it.
 */
import { reachAfter, reachBefore, type Reach } from '#lib/domain/claims/whole-figures.ts'
import { normaliseWording } from '#lib/domain/claims/wording.ts'
import type { DocRange } from './anchors.ts'
import type { CopyText } from './copy-text.ts'
import { placesIn } from './find-quote.ts'

/** A wording that the claim had, with the copy that stood beside it. */
export interface EarlierWording {
  wording: string
  prefix: string | null
  suffix: string | null
}

export interface KnownEdges {
  /** The wording last seen in the copy, and the copy beside it. */
  wording: string
  prefix?: string | undefined
  suffix?: string | undefined
  /** Other wordings that it had since a person last said where the claim begins and ends. */
  earlier?: readonly EarlierWording[] | undefined
}

/** Offsets into the copy's text. */
interface Edges {
  start: number
  end: number
}

/** The range on which the claim now stands; the anchor's own when nothing is to be mended. */
export function mendedEdges(copy: CopyText, anchor: DocRange, known: KnownEdges): DocRange {
  const edges = { start: copy.offsetOf(anchor.from), end: copy.offsetOf(anchor.to) }
  const { start, end } =
    typedBack(copy, edges, known) ??
    saysAgain(copy, edges, known) ??
    wholeWords(copy, isBack(copy, edges, known) ? edges : typedOver(copy, edges, known), known)
  return { from: copy.posOfStart(start), to: copy.posOfEnd(end) }
}

/**
 * The place at the anchor where the copy says an earlier wording again, the longest first. Copy that the anchor
 * holds now is given up only where a wording it never had is replaced, and the copy beside is the old one too.
 */
function typedBack(copy: CopyText, edges: Edges, { wording: last, earlier = [] }: KnownEdges): Edges | null {
  const said = normaliseWording(copy.wordingOf(edges.start, edges.end))
  const others = earlier.filter(({ wording }) => normaliseWording(wording) !== said).toSorted((a, b) => b.wording.length - a.wording.length)
  if (others.length === 0) return null
  const isNew = others.length === earlier.length && normaliseWording(last) !== said
  const places = others.flatMap((other) => placesAt(copy, edges, other.wording).map((place) => ({ place, other })))
  const wider = places.find(({ place }) => place.start <= edges.start && place.end >= edges.end)
  const narrower = isNew ? places.find(({ place, other }) => standsBeside(copy, place, other)) : undefined
  const back = wider ?? narrower
  if (!back) return null
  const { wording, prefix, suffix } = back.other
  return wholeWords(copy, back.place, { wording, prefix: prefix ?? undefined, suffix: suffix ?? undefined })
}

/** Whether the claim says an earlier wording in its old place. */
function isBack(copy: CopyText, edges: Edges, { earlier = [] }: KnownEdges): boolean {
  const said = normaliseWording(copy.wordingOf(edges.start, edges.end))
  return earlier.some((other) => normaliseWording(other.wording) === said && standsBeside(copy, edges, other))
}

/** Typed over an edge, the last wording stands again all the same: what was typed beyond it is no part of it. */
function saysAgain(copy: CopyText, edges: Edges, known: KnownEdges): Edges | null {
  const said = normaliseWording(copy.wordingOf(edges.start, edges.end))
  if (known.wording === '' || said === normaliseWording(known.wording)) return null
  const place = placesAt(copy, edges, known.wording).find(({ start, end }) => start <= edges.start && end >= edges.end)
  return place ? wholeWords(copy, place, known) : null
}

function placesAt(copy: CopyText, { start, end }: Edges, wording: string): Edges[] {
  const from = Math.max(0, start - wording.length - REACH)
  const window = copy.text.slice(from, end + wording.length + REACH)
  return placesIn(window, wording)
    .map((place) => ({ start: place.start + from, end: place.end + from }))
    .filter((place) => place.start < end && place.end > start && normaliseWording(copy.wordingOf(place.start, place.end)) === normaliseWording(wording))
}

/** How much longer than a wording the copy may be that says the same: white space, mostly. */
const REACH = 40

const AGREEING = 8

function standsBeside(copy: CopyText, { start, end }: Edges, { prefix, suffix }: EarlierWording): boolean {
  if (prefix === null || suffix === null) return false
  return copy.text.slice(0, start).endsWith(prefix.slice(-AGREEING)) && copy.text.slice(end).startsWith(suffix.slice(0, AGREEING))
}

/** Longest copy that still counts as typed over an edge. */
const LONGEST_REPLACEMENT = 200

/** Copy between what is left of the claim and what used to stand beside it was typed over the words that are gone. */
function typedOver(copy: CopyText, { start, end }: Edges, { wording, prefix, suffix }: KnownEdges): Edges {
  if (prefix === undefined || suffix === undefined) return { start, end }
  const [said, was] = [copy.wordingOf(start, end), wording].map(normaliseWording)
  if (said === undefined || was === undefined || said === was) return { start, end }
  return {
    start: keepsHead(said, was) ? start : Math.min(start, beforeReplacement(copy.text, start, prefix) ?? start),
    end: keepsTail(said, was) ? end : Math.max(end, afterReplacement(copy.text, end, suffix) ?? end),
  }
}

/**
 * Whether the first words are still there, so that nothing can have been typed over them. They are too where something
 * changed soon after them: the first word stands, and what is there is not just a later part of what was.
 */
function keepsHead(said: string, was: string): boolean {
  const first = /^\S+\s/.exec(was)?.[0]
  return (
    was.startsWith(said.slice(0, AGREEING)) || said.includes(was.slice(0, AGREEING)) || (first !== undefined && said.startsWith(first) && !was.endsWith(said))
  )
}

function keepsTail(said: string, was: string): boolean {
  const last = /\s\S+$/.exec(was)?.[0]
  return was.endsWith(said.slice(-AGREEING)) || said.includes(was.slice(-AGREEING)) || (last !== undefined && said.endsWith(last) && !was.startsWith(said))
}

/**
 * Where the replacement ends: the old copy beside the claim begins there, whatever came in farther on, or what is left
 * of it. Nothing was typed over the edge where its first word still stands beside it.
 */
function afterReplacement(text: string, end: number, suffix: string): number | null {
  const window = text.slice(end, end + LONGEST_REPLACEMENT + suffix.length)
  const gapTo = (rest: string): string | null => {
    const at = rest.length < AGREEING ? lastOf(text, rest) - end : window.indexOf(rest)
    return at >= 0 && at <= LONGEST_REPLACEMENT ? window.slice(0, at) : null
  }
  const first = /^\s*\S+\s/.exec(suffix)?.[0]
  const gap =
    firstOf(suffix.length - AGREEING, (gone) => gapTo(suffix.slice(0, suffix.length - gone))) ??
    (first !== undefined && window.startsWith(first) ? '' : firstOf(suffix.length, (gone) => gapTo(suffix.slice(gone))))
  return gap !== null && inOneBlock(gap) ? end + gap.trimEnd().length : null
}

function beforeReplacement(text: string, start: number, prefix: string): number | null {
  const from = Math.max(0, start - LONGEST_REPLACEMENT - prefix.length)
  const window = text.slice(from, start)
  const gapFrom = (rest: string): string | null => {
    const at = rest.length < AGREEING ? (from === 0 && window.startsWith(rest) ? 0 : -1) : window.lastIndexOf(rest)
    const gap = window.slice(at + rest.length)
    return at >= 0 && gap.length <= LONGEST_REPLACEMENT ? gap : null
  }
  const last = /\s\S+\s*$/.exec(prefix)?.[0]
  const gap =
    firstOf(prefix.length - AGREEING, (gone) => gapFrom(prefix.slice(gone))) ??
    (last !== undefined && window.endsWith(last) ? '' : firstOf(prefix.length, (gone) => gapFrom(prefix.slice(0, prefix.length - gone))))
  return gap !== null && inOneBlock(gap) ? start - gap.trimStart().length : null
}

/** The first answer that is not null, asked with 0, 1, … up to a number. */
function firstOf<T>(last: number, ask: (n: number) => T | null): T | null {
  for (let n = 0; n <= last; n++) {
    const answer = ask(n)
    if (answer !== null) return answer
  }
  return null
}

/** Few characters tell a place only at the very end of the copy. */
function lastOf(text: string, rest: string): number {
  return text.endsWith(rest) ? text.length - rest.length : -1
}

function inOneBlock(gap: string): boolean {
  return gap.trim() !== '' && !gap.includes('\n')
}

/** The range, with what it has to take at its edges since the claim was last seen. */
export function wholeRange(copy: CopyText, { from, to }: DocRange, known: KnownEdges): DocRange {
  const { start, end } = wholeWords(copy, { start: copy.offsetOf(from), end: copy.offsetOf(to) }, known)
  return { from: copy.posOfStart(start), to: copy.posOfEnd(end) }
}

/** One edge of a claim: what of the word or figure that goes through it lies beyond, now and when the claim was last seen. */
interface Edge {
  now: Reach | null
  was: Reach | null
  /** All of the known copy beside the claim: there may have been more. */
  isCutOff: boolean
  /** The letter, digit or sign of `now` that stands at the edge. */
  at: string | undefined
  /** How long the next word beyond it is. */
  next: number
}

/**
 * An edge that stood beside a word or figure and now cuts through one takes all of it. One that was put inside stays
 * there, unless the rest of its figure is another now: it takes that, or the next word where the rest is gone.
 */
function wholeWords(copy: CopyText, edges: Edges, known: KnownEdges): Edges {
  let whole = edges
  for (let next = takenOnce(copy, whole, known); next.start < whole.start || next.end > whole.end; next = takenOnce(copy, whole, known)) whole = next
  return whole
}

/** One step of it: what an edge takes can itself stand beside what goes on with it. */
function takenOnce(copy: CopyText, { start, end }: Edges, { wording, prefix, suffix }: KnownEdges): Edges {
  if (prefix === undefined || suffix === undefined) return { start, end }
  const { from, to } = withoutSpace(copy.text, { start, end })
  if (from >= to) return { start, end }
  const inner = copy.text.slice(from, to)
  const [before, after] = [copy.text.slice(blockAt(copy, from).start, from), copy.text.slice(to, blockAt(copy, to).end)]
  const known = withoutSpace(wording, { start: 0, end: wording.length })
  const said = wording.slice(known.from, known.to)
  const wasBefore = (prefix + wording.slice(0, known.from)).split('\n').at(-1) ?? ''
  const wasAfter = (wording.slice(known.to) + suffix).split('\n')[0] ?? ''
  const [left, right] = [reachBefore(before, inner), reachAfter(inner, after)]
  const [wasLeft, wasRight] = [reachBefore(wasBefore, said), reachAfter(said, wasAfter)]
  if (!left && !right && !wasLeft?.isFigure && !wasRight?.isFigure) return { start, end }
  const carried =
    ![from, from - (left?.units ?? 0)].some((at) => follows(copy.text.slice(0, at), prefix)) &&
    ![to, to + (right?.units ?? 0)].some((at) => precedes(copy.text.slice(at), suffix))
  const stands = { carried, isSame: normaliseWording(copy.wordingOf(start, end)) === normaliseWording(wording) }
  const takesLeft = takenAt(
    { now: left, was: wasLeft, isCutOff: wasLeft?.units === wasBefore.length, at: left?.text.at(-1), next: /\S*\s*$/u.exec(before)?.[0].length ?? 0 },
    stands,
  )
  const takesRight = takenAt(
    { now: right, was: wasRight, isCutOff: wasRight?.units === wasAfter.length, at: right?.text.at(0), next: /^\s*\S*/u.exec(after)?.[0].length ?? 0 },
    stands,
  )
  return { start: takesLeft > 0 ? from - takesLeft : start, end: takesRight > 0 ? to + takesRight : end }
}

/**
 * How much of the copy beyond an edge it takes. Where the claim was carried to other copy it is put beside a word by
 * nobody's typing, and takes only what makes its figure another one.
 */
function takenAt({ now, was, isCutOff, at = '', next }: Edge, { carried, isSame }: { carried: boolean; isSame: boolean }): number {
  if (now === null) return was?.isFigure === true && isSame && !carried ? next : 0
  if (was !== null && (!now.isFigure || (isCutOff ? now.text.includes(was.text) : now.text === was.text))) return 0
  return carried && (!now.isFigure || /\p{L}/u.test(at)) ? 0 : now.units
}

/** Where a stretch begins and ends but for white space and invisible characters at its edges. */
function withoutSpace(text: string, { start, end }: Edges): { from: number; to: number } {
  const stretch = text.slice(start, end)
  const from = start + (/^[\s\p{Default_Ignorable_Code_Point}]*/u.exec(stretch)?.[0].length ?? 0)
  return { from, to: Math.max(from, end - (/(?<![\s\p{Default_Ignorable_Code_Point}])[\s\p{Default_Ignorable_Code_Point}]+$/u.exec(stretch)?.[0].length ?? 0)) }
}

function blockAt(copy: CopyText, offset: number): Edges {
  return copy.blocks.find((block) => block.start <= offset && offset <= block.end) ?? { start: 0, end: copy.text.length }
}

/** Whether copy that ends like this is what stood before the claim. */
function follows(text: string, prefix: string): boolean {
  const [has, wanted] = [normaliseWording(text.slice(-2 * prefix.length)), normaliseWording(prefix).slice(-AGREEING)]
  return wanted === '' ? has === '' : has.endsWith(wanted)
}

function precedes(text: string, suffix: string): boolean {
  const [has, wanted] = [normaliseWording(text.slice(0, 2 * suffix.length)), normaliseWording(suffix).slice(0, AGREEING)]
  return wanted === '' ? has === '' : has.startsWith(wanted)
}
