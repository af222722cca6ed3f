/**
 * Finding words in the copy. A quote comes from a selection in a browser, from a script or from a row in the
 * database; on its way quotation marks, no-break spaces and line ends may have changed. So both sides are
 * compared in a normalised form, and every character of that form remembers where it stands in the copy.
 */
import type { DocRange } from './anchors.ts'
import { copyOf } from './copy-text.ts'
import type { CopyText } from './copy-text.ts'
import type { DocSource } from './read.ts'

export interface QuoteQuery {
  quote: string
  /** The copy directly before and after the quote; tells apart several places. */
  prefix?: string | undefined
  suffix?: string | undefined
  /** Which of the places, counted from 1; decides before the context does. */
  occurrence?: number | undefined
}

export type FoundQuote = { kind: 'found'; range: DocRange; wording: string } | { kind: 'not-found' } | { kind: 'ambiguous'; count: number }

/** How much copy before and after a claim is kept to find it again, in UTF-16 units. */
export const CONTEXT_LENGTH = 32

/**
 * The one place where the quote stands. Compared are NFKC, straight quotation marks and single spaces, across
 * block boundaries; case counts. With several places: the given occurrence, else the one whose surroundings agree
 * best with prefix and suffix, of equals the one that has the quote's very characters, else `ambiguous`. Editorial notes
 * are not searched.
 */
export function findQuote(source: DocSource, query: QuoteQuery): FoundQuote {
  const copy = copyOf(source)
  const text = normalisedWithOffsets(copy.text)
  const places = placesOf(text, normalised(query.quote).trim())
  const isVerbatim = ({ start, end }: Place) => copy.text.slice(text.starts[start], text.ends[end - 1]) === query.quote.trim()
  const chosen = choose(text, places, { ...query, isVerbatim })
  if (chosen === 'ambiguous') return { kind: 'ambiguous', count: places.length }
  if (!chosen) return { kind: 'not-found' }
  const start = text.starts[chosen.start] ?? 0
  const end = text.ends[chosen.end - 1] ?? start
  return { kind: 'found', range: { from: copy.posOfStart(start), to: copy.posOfEnd(end) }, wording: copy.wordingOf(start, end) }
}

/** The wording of a range (see `CopyText`), blocks joined by "\n", and up to 32 units of copy before and after it. */
export function readContext(source: DocSource, range: DocRange): { wording: string; prefix: string; suffix: string } {
  return contextIn(copyOf(source), range)
}

/** The same for many ranges of one copy. */
export function contextIn(copy: CopyText, range: DocRange): { wording: string; prefix: string; suffix: string } {
  const [start, end] = [copy.offsetOf(range.from), copy.offsetOf(range.to)]
  return {
    wording: copy.wordingOf(start, end),
    prefix: copy.text.slice(wholeCharacter(copy, start - CONTEXT_LENGTH), start),
    suffix: copy.text.slice(end, wholeCharacter(copy, end + CONTEXT_LENGTH)),
  }
}

// Half a surrogate pair could not be stored as UTF-8.
function wholeCharacter(copy: CopyText, offset: number): number {
  const at = Math.min(Math.max(0, offset), copy.text.length)
  return /[\udc00-\udfff]/.test(copy.text[at] ?? '') ? at + 1 : at
}

/** Every place of the quote in a text, as offsets into it, found as `findQuote` finds it. */
export function placesIn(original: string, quote: string): { start: number; end: number }[] {
  const text = normalisedWithOffsets(original)
  return placesOf(text, normalised(quote).trim()).map(({ start, end }) => ({ start: text.starts[start] ?? 0, end: text.ends[end - 1] ?? 0 }))
}

/**
 * Every place of the words in the copy, as `findQuote` finds them; where there is none, those that differ in capitals
 * alone, as a word does that begins a sentence now.
 */
export function placesAlike(copy: CopyText, words: string): DocRange[] {
  const lower = copy.text.toLowerCase()
  let places = placesIn(copy.text, words)
  // A letter or two are two in lower case: offsets would not be those of the copy.
  if (places.length === 0 && lower.length === copy.text.length) places = placesIn(lower, words.toLowerCase())
  return places.map(({ start, end }) => ({ from: copy.posOfStart(start), to: copy.posOfEnd(end) }))
}

interface NormalisedText {
  text: string
  /** For each unit of `text`, the half-open range of the original it came from. */
  starts: readonly number[]
  ends: readonly number[]
}

interface Place {
  start: number
  end: number
}

function choose(
  text: NormalisedText,
  places: readonly Place[],
  query: QuoteQuery & { isVerbatim: (place: Place) => boolean },
): Place | 'ambiguous' | undefined {
  if (query.occurrence !== undefined) return places[query.occurrence - 1]
  if (places.length < 2) return places[0]
  const prefix = normalised(query.prefix ?? '')
  const suffix = normalised(query.suffix ?? '')
  const scored = places.map((place) => ({ place, score: agreement(text.text, place, prefix, suffix) }))
  const best = Math.max(...scored.map(({ score }) => score))
  const winners = scored.filter(({ score }) => score === best).map(({ place }) => place)
  const chosen = winners.length === 1 ? winners : winners.filter(query.isVerbatim)
  return chosen.length === 1 ? chosen[0] : 'ambiguous'
}

/** How many units before and after a place agree with the context. */
function agreement(text: string, { start, end }: Place, prefix: string, suffix: string): number {
  const before = text.slice(0, start).trimEnd()
  const after = text.slice(end).trimStart()
  const [wantBefore, wantAfter] = [prefix.trimEnd(), suffix.trimStart()]
  let left = 0
  while (left < wantBefore.length && before.at(-1 - left) === wantBefore.at(-1 - left)) left++
  let right = 0
  while (right < wantAfter.length && after[right] === wantAfter[right]) right++
  return left + right
}

function placesOf({ text }: NormalisedText, quote: string): Place[] {
  const places: Place[] = []
  if (quote === '') return places
  for (let start = text.indexOf(quote); start !== -1; start = text.indexOf(quote, start + 1)) places.push({ start, end: start + quote.length })
  return places
}

function normalised(text: string): string {
  return normalisedWithOffsets(text).text
}

// White space, plain ASCII (which is its own normal form), or a character with the marks that combine with it.
const CLUSTER = /[^\S\ufeff]+|(?<plain>[!-~]+(?!\p{M}))|[^]\p{M}*/gu
// Strokes are no part of the copy's text: struck-out words are found by the words that are struck out.
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]|\u0336/gu

function normalisedWithOffsets(original: string): NormalisedText {
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  for (const match of original.matchAll(CLUSTER)) {
    if (match.groups?.plain !== undefined) {
      for (let at = match.index; at < match.index + match[0].length; at++) {
        starts.push(at)
        ends.push(at + 1)
      }
      text += match[0]
      continue
    }
    const form = normalCluster(match[0])
    // A space that follows a space (around an invisible sign) is the same space.
    const added = form === ' ' && text.endsWith(' ') ? '' : form
    for (let unit = 0; unit < added.length; unit++) {
      starts.push(match.index)
      ends.push(match.index + match[0].length)
    }
    text += added
  }
  return { text, starts, ends }
}

function normalCluster(cluster: string): string {
  if (/^[^\S\ufeff]/u.test(cluster)) return ' '
  return cluster
    .replace(/[“”„‟«»″〝〞]/gu, '"')
    .replace(/[‘’‚‛‹›′]/gu, "'")
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/\s+/gu, ' ')
}
