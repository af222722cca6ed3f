/**
 * CL-8: a quote compared with one source, word by word.
 *
 * Seed and extend: the quote's words vote for the places of the source at which they would all stand in line, rare words
 * most; at the best places the two are aligned word by word, and the closest alignment decides.
 */
import { diffTokens, type DiffPart } from '#lib/domain/claims/diff.ts'
import { normaliseWording } from '#lib/domain/claims/wording.ts'
import { fallenOut, omissionsIn, turnsRound, type LeftOut, type Omissions } from './omissions.ts'
import { mixesAlphabets } from './lookalikes.ts'
import type { Stretch } from './quotations.ts'
import { withHyphensOf } from './hyphens.ts'
import { saidBy } from './said-by.ts'
import { saysSomething } from './small-words.ts'
import { bitsOf, lookOf, tellingOf, type SourceIndex } from './source-index.ts'
import { tokensOf } from './tokens.ts'

export const QUOTE_RESULTS = ['exact', 'typography', 'elided', 'altered', 'not_found'] as const
export type QuoteResult = (typeof QUOTE_RESULTS)[number]

export interface QuoteComparison {
  result: QuoteResult
  /** Part of the words that agree in order, 0 to 1. */
  similarity: number
  /** From the source's words to the quote's, with what an omission leaves out; empty unless `altered` or `elided`. */
  diff: DiffPart[]
  /** Where the source says it; null when not found. */
  place: Stretch | null
}

const NOT_FOUND: QuoteComparison = { result: 'not_found', similarity: 0, diff: [], place: null }

/** `speakers`: who may have said it; their own quotations in the source are looked at more closely. */
export function compareQuote(source: SourceIndex, quote: string, speakers: readonly string[] = []): QuoteComparison {
  const found = compareAsWritten(source, quote)
  if (STANDS.has(found.result)) return found
  if (found.result === 'not_found' && speakers.length > 0) return inOwnWords(source, quote, speakers) ?? found
  const hyphened = withHyphensOf(source, quote)
  if (hyphened === quote) return found
  const better = compareAsWritten(source, hyphened)
  if (better.result === 'exact') return { ...better, result: 'typography' }
  return STANDS.has(better.result) || (found.result === 'altered' && better.similarity > found.similarity) ? better : found
}

/** A source has these words as they stand. */
export const STANDS: ReadonlySet<QuoteResult> = new Set(['exact', 'typography', 'elided'])

function compareAsWritten(source: SourceIndex, quote: string): QuoteComparison {
  const omissions = omissionsIn(quote)
  const { parts, isShortened } = omissions
  if (parts.length === 0) return NOT_FOUND
  return isShortened ? compareParts(source, omissions) : comparePart(source, parts[0] ?? '')
}

/**
 * CL-8n: of a quotation that has lost a mark one end is not known, and words of the sentence around it would hide that
 * it was altered. So what is not found is looked up again without more and more of the words at that end.
 */
export function compareUnpaired(source: SourceIndex, quote: string, missing: 'opening' | 'closing', speakers: readonly string[] = []): QuoteComparison {
  const whole = compareQuote(source, quote, speakers)
  if (whole.result !== 'not_found') return whole
  const { starts, ends } = tokensOf(quote)
  for (let count = Math.floor(starts.length / SHORTENING); count > SHORTEST_ALTERED; count = Math.floor(count / SHORTENING)) {
    const part = missing === 'closing' ? quote.slice(0, ends[count - 1]) : quote.slice(starts[starts.length - count])
    const found = compareQuote(source, part)
    if (found.result === 'altered') return found
  }
  return whole
}

/** So little at a time that an altered quote is still like its source with what is too much. */
const SHORTENING = 1.25

/** How many words of the source an omission may pass over. */
const LONGEST_OMISSION = 400

