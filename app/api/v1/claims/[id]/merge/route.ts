import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { mergeClaims } from '#lib/services/claims/merge-claims.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.mergeClaim, async ({ ctx, params, body }) => {
  const { claimId } = await mergeClaims(ctx, { claimId: params.id, ...body })
  return { body: await getClaim(ctx, claimId) }
})
