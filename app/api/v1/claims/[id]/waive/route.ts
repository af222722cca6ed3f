import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { waiveClaim } from '#lib/services/claims/waive-claim.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.waiveClaim, async ({ ctx, params, body }) => {
  const { claimId } = await waiveClaim(ctx, { claimId: params.id, ...body })
  return { body: await getClaim(ctx, claimId), location: `/claims/${claimId}` }
})
