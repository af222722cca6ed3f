import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { captureAgain } from '#lib/services/evidence/capture-again.ts'
import { one } from '#lib/web/one.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.captureAgain, async ({ ctx, params, body }) => {
  const { claimId } = await captureAgain(ctx, { evidenceId: params.id, ...body })
  const { evidence } = await getClaim(ctx, claimId)
  return { body: one(evidence, params.id), location: `/claims/${claimId}` }
})
