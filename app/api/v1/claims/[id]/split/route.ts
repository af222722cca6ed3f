import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { splitClaim } from '#lib/services/claims/split-claim.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.splitClaim, async ({ ctx, params, body }) => {
  const { claimId } = await splitClaim(ctx, { claimId: params.id, ...body })
  return { body: await getClaim(ctx, claimId), location: `/claims/${claimId}` }
})
