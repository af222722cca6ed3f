/**
 * Where a claim's edges belong after editing at them. A mark ends before what is typed at its edge, so that the next
 * sentence is not drawn into a claim; but "killed 12" must not stay verified while the copy goes on to say
 * "killed 120", and a new figure typed over the last word is what has to be checked, not what is left before it.
 */
import { tokenize } from '#lib/domain/claims/diff.ts'
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

/** How far a word or figure is read on both sides of an edge. */
const WORD = 64

/**
 * An edge that stood beside a word and now cuts through one takes all of it. Not so where the claim was carried to
 * other copy: there it is put beside that word by nobody's typing, and takes only what makes its figure another one.
 */
function wholeWords(copy: CopyText, { start, end }: Edges, { wording, prefix, suffix }: KnownEdges): Edges {
  if (prefix === undefined || suffix === undefined) return { start, end }
  const left = cut(copy.text.slice(Math.max(0, start - WORD), start), copy.text.slice(start, start + WORD))
  const right = cut(copy.text.slice(Math.max(0, end - WORD), end), copy.text.slice(end, end + WORD))
  if (!left && !right) return { start, end }
  const [wasCutLeft, wasCutRight] = [left && cut(prefix, wording.slice(0, WORD)), right && cut(wording.slice(-WORD), suffix)]
  const [before, after] = [left?.before.length ?? 0, right?.after.length ?? 0]
  const carried =
    ![start, start - before].some((at) => follows(copy.text.slice(0, at), prefix)) && ![end, end + after].some((at) => precedes(copy.text.slice(at), suffix))
  const takesLeft = left && !wasCutLeft && (!carried || (HAS_FIGURE.test(left.after) && !/\p{L}$/u.test(left.before)))
  const takesRight = right && !wasCutRight && (!carried || (HAS_FIGURE.test(right.before) && !/^\p{L}/u.test(right.after)))
  return { start: start - (takesLeft ? before : 0), end: end + (takesRight ? after : 0) }
}

const HAS_FIGURE = /\p{N}/u

/** Whether copy that ends like this is what stood before the claim. */
function follows(text: string, prefix: string): boolean {
  const [has, wanted] = [normaliseWording(text.slice(-2 * prefix.length)), normaliseWording(prefix).slice(-AGREEING)]
  return wanted === '' ? has === '' : has.endsWith(wanted)
}

function precedes(text: string, suffix: string): boolean {
  const [has, wanted] = [normaliseWording(text.slice(0, 2 * suffix.length)), normaliseWording(suffix).slice(0, AGREEING)]
  return wanted === '' ? has === '' : has.startsWith(wanted)
}

/** The word that goes through the edge between two texts, in two. Scripts without spaces have no words to be read like this. */
function cut(before: string, after: string): { before: string; after: string } | null {
  if (!/\S$/.test(before) || !/^\S/.test(after)) return null
  const edge = before.length
  const token = tokenize(before + after).find(({ kind, at, text }) => (kind === 'word' || kind === 'number') && at < edge && at + text.length > edge)
  if (!token || /\p{Lo}/u.test(token.text)) return null
  return { before: token.text.slice(0, edge - token.at), after: token.text.slice(edge - token.at) }
}
