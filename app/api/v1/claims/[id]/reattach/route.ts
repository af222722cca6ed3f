import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { reattachClaim } from '#lib/services/claims/reattach-claim.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.reattachClaim, async ({ ctx, params, body }) => {
  const { claimId } = await reattachClaim(ctx, { claimId: params.id, ...body })
  return { body: await getClaim(ctx, claimId) }
})