/** Each part by itself, one behind the other. */
function compareParts(source: SourceIndex, omissions: Omissions): QuoteComparison {
  const { parts } = omissions
  const inOrder = exactInOrder(source, omissions)
  if (inOrder) return inOrder
  const found = parts.map((part) => comparePart(source, part))
  const words = parts.map((part) => tokensOf(part).words.length)
  const total = words.reduce((sum, count) => sum + count, 0)
  const similarity = found.reduce((sum, { similarity: each }, index) => sum + each * (words[index] ?? 0), 0) / total
  const seen = found.flatMap(({ place }) => place ?? [])
  const missing = found.reduce((sum, { result }, index) => sum + (result === 'not_found' ? (words[index] ?? 0) : 0), 0)
  const [first, last] = [seen[0], seen.at(-1)]
  if (missing * 2 > total || !first || !last) return NOT_FOUND
  const diff = found.flatMap(({ diff: each, result }, index): DiffPart[] => {
    const gap: DiffPart[] = index === 0 ? [] : [{ op: 'same', text: ' … ' }]
    const part = parts[index] ?? ''
    if (result === 'altered') return [...gap, ...each]
    return [...gap, { op: result === 'not_found' ? 'added' : 'same', text: part }]
  })
  return { result: 'altered', similarity, diff, place: { from: Math.min(first.from, last.from), to: Math.max(first.to, last.to) } }
}

/** The parts word for word, one behind the other; `altered` where what they leave out or replace turns the sense round. */
function exactInOrder(source: SourceIndex, omissions: Omissions): QuoteComparison | null {
  const { parts } = omissions
  const [first = { words: [], ids: [] }, ...rest] = parts.map((part) => wordsOf(source, part))
  let turned: QuoteComparison | null = null
  for (const start of exactPlaces(source, first)) {
    const places = [{ start, end: start + first.words.length }]
    const isWhole = rest.every((part) => {
      const end = places.at(-1)?.end ?? 0
      const next = exactPlaces(source, part).find((place) => place >= end && place - end <= LONGEST_OMISSION)
      if (next === undefined) return false
      places.push({ start: next, end: next + part.words.length })
      return true
    })
    if (!isWhole) continue
    const found = shortened(source, omissions, places)
    if (found.result === 'elided') return found
    turned ??= found
  }
  return turned
}

function shortened(source: SourceIndex, { parts, gaps, lead, tail }: Omissions, places: readonly { start: number; end: number }[]): QuoteComparison {
  const [from, to] = [places[0]?.start ?? 0, places.at(-1)?.end ?? 0]
  const leftOut = places.slice(1).map(({ start }, index): LeftOut => leftOutOf(source, gaps[index] ?? '', { start: places[index]?.end ?? start, end: start }))
  const [before, behind] = [beside(source, lead, { end: from }), beside(source, tail, { start: to })]
  const kept = places.reduce((sum, { start, end }) => sum + end - start, 0)
  const lost = leftOut.reduce((sum, { words }) => sum + words.length, 0)
  const isTurned = [...leftOut, before, behind].some((out) => out !== null && turnsRound(out))
  const diff = parts.flatMap((part, index): DiffPart[] => {
    const same: DiffPart = { op: 'same', text: part }
    const out = index === 0 ? before : leftOut[index - 1]
    return out ? [...fallenOut(out), same] : [same]
  })
  return {
    result: isTurned ? 'altered' : 'elided',
    similarity: isTurned ? kept / (kept + lost) : 1,
    diff: behind ? [...diff, ...fallenOut(behind)] : diff,
    place: stretchOf(source, from, to),
  }
}

function leftOutOf(source: SourceIndex, written: string, { start, end }: { start: number; end: number }): LeftOut {
  const between = source.text.slice(source.tokens.ends[start - 1] ?? 0, source.tokens.starts[end] ?? source.text.length)
  return { written, between, words: source.tokens.words.slice(start, end) }
}

/** Words in brackets at an end of the quote stand for as many words of the source, if they turn its sense; null where they explain. */
function beside(source: SourceIndex, written: string, edge: { start: number } | { end: number }): LeftOut | null {
  const count = tokensOf(written).words.length
  if (count === 0) return null
  const { words } = source.tokens
  const [start, end] = 'end' in edge ? [Math.max(0, edge.end - count), edge.end] : [edge.start, Math.min(words.length, edge.start + count)]
  const out = leftOutOf(source, written, { start, end })
  // Another sentence is none of theirs.
  return out.between.trim() !== '' && !/[.!?…]\P{L}*\s\P{L}*\p{L}|\n/u.test(out.between) && turnsRound(out) ? out : null
}

