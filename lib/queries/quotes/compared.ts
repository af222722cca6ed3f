/**
 * Comparing quotes with evidence, each text made ready once. The gate compares at every look at an article, and
 * what it compares seldom changes: both are pure functions of their texts, so what is kept can never be wrong.
 */
import { compareQuote, compareUnpaired, type QuoteComparison } from '#lib/domain/quotes/compare-quote.ts'
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

/** `missing` is the mark that the quotation has lost, if it has lost one (CL-8n). */
export function compared(text: string, { quote, missing }: { quote: string; missing: 'opening' | 'closing' | null }): QuoteComparison {
  const { index, byQuote } = entryOf(text)
  const key = `${missing ?? ''} ${quote}`
  const before = byQuote.get(key)
  if (before) return before
  const found = missing === null ? compareQuote(index, quote) : compareUnpaired(index, quote, missing)
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
