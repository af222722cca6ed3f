import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { moveEdges } from '#lib/services/claims/move-edges.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.moveClaimEdges, async ({ ctx, params, body }) => {
  const { claimId } = await moveEdges(ctx, { claimId: params.id, ...body })
  return { body: await getClaim(ctx, claimId) }
})
