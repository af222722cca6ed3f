/** The state of all claims of an article in one hash: what a sign-off names beside the hash of the copy (RE-4). */
import { canonicalJson } from '#lib/domain/canonical-json.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'
import { isWaived, outcomeOf, type ClaimFacts } from './state.ts'
import type { ClaimKind } from './terms.ts'

export interface ClaimSetMember extends ClaimFacts {
  number: number
  kind: ClaimKind
}

/**
 * sha256 of `"stet-claims-v1\n"` and the RFC 8785 text of the claims by number, removed ones left out, each as
 * `{number, kind, wordingHash, verdict, waived, detached}`; `verdict` is what the counting verdicts come to, or null.
 */
export function claimSetHash(claims: readonly ClaimSetMember[]): string {
  const set = claims
    .toSorted((a, b) => a.number - b.number)
    .map((claim) => ({
      number: claim.number,
      kind: claim.kind,
      wordingHash: claim.wordingHash,
      verdict: outcomeOf(claim),
      waived: isWaived(claim),
      detached: claim.detached,
    }))
  return sha256Hex(`stet-claims-v1\n${canonicalJson(set)}`)
}
