/**
 * Comparing quotes with evidence, each text made ready once. The gate compares at every look at an article, and
 * what it compares seldom changes: both are pure functions of their texts, so what is kept can never be wrong.
 */
import { compareQuote, compareUnpaired, type QuoteComparison } from '#lib/domain/quotes/compare-quote.ts'
import { compareCut, type CutQuotation } from '#lib/domain/quotes/cut-quotation.ts'
import { indexSource, type SourceIndex } from '#lib/domain/quotes/source-index.ts'

interface Known {
  index: SourceIndex
  byQuote: Map<string, QuoteComparison>
}

/** Texts, and quotes a text, that a process keeps at most; the longest unused goes first. */
const MOST_TEXTS = 48
const MOST_QUOTES = 200
const known = new Map<string, Known>()

export function indexed(text: string): SourceIndex {
  return entryOf(text).index
}

interface ComparedQuote {
  quote: string
  /** The mark that the quotation has lost, if it has lost one (CL-8n). */
  missing: 'opening' | 'closing' | null
  /** The quotation of which it is a part (CL-8u); null for a whole one. */
  cutFrom: CutQuotation | null
  /** Who may have said it (CL-8v). */
  speakers: readonly string[]
}

export function compared(text: string, { quote, missing, cutFrom, speakers }: ComparedQuote): QuoteComparison {
  const { index, byQuote } = entryOf(text)
  const key = JSON.stringify([missing, quote, cutFrom, speakers])
  const before = byQuote.get(key)
  if (before) return before
  const compare = (words: string) => (missing === null ? compareQuote(index, words, speakers) : compareUnpaired(index, words, missing, speakers))
  const found = cutFrom ? compareCut(quote, cutFrom, { compare, missing }) : compare(quote)
  if (byQuote.size >= MOST_QUOTES) byQuote.clear()
  byQuote.set(key, found)
  return found
}

function entryOf(text: string): Known {
  const entry = known.get(text) ?? { index: indexSource(text), byQuote: new Map() }
  known.delete(text)
  known.set(text, entry)
  const [oldest] = known.keys()
  if (known.size > MOST_TEXTS && oldest !== undefined) known.delete(oldest)
  return entry
}
