import { countingVerdicts, toConfirm, type ClaimFacts } from '#lib/domain/claims/state.ts'
import type { VerdictValue } from '#lib/domain/claims/terms.ts'

/**
 * CL-10o: whether a verdict holds where it was given, by the facts there on its words: nobody has found otherwise since,
 * and nothing that everybody may read leaves it to be confirmed. Of what is confidential there nothing is told.
 */
export function holdsThere(facts: ClaimFacts, verdict: VerdictValue): boolean {
  const why = toConfirm(facts)
  return countingVerdicts(facts).every((given) => given.verdict === verdict) && (why === null || why === 'unseen')
}