function comparePart(source: SourceIndex, quote: string): QuoteComparison {
  const asked = wordsOf(source, quote)
  const { ids } = asked
  const places = exactPlaces(source, asked)
  for (const place of places) {
    const stretch = stretchOf(source, place, place + ids.length)
    if (sameCharacters(source.text.slice(stretch.from, stretch.to), quote)) return { result: 'exact', similarity: 1, diff: [], place: stretch }
  }
  const [place] = places
  if (place !== undefined) return { result: 'typography', similarity: 1, diff: [], place: stretchOf(source, place, place + ids.length) }
  return lookalike(source, quote, asked) ?? nearest(source, quote, asked)
}

/**
 * CL-8s: word for word as the source has it, but for letters of another alphabet that look the same. One or two words
 * are so by chance in a source of the other alphabet (ОК, OK), unless a word mixes both.
 */
function lookalike(source: SourceIndex, quote: string, { words, ids }: QuoteWords): QuoteComparison | null {
  const [start] = likePlaces(source, ids)
  if (start === undefined) return null
  const said = source.tokens.words.slice(start, start + words.length)
  if (words.length < SHORTEST_ALTERED && !words.some(mixesAlphabets) && !said.some(mixesAlphabets)) return null
  const place = stretchOf(source, start, start + words.length)
  const same = words.filter((word, offset) => word === said[offset]).length
  return { result: 'altered', similarity: same / words.length, diff: wordDiff(source.text.slice(place.from, place.to), quote), place }
}

/** The same but for white space, and for the marks at both ends, which belong to the sentence around the quotation. */
function sameCharacters(said: string, quoted: string): boolean {
  const bare = (text: string) =>
    text
      .normalize('NFC')
      .replace(/[^\S\u00a0\u202f]+/gu, ' ')
      .replace(/^[^\p{L}\p{N}?$€£¥%]+|[^\p{L}\p{M}\p{N}?$€£¥%]+$/gu, '')
  return bare(said) === bare(quoted)
}

/** undefined for a word that the source does not have. */
type QuoteIds = readonly (number | undefined)[]

interface QuoteWords {
  words: readonly string[]
  ids: QuoteIds
}

function wordsOf({ idOf }: SourceIndex, text: string): QuoteWords {
  const tokens = tokensOf(text)
  return { words: tokens.words, ids: tokens.words.map((word, at) => idOf.get(word) ?? idOf.get(lookOf(text, tokens, at))) }
}

/** Where the source has these very words. */
function exactPlaces(source: SourceIndex, { words, ids }: QuoteWords): number[] {
  return likePlaces(source, ids).filter((start) => words.every((word, offset) => source.tokens.words[start + offset] === word))
}

/** Where it has words that look like them. */
function likePlaces(source: SourceIndex, ids: QuoteIds): number[] {
  let rarest = -1
  let fewest = Infinity
  for (const [index, id] of ids.entries()) {
    if (id === undefined) return []
    const count = (source.from[id + 1] ?? 0) - (source.from[id] ?? 0)
    if (count < fewest) [fewest, rarest] = [count, index]
  }
  const id = ids[rarest]
  if (id === undefined) return []
  const places: number[] = []
  for (let index = source.from[id] ?? 0; index < (source.from[id + 1] ?? 0); index += 1) {
    const start = (source.places[index] ?? 0) - rarest
    if (start >= 0 && ids.every((wanted, offset) => source.ids[start + offset] === wanted)) places.push(start)
  }
  return places
}

function stretchOf({ tokens }: SourceIndex, start: number, end: number): Stretch {
  return { from: tokens.starts[start] ?? 0, to: tokens.ends[end - 1] ?? 0 }
}

/** Below these a likeness is chance: sentences of one language share their small words. */
const LEAST_SIMILARITY = 0.55
const LEAST_TELLING = 0.5
/**
 * What agrees must tell more than the place where it was found: log2 of the source's length is what chance finds there,
 * and 8 bits beyond it leave one chance in 256.
 */
const LEAST_SURPLUS_BITS = 8
/** A shorter quote stands or it does not: two words of three are found anywhere. */
const SHORTEST_ALTERED = 3

