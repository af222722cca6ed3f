/** CL-8: what the comparisons of one quote come to for publication. */
import type { QuoteResult } from './compare-quote.ts'

export interface QuoteFinding {
  evidenceId: string
  result: QuoteResult
  /** An author of the claim's wording stands for the source, where that counts. */
  byAuthor: boolean
}

const STANDS: ReadonlySet<QuoteResult> = new Set<QuoteResult>(['exact', 'typography', 'elided'])

/**
 * The sources that have the quote in other words, when none has it as it stands. A translated quote may rightly
 * differ from one source and stand in another; then nothing is open, unless it is an author who brought that other (CL-8i). `accepted` are sources whose other words
 * somebody has accepted with a reason.
 */
export function alteredIn(findings: readonly QuoteFinding[], accepted: ReadonlySet<string>): string[] {
  if (findings.some(({ result, byAuthor }) => !byAuthor && STANDS.has(result))) return []
  return findings.flatMap(({ evidenceId, result }) => (result === 'altered' && !accepted.has(evidenceId) ? [evidenceId] : []))
}
