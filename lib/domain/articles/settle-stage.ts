/** RE-3: the stages that follow from facts. */
import { isBlocking } from '#lib/domain/claims/state.ts'
import type { ClaimState } from '#lib/domain/claims/terms.ts'
import { isPublic, type MovableStage, type Stage } from './stages.ts'

export interface StageFacts {
  stage: Stage
  claims: readonly { state: ClaimState }[]
  /** Nothing is open at the gate: the final sign-off holds. */
  approved: boolean
}

/**
 * The stage that the facts give. A draft stays one until a person moves it or it is approved; what readers have
 * keeps its stage whatever is edited behind it.
 */
export function settleStage({ stage, claims, approved }: StageFacts): Stage {
  if (isPublic(stage)) return stage
  if (approved) return stage === 'scheduled' ? 'scheduled' : 'approved'
  if (stage === 'draft') return 'draft'
  if (claims.some(({ state }) => isBlocking(state))) return 'checking'
  return claims.length === 0 && stage === 'checking' ? 'checking' : 'ready'
}

/** Why a person may not move the article there now; null when they may. */
export function refuseMove(to: MovableStage, { stage, claims }: Pick<StageFacts, 'stage' | 'claims'>): string | null {
  if (isPublic(stage)) return 'Readers have this article already: make a correction, or withdraw it.'
  if (to === 'ready' && claims.some(({ state }) => isBlocking(state)))
    return 'Some claims are still open: clear them first, and the article is ready by itself.'
  return null
}
