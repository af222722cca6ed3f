import type { Stage } from '#lib/api/schemas/articles.ts'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'

export type NoVerdict = 'noClaim' | 'withdrawn' | 'detached' | 'fourEyes' | 'assign' | 'discuss'

/** Why this person gives no verdict on the open claim, and what they can do instead; null where they do. */
export function whyNoVerdict(claim: ClaimDto | undefined, stage: Stage): NoVerdict | null {
  if (!claim) return 'noClaim'
  const { giveVerdict, giveVerdictBlocked, assign } = claim.abilities
  if (giveVerdict) return null
  if (stage === 'withdrawn') return 'withdrawn'
  if (claim.state === 'detached') return 'detached'
  if (giveVerdictBlocked === 'four-eyes') return 'fourEyes'
  return assign ? 'assign' : 'discuss'
}
