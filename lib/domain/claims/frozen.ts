/** RE-6: the claims of an article as they were at the moment of a publication. */
import { claimState, countingVerdicts, isWaived, type ClaimFacts } from './state.ts'
import type { ClaimKind, ClaimState, VerdictValue } from './terms.ts'

export interface FrozenClaim {
  id: string
  number: number
  kind: ClaimKind
  wording: string
  wordingHash: string
  state: ClaimState
  waived: boolean
  /** Those that counted, oldest first; times in ISO 8601. */
  verdicts: { id: string; checkerId: string; verdict: VerdictValue; stillHolds: boolean; at: string }[]
}

export function freezeClaim(claim: { id: string; kind: ClaimKind; number: number; wording: string }, facts: ClaimFacts): FrozenClaim {
  return {
    id: claim.id,
    number: claim.number,
    kind: claim.kind,
    wording: claim.wording,
    wordingHash: facts.wordingHash,
    state: claimState(facts),
    waived: isWaived(facts),
    verdicts: countingVerdicts(facts).map(({ id, checkerId, verdict, confirmsId, at }) => ({
      id,
      checkerId,
      verdict,
      stillHolds: confirmsId !== null,
      at: at.toISOString(),
    })),
  }
}
