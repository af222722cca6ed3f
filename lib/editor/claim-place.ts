/**
 * Where a claim stands that no mark shows: its mark was stripped, or a change of many words at once left the mark on
 * others. Only the very stretch of copy on which it stood is it, by the characters that stand there or by all that is
 * around them (DO-8e); what stood elsewhere is left to a person, whatever it says.
 */
import { boundedDiff } from '#lib/domain/bounded-diff.ts'
import { normaliseWording } from '#lib/domain/claims/wording.ts'
import type { DocRange } from './anchors.ts'
import { wholeRange, type EarlierWording, type KnownEdges } from './claim-edges.ts'
import type { CopyText } from './copy-text.ts'
import { CONTEXT_LENGTH, contextIn, placesIn } from './find-quote.ts'
import { madeOf, type LastSight, type MadeOf } from './own-words.ts'

/** A claim as its row remembers it. Give the context where there is one: by it wording is found that came back. */
export interface KnownClaim extends KnownEdges {
  id: string
  /** Other surroundings that its last wording had. */
  stood?: readonly EarlierWording[] | undefined
}

/** `sight` is the copy as the claim's row saw it last; without it all that stands is taken to be new. */
export function placeOf(copy: CopyText, claim: KnownClaim, sight: LastSight | null = null): DocRange | null {
  const place = ownPlace(copy, claim, sight)
  if (place) return wholeRange(copy, place, claim)
  const changed = changedPlace(copy, claim)
  if (!changed || madeOf(copy.blocks, changed, { id: claim.id, sight }) === 'others') return null
  const range = wholeRange(copy, changed, claim)
  return says(copy, range, claim) ? null : range
}

/** Whether a range says what the claim said at some time: a verdict may hold on it. */
export function says(copy: CopyText, { from, to }: DocRange, { wording, earlier = [] }: KnownEdges): boolean {
  const said = normaliseWording(copy.wordingOf(copy.offsetOf(from), copy.offsetOf(to)))
  return [wording, ...earlier.map((other) => other.wording)].some((known) => normaliseWording(known) === said)
}

/** Each costs a search of the copy. */
const MOST_FORMER = 20

/** The one place where a wording that it had is still its own, or has come back to where it stood. */
function ownPlace(copy: CopyText, claim: KnownClaim, sight: LastSight | null): DocRange | null {
  const { wording, prefix = null, suffix = null, stood = [], earlier = [] } = claim
  const former = [{ wording, prefix, suffix }, ...stood, ...earlier].slice(0, MOST_FORMER)
  for (const [index, said] of former.entries()) {
    const places = placesSaying(copy, said.wording).map((place) => ({ place, made: madeOf(copy.blocks, place, { id: claim.id, sight }) }))
    for (const made of ['own', 'new'] as const) {
      const found = places.filter((other) => other.made === made && isItsPlace(copy, other, { said, isLast: index <= stood.length }))
      if (found.length === 1) return found[0]?.place ?? null
    }
  }
  return null
}

/** The last wording is where its characters are; an earlier one may be part of them, and what is new may stand anywhere. */
function isItsPlace(copy: CopyText, { place, made }: { place: DocRange; made: MadeOf }, { said, isLast }: { said: EarlierWording; isLast: boolean }): boolean {
  if (made === 'own' && isLast) return true
  if (said.prefix === null || said.suffix === null) return false
  if (made === 'new') return standsBetween(copy, place, { prefix: said.prefix, suffix: said.suffix })
  const { before, after } = agreement(copy, place, { prefix: said.prefix, suffix: said.suffix })
  return before && after
}

/** Whether the 32 characters before a range and after it are those, ends of blocks and of the copy included, however many lines are between. */
export function standsBetween(copy: CopyText, range: DocRange, beside: { prefix: string; suffix: string }): boolean {
  const { prefix, suffix } = contextIn(copy, range)
  return isAlike(prefix, beside.prefix, 'end') && isAlike(suffix, beside.suffix, 'start')
}

