/**
 * CL-9: spans worth checking, proposed with the reason. Rules only: nothing here says whether anything is true, and
 * nothing is tagged without a person.
 */
import type { ClaimKind } from '#lib/domain/claims/terms.ts'
import { outerQuotations, type Quotation, type Stretch } from '#lib/domain/quotes/quotations.ts'
import { splitSentences } from './sentences.ts'
import { findSigns, lowerCase, type Sign } from './signs.ts'
import { REASONS, type Reason } from './words.ts'

export interface Suggestion extends Stretch {
  /** Most telling first, each once. */
  reasons: readonly Reason[]
  /** What it would be tagged as. */
  kind: ClaimKind
  /** What it is proposed for, in text order. */
  signs: readonly Sign[]
}

/** In text order, offsets into `text`. Whole sentences, those that one quotation holds as one; and in them each quotation that is not nearly all they say. */
export function suggest(text: string): Suggestion[] {
  const quotations = /["'“”„‟«»‘’‚‹›]/.test(text) ? outerQuotations(text).filter((quotation) => isTelling(text, quotation)) : []
  const lower = lowerCase(text)
  const suggestions: Suggestion[] = []
  const sentences = splitSentences(text)
  let next = 0
  for (let at = 0; at < sentences.length; at += 1) {
    const { from = 0, to: end = 0 } = sentences[at] ?? {}
    const inside: Quotation[] = []
    let to = end
    for (; next < quotations.length && (quotations[next]?.from ?? 0) < to; next += 1) {
      const quotation = quotations[next]
      if (!quotation || quotation.from < from) continue
      inside.push(quotation)
      // What goes on inside the quotation is no sentence of its own, unless it goes on over paragraphs.
      if (text.slice(quotation.from, quotation.to).includes('\n')) continue
      for (; (sentences[at + 1]?.from ?? quotation.to) < quotation.to; at += 1) to = sentences[at + 1]?.to ?? to
    }
    suggestions.push(...inSentence({ text, lower }, { from, to }, inside))
  }
  return suggestions
}

/** A quotation is tagged with or without its marks, and the full stop or space that stands inside them. */
const QUOTE_EDGE = 2

/**
 * Those that still ask for something, most telling first: what stands under a claim already is no reason any more.
 * `tagged` are the stretches of the text that lie under a claim.
 */
export function openSuggestions(suggestions: readonly Suggestion[], tagged: readonly Stretch[]): Suggestion[] {
  const open = suggestions.flatMap((suggestion) => {
    const signs = suggestion.signs.filter(({ reason, ...sign }) => {
      const edge = reason === 'quote' ? QUOTE_EDGE : 0
      return !tagged.some(({ from, to }) => from <= sign.from + edge && to >= sign.to - edge)
    })
    return signs.length === 0 ? [] : [suggestionOf(suggestion, signs)]
  })
  return open.toSorted((a, b) => telling(b) - telling(a) || a.from - b.from)
}

/** How much speaks for it: the strongest reason decides, each further one adds a little. */
export function telling({ reasons }: Pick<Suggestion, 'reasons'>): number {
  const strongest = reasons[0] === undefined ? REASONS.length : REASONS.indexOf(reasons[0])
  return (REASONS.length - strongest) * REASONS.length + reasons.length
}

function inSentence({ text, lower }: { text: string; lower: string }, sentence: Stretch, quotations: readonly Quotation[]): Suggestion[] {
  const signs = findSigns(lower, sentence)
  if (quotations.length === 0) return signs.length === 0 ? [] : [suggestionOf(withoutFullStop(text, sentence), signs)]
  const quoted = quotations.map(({ from, to }): Sign => ({ reason: 'quote', from, to }))
  const around = signs.filter((sign) => !quotations.some(({ from, to }) => sign.from >= from && sign.to <= to))
  const end = Math.max(sentence.to, ...quotations.map(({ to }) => to))
  const share = quotations.reduce((sum, { from, to }) => sum + to - from, 0) / (end - sentence.from)
  if (isOneThing(around, share)) {
    return [suggestionOf(withoutFullStop(text, { from: sentence.from, to: end }), [...quoted, ...around].toSorted(byPlace))]
  }
  return [suggestionOf(withoutFullStop(text, sentence), around), ...quoted.map((sign) => suggestionOf(sign, [sign]))]
}

/**
 * "Putin stated, “…”": who said it, when, and what was said are one thing to check; so is a sentence that is little
 * else than its quotation. The same words twice would be two decisions about one thing.
 */
function isOneThing(around: readonly Sign[], share: number): boolean {
  if (share >= NEARLY_ALL || around.every(({ reason }) => reason === 'attribution')) return true
  return share >= GOOD_PART && around.every(({ reason }) => reason === 'attribution' || reason === 'date')
}

/** Of a sentence's length, what its quotations take up. */
const NEARLY_ALL = 0.8
const GOOD_PART = 1 / 3

const KIND: { [R in Reason]: ClaimKind } = {
  quote: 'quote',
  figure: 'figure',
  allegation: 'legal',
  date: 'date',
  ordinal: 'figure',
  superlative: 'other',
  absolute: 'other',
  comparison: 'other',
  attribution: 'attribution',
  causal: 'other',
  event: 'event',
}

function suggestionOf({ from, to }: Stretch, signs: readonly Sign[]): Suggestion {
  const reasons = REASONS.filter((reason) => signs.some((sign) => sign.reason === reason))
  return { from, to, reasons, kind: KIND[reasons[0] ?? 'event'], signs }
}

/** A quotation of one word is rather a word held at a distance. */
function isTelling(text: string, { from, to }: Quotation): boolean {
  return /\S\s+\S/.test(text.slice(from, to))
}

function withoutFullStop(text: string, { from, to }: Stretch): Stretch {
  return { from, to: text[to - 1] === '.' && text[to - 2] !== '.' && !/\.\p{L}\.$/u.test(text.slice(Math.max(from, to - 4), to)) ? to - 1 : to }
}

function byPlace(a: Sign, b: Sign): number {
  return a.from - b.from
}
