/**
 * A selection as the words that the server is to find again. The server reads the document at its newest head,
 * perhaps already changed by others, so it gets the words and their surroundings and no positions.
 */
import type { Node } from '@tiptap/pm/model'
import { copyOf } from '#lib/editor/copy-text.ts'
import { findQuote, readContext } from '#lib/editor/find-quote.ts'

export interface SelectionQuote {
  quote: string
  prefix: string
  suffix: string
  /** Set only when words and surroundings together stand in several places. */
  occurrence?: number
}

/** Null when the range holds no copy: nothing but white space, or only an editorial note. */
export function quoteOfRange(doc: Node, from: number, to: number): SelectionQuote | null {
  const copy = copyOf(doc)
  const start = copy.offsetOf(from)
  const selected = copy.text.slice(start, copy.offsetOf(to))
  if (selected.trim() === '') return null
  const begin = start + selected.length - selected.trimStart().length
  const range = { from: copy.posOfStart(begin), to: copy.posOfEnd(begin + selected.trim().length) }
  const { wording, prefix, suffix } = readContext(doc, range)
  const quote = { quote: wording, prefix, suffix }
  const found = findQuote(doc, quote)
  if (found.kind === 'found' && found.range.from === range.from) return quote
  return { ...quote, occurrence: occurrenceAt(doc, wording, range.from) }
}

function occurrenceAt(doc: Node, quote: string, from: number): number {
  for (let occurrence = 1; ; occurrence++) {
    const found = findQuote(doc, { quote, occurrence })
    if (found.kind !== 'found' || found.range.from >= from) return occurrence
  }
}
