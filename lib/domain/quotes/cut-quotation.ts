/**
 * CL-8u: a claim may hold a part of a quotation only. A few words out of it are found anywhere, or nowhere, and say little
 * of whether the quotation is as its source has it; so all of it is compared too, and what differs in the claim's part, or
 * at its edges, counts.
 */
import type { DiffPart } from '#lib/domain/claims/diff.ts'
import { STANDS, type QuoteComparison } from './compare-quote.ts'
import { tokensOf } from './tokens.ts'

/** The quotation that a claim cuts. */
export interface CutQuotation {
  words: string
  /** How many of its words stand before the claim's part. */
  before: number
}

/** What stands by more words than these is not there by chance, whatever else the quotation says. */
const MOST_BY_CHANCE = 5

/** `missing` as of `compareUnpaired`, which may have compared the end or the beginning alone. */
export function compareCut(
  quote: string,
  { words, before }: CutQuotation,
  { compare, missing }: { compare: (words: string) => QuoteComparison; missing: 'opening' | 'closing' | null },
): QuoteComparison {
  const part = compare(quote)
  const count = tokensOf(quote).words.length
  const stands = STANDS.has(part.result)
  if (stands && count > MOST_BY_CHANCE) return part
  const whole = compare(words)
  if (STANDS.has(whole.result)) return stands ? part : whole
  if (part.result === 'altered' || whole.result !== 'altered') return part
  const kept = whole.diff.reduce((sum, { op, text }) => sum + (op === 'removed' ? 0 : tokensOf(text).words.length), 0)
  const from = before - (missing === 'opening' ? tokensOf(words).words.length - kept : 0)
  return differsIn(whole.diff, { from, to: from + count }) ? whole : part
}

/** So few at an end of the quotation are like nothing by themselves; the rest of it says where they belong. */
const FEWEST_ALIKE = 2

/**
 * Whether words were changed, put in or left out there, `from` and `to` counting the quote's words. What stands at an end
 * of the quotation and is mostly other words in the source may not be what it says there in another way.
 */
function differsIn(diff: readonly DiffPart[], { from, to }: { from: number; to: number }): boolean {
  let at = 0
  let differs = false
  const same = { before: 0, within: 0, after: 0 }
  for (const { op, text } of diff) {
    const count = tokensOf(text).words.length
    if (op === 'removed') {
      differs ||= count > 0 && from <= at && at <= to
      continue
    }
    const end = at + count
    const within = Math.max(0, Math.min(to, end) - Math.max(from, at))
    if (op === 'added') differs ||= within > 0
    else {
      same.before += Math.max(0, Math.min(from, end) - at)
      same.within += within
      same.after += Math.max(0, end - Math.max(to, at))
    }
    at = end
  }
  const isInside = same.before > 0 && same.after > 0
  return differs && (isInside || same.within * 2 >= to - from || to - from <= FEWEST_ALIKE)
}