/** But for white space: copy that is pasted as plain text has other empty lines, and so a few letters more or less in as many characters. */
function isAlike(one: string, other: string, near: 'start' | 'end'): boolean {
  const [a, b] = [one, other].map((text) => text.replace(/\s+/gu, ' '))
  if (a === undefined || b === undefined || a === b) return a === b
  const isCut = one.length >= CONTEXT_LENGTH && other.length >= CONTEXT_LENGTH
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (!isCut || long.length - short.length > MOST_SPACE) return false
  return near === 'start' ? long.startsWith(short.trimEnd()) : long.endsWith(short.trimStart())
}

const MOST_SPACE = 4

function placesSaying(copy: CopyText, wording: string): DocRange[] {
  return placesIn(copy.text, wording)
    .filter(({ start, end }) => normaliseWording(copy.wordingOf(start, end)) === normaliseWording(wording))
    .map(({ start, end }) => ({ from: copy.posOfStart(start), to: copy.posOfEnd(end) }))
}

const AGREEING_LENGTH = 8

/** On which sides the copy around a range is what stood beside the claim. */
export function agreement(copy: CopyText, range: DocRange, wanted: { prefix: string; suffix: string }): { before: boolean; after: boolean } {
  const found = contextIn(copy, range)
  const [before, wantBefore] = [normaliseWording(found.prefix), normaliseWording(wanted.prefix)]
  const [after, wantAfter] = [normaliseWording(found.suffix), normaliseWording(wanted.suffix)]
  return {
    before: before.slice(-AGREEING_LENGTH) === wantBefore.slice(-AGREEING_LENGTH),
    after: after.slice(0, AGREEING_LENGTH) === wantAfter.slice(0, AGREEING_LENGTH),
  }
}

/** Longer claims are not looked for by what is left of them. */
const LONGEST_SOUGHT = 1000
/** How many characters tell a place, the surest first. */
const TELLING_LENGTHS = [32, 16, 8]
/** How much longer than the claim what stands in its place may be. */
const GROWTH = 100

/**
 * At least half of its words, in order, between what stood beside it; one side may be told by the claim's own first or
 * last words. Every one of these must stand in the copy just once.
 */
function changedPlace(copy: CopyText, { wording, prefix = '', suffix = '' }: KnownClaim): DocRange | null {
  if (wording === '' || wording.length > LONGEST_SOUGHT) return null
  const heads = TELLING_LENGTHS.flatMap((length) => {
    const at = onlyPlace(copy.text, prefix.slice(-length), length)
    return at === null ? [] : [{ at: at + length, own: false }]
  })
  const tails = TELLING_LENGTHS.flatMap((length) => {
    const at = onlyPlace(copy.text, suffix.slice(0, length), length)
    return at === null ? [] : [{ at, own: false }]
  })
  for (const length of TELLING_LENGTHS) {
    const [head, tail] = [onlyPlace(copy.text, wording.slice(0, length), length), onlyPlace(copy.text, wording.slice(-length), length)]
    if (head !== null) heads.push({ at: head, own: true })
    if (tail !== null) tails.push({ at: tail + length, own: true })
  }
  for (const head of heads) {
    for (const tail of tails) {
      const text = copy.text.slice(head.at, tail.at)
      const isNear = tail.at > head.at && tail.at - head.at <= wording.length + GROWTH
      if (!isNear || (head.own && tail.own) || keptShare(wording, text) < 0.5) continue
      const start = head.at + text.length - text.trimStart().length
      return { from: copy.posOfStart(start), to: copy.posOfEnd(start + text.trim().length) }
    }
  }
  return null
}

function onlyPlace(text: string, part: string, length: number): number | null {
  if (part.length < length) return null
  const at = text.indexOf(part)
  return at !== -1 && at === text.lastIndexOf(part) ? at : null
}

/** Words that come and go. */
const MOST_EDITS = 800

/** How many of a wording's words, in order, another text has: 1 for all. */
export function keptShare(wording: string, text: string): number {
  const words = wordsOf(wording)
  const kept = boundedDiff(words, wordsOf(text), MOST_EDITS).reduce((sum, run) => (run.added || run.removed ? sum : sum + run.value.length), 0)
  return words.length === 0 ? 0 : kept / words.length
}

function wordsOf(text: string): string[] {
  return normaliseWording(text)
    .split(' ')
    .filter((word) => word !== '')
}
