import { CLAIM_STATE_LOOK } from '#components/ui/state-badge.tsx'
import type { Tone } from '#components/ui/tone.ts'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'

/** Whether publication waits for it although it is verified or waived. */
export function isHeldUp({ blocking, quoteAltered }: Pick<ClaimDto, 'blocking' | 'quoteAltered'>): boolean {
  return quoteAltered && !blocking
}

/** As its state has it, and a warning where that alone would say that all is well. */
export function claimTone(claim: Pick<ClaimDto, 'state' | 'blocking' | 'quoteAltered'>): Tone {
  return isHeldUp(claim) ? 'warn' : CLAIM_STATE_LOOK[claim.state].tone
}
