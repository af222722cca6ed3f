import type { ClaimDto } from '#lib/api/schemas/claims.ts'

/** Of claims that lie over the same words the one with the shortest wording: a larger one can be pressed elsewhere. */
export function smallestClaim(claims: readonly ClaimDto[]): ClaimDto | undefined {
  return claims.toSorted((a, b) => a.wording.length - b.wording.length || b.number - a.number)[0]
}
