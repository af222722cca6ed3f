/** CL-8: for a quote that a source does not have, what the same speaker does say in it. */
import { tellingOf, type SourceIndex } from './source-index.ts'
import { outerQuotations, quotedWords, type Quotation } from './quotations.ts'
import { isSameSpeaker } from './same-speaker.ts'
import { likelySpeaker } from './speaker.ts'
import { tokensOf } from './tokens.ts'

export interface NearQuote {
  /** As the source has it, marks left out. */
  quote: string
  /** As far as it can be told. */
  speaker: string | null
  /** Part of its telling words that the quote shares, 0 to 1. */
  similarity: number
}

const MOST = 3

/** The nearest first; the speaker's own, or of anybody when none can be told or none of theirs is in the source. */
export function nearestQuotes(source: SourceIndex, { quote, speaker }: { quote: string; speaker: string | null }): NearQuote[] {
  const wanted = new Set(tokensOf(quote).words)
  const near = outerQuotations(source.text).map((quotation) => nearQuote(source, quotation, wanted))
  const own = near.filter((one) => one.speaker !== null && speaker !== null && isSameSpeaker(one.speaker, speaker))
  return (own.length > 0 ? own : near.filter(({ similarity }) => similarity > 0)).toSorted((a, b) => b.similarity - a.similarity).slice(0, MOST)
}

function nearQuote(source: SourceIndex, quotation: Quotation, wanted: ReadonlySet<string>): NearQuote {
  const quote = quotedWords(source.text, quotation)
  const { words } = tokensOf(quote)
  const weigh = (list: readonly string[]) => list.reduce((sum, word) => sum + tellingOf(source, source.idOf.get(word)), 0)
  const total = weigh(words)
  const similarity = total === 0 ? 0 : weigh(words.filter((word) => wanted.has(word))) / total
  return { quote, speaker: likelySpeaker(source.text, quotation), similarity }
}