function nearest(source: SourceIndex, quote: string, asked: QuoteWords): QuoteComparison {
  const { ids } = asked
  if (ids.length < SHORTEST_ALTERED) return NOT_FOUND
  const weights = ids.map((id) => tellingOf(source, id))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let best: Alignment | null = null
  for (const start of likelyStarts(source, ids, weights)) {
    const found = align(source, ids, weights, start)
    if (found && (!best || found.cost < best.cost || (found.cost === best.cost && found.matched > best.matched))) best = found
  }
  if (!best) return NOT_FOUND
  const similarity = best.same / Math.max(ids.length, best.end - best.start)
  const isChance =
    best.bits < Math.log2(source.ids.length) + LEAST_SURPLUS_BITS && !isMostOf(source, best) && !(source.ids.length <= SHORT_SOURCE && isOneOff(best, asked))
  if (similarity < LEAST_SIMILARITY || best.matched / total < LEAST_TELLING || isChance) return { ...NOT_FOUND, similarity }
  const place = stretchOf(source, best.start, best.end)
  return { result: 'altered', similarity, diff: wordDiff(source.text.slice(place.from, place.to), quote), place }
}

/** A note of what was said on the phone may be the quote and little else: too short to say how rare its words are, and no place for chance. */
function isMostOf({ ids }: SourceIndex, { start, end }: Alignment): boolean {
  return (end - start) * 2 > ids.length
}

/** So short a text was written down for this claim: all but one of the quote's words are not there by chance. */
const SHORT_SOURCE = 60

/** All but one word agree, and with those that do something is said. */
function isOneOff({ cost, agreed }: Alignment, { words }: QuoteWords): boolean {
  return cost === 1 && agreed.length > 1 && agreed.some((at) => saysSomething(words[at] ?? ''))
}

/** Words of a quote that is too short to be told by how rare they are. */
const SHORT_QUOTE = 8

/**
 * CL-8v: a few words of which all but one stand, in order, in a quotation of the same speaker: it is that quotation in
 * other words, however common they are. null where none is like it so.
 */
function inOwnWords(source: SourceIndex, quote: string, speakers: readonly string[]): QuoteComparison | null {
  const asked = wordsOf(source, quote)
  const { ids } = asked
  if (ids.length < SHORTEST_ALTERED || ids.length > SHORT_QUOTE) return null
  const weights = ids.map((id) => tellingOf(source, id))
  let best: Alignment | null = null
  for (const { from, to } of saidBy(source, speakers)) {
    const first = source.tokens.starts.findIndex((start) => start >= from)
    for (let start = first; start >= 0 && (source.tokens.ends[start] ?? Infinity) <= to; start += 1) {
      const found = align(source, ids, weights, start)
      if (!found || !isOneOff(found, asked)) continue
      const { from: begins, to: ends } = stretchOf(source, found.start, found.end)
      if (begins >= from && ends <= to && (!best || found.matched > best.matched)) best = found
    }
  }
  if (!best) return null
  const place = stretchOf(source, best.start, best.end)
  const similarity = best.same / Math.max(ids.length, best.end - best.start)
  return { result: 'altered', similarity, diff: wordDiff(source.text.slice(place.from, place.to), quote), place }
}

/** What differs but for typography. */
function wordDiff(said: string, quoted: string): DiffPart[] {
  const quote = normaliseWording(quoted).replace(/^[^\p{L}\p{N}?$€£¥%]+|[^\p{L}\p{M}\p{N}?$€£¥%]+$/gu, '')
  const runs = diffTokens(normaliseWording(said), quote, (a, b) => a.text === b.text || normalForm(a.text) === normalForm(b.text))
  return runs.map(({ op, tokens }) => ({ op, text: tokens.map(({ text }) => text).join('') }))
}

function normalForm(token: string): string {
  const { words } = tokensOf(token)
  return words.length === 0 ? token : words.join(' ')
}

const CANDIDATES = 4

