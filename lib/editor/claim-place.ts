/**
 * Where a claim stands that no mark shows: its mark was stripped, or a change of many words at once left the mark on
 * others. Its very words decide, in surroundings that it had; else what is left of both, where that is one place.
 */
import { boundedDiff } from '#lib/domain/bounded-diff.ts'
import { normaliseWording } from '#lib/domain/claims/wording.ts'
import type { DocRange } from './anchors.ts'
import type { EarlierWording, KnownEdges } from './claim-edges.ts'
import type { CopyText } from './copy-text.ts'
import { contextIn, placesIn } from './find-quote.ts'

/** A claim as its row remembers it. Give the context where there is one: short wording is not put back without it. */
export interface KnownClaim extends KnownEdges {
  id: string
  /** Other surroundings that its last wording had. */
  stood?: readonly EarlierWording[] | undefined
}

export function placeOf(copy: CopyText, claim: KnownClaim): DocRange | null {
  return ownWords(copy, claim) ?? formerPlace(copy, claim) ?? changedPlace(copy, claim)
}

/** Enough words to be a claim's own even where its surroundings were rewritten. */
const TELLING_WORDS = 5

/** The last wording where it stands just once. */
function ownWords(copy: CopyText, { wording, prefix, suffix }: KnownClaim): DocRange | null {
  const [place, second] = placesSaying(copy, wording)
  if (!place || second) return null
  if (prefix === undefined && suffix === undefined) return place
  const { before, after } = agreement(copy, place, { prefix: prefix ?? '', suffix: suffix ?? '' })
  return before || after || wordsOf(wording).length >= TELLING_WORDS ? place : null
}

/** Each costs a search of the copy. */
const MOST_FORMER = 20

/** The one place where a wording that it had stands between what stood on both sides of it then. */
function formerPlace(copy: CopyText, { wording, prefix, suffix, stood = [], earlier = [] }: KnownClaim): DocRange | null {
  const last: EarlierWording = { wording, prefix: prefix ?? null, suffix: suffix ?? null }
  for (const said of [last, ...stood, ...earlier].slice(0, MOST_FORMER)) {
    if (said.prefix === null || said.suffix === null) continue
    const beside = { prefix: said.prefix, suffix: said.suffix }
    const places = placesSaying(copy, said.wording).filter((place) => {
      const { before, after } = agreement(copy, place, beside)
      return before && after
    })
    if (places.length === 1) return places[0] ?? null
  }
  return null
}

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
