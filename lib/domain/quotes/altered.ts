/** CL-8: what the comparisons of one quote come to for publication. */
import type { NoClearance } from '#lib/domain/evidence/counting-text.ts'
import { STANDS, type QuoteResult } from './compare-quote.ts'

export interface QuoteFinding {
  evidenceId: string
  result: QuoteResult
  /** Why the source clears nothing; null when it does. */
  cannotClear: NoClearance | null
}

/**
 * The sources that have the quote in other words, when none has it as it stands. A translated quote may rightly
 * differ from one source and stand in another; then nothing is open, unless that other is none that clears (CL-8i, CL-8o). `accepted` are sources whose other words
 * somebody has accepted with a reason.
 */
export function alteredIn(findings: readonly QuoteFinding[], accepted: ReadonlySet<string>): string[] {
  if (findings.some(({ result, cannotClear }) => cannotClear === null && STANDS.has(result))) return []
  return findings.flatMap(({ evidenceId, result }) => (result === 'altered' && !accepted.has(evidenceId) ? [evidenceId] : []))
}