/** Where the quote would begin in the source if its words stood there, by the votes of its words. */
function likelyStarts({ ids: source, from, places }: SourceIndex, ids: QuoteIds, weights: readonly number[]): number[] {
  const slack = Math.max(2, Math.ceil(ids.length / 4))
  const shift = ids.length
  const votes = new Float32Array(source.length + 2 * ids.length + 1)
  for (const [offset, id] of ids.entries()) {
    if (id === undefined) continue
    const weight = weights[offset] ?? 0
    for (let index = from[id] ?? 0; index < (from[id + 1] ?? 0); index += 1) {
      const diagonal = (places[index] ?? 0) - offset + shift
      votes[diagonal] = (votes[diagonal] ?? 0) + weight
    }
  }
  // What words left out or put in have moved a little still counts for the same place.
  const width = 2 * slack + 1
  let sum = 0
  const best: { start: number; sum: number }[] = []
  for (let at = 0; at < votes.length; at += 1) {
    sum += votes[at] ?? 0
    if (at >= width) sum -= votes[at - width] ?? 0
    const least = best.length < CANDIDATES ? 0 : (best.at(-1)?.sum ?? 0)
    if (sum <= least + 1e-6) continue
    const start = at - slack - shift
    const rival = best.findIndex((other) => Math.abs(other.start - start) <= width)
    if (rival !== -1) {
      if ((best[rival]?.sum ?? 0) >= sum) continue
      best.splice(rival, 1)
    }
    best.push({ start, sum })
    best.sort((a, b) => b.sum - a.sum)
    best.length = Math.min(best.length, CANDIDATES)
  }
  return best.map(({ start }) => start)
}

interface Alignment {
  /** Of the source's words, half-open. */
  start: number
  end: number
  /** Words changed, left out or put in. */
  cost: number
  /** Words that agree, which of the quote's they are, and what they weigh. */
  same: number
  agreed: number[]
  matched: number
  /** How unlikely the words that agree are. */
  bits: number
}

/** The quote whole against a stretch of the source around a start, both ends of which are free. */
function align(source: SourceIndex, ids: QuoteIds, weights: readonly number[], start: number): Alignment | null {
  const slack = Math.max(3, Math.ceil(ids.length / 2))
  const low = Math.max(0, start - slack)
  const high = Math.min(source.ids.length, start + ids.length + 2 * slack)
  const width = high - low + 1
  if (width < 2) return null
  const rows = ids.length + 1
  const cost = new Uint16Array(rows * width)
  for (let row = 1; row < rows; row += 1) {
    cost[row * width] = row
    for (let column = 1; column < width; column += 1) {
      const isSame = ids[row - 1] !== undefined && source.ids[low + column - 1] === ids[row - 1]
      const above = (row - 1) * width + column
      cost[row * width + column] = Math.min((cost[above - 1] ?? 0) + (isSame ? 0 : 1), (cost[above] ?? 0) + 1, (cost[row * width + column - 1] ?? 0) + 1)
    }
  }
  return traced({ ids, weights, bits: ids.map((id) => bitsOf(source, id)), cost, width, source: source.ids, low })
}

interface Table {
  ids: QuoteIds
  weights: readonly number[]
  bits: readonly number[]
  cost: Uint16Array
  width: number
  source: Uint32Array
  low: number
}

function traced({ ids, weights, bits, cost, width, source, low }: Table): Alignment | null {
  const last = ids.length * width
  // Of equals the longest: a last word that was changed is changed, not put in.
  let column = 0
  for (let at = 1; at < width; at += 1) if ((cost[last + at] ?? 0) <= (cost[last + column] ?? 0)) column = at
  const found: Alignment = { start: low + column, end: low + column, cost: cost[last + column] ?? 0, same: 0, agreed: [], matched: 0, bits: 0 }
  let row = ids.length
  while (row > 0 && column > 0) {
    const here = cost[row * width + column] ?? 0
    const isSame = ids[row - 1] !== undefined && source[low + column - 1] === ids[row - 1]
    if (isSame && here === (cost[(row - 1) * width + column - 1] ?? 0)) {
      found.same += 1
      found.agreed.push(row - 1)
      found.matched += weights[row - 1] ?? 0
      found.bits += bits[row - 1] ?? 0
      row -= 1
      column -= 1
    } else if (here === (cost[(row - 1) * width + column - 1] ?? 0) + 1) {
      row -= 1
      column -= 1
    } else if (here === (cost[(row - 1) * width + column] ?? 0) + 1) row -= 1
    else column -= 1
  }
  found.start = low + column
  return found.start < found.end ? found : null
}
