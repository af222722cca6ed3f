import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.getClaim, async ({ ctx, params }) => ({ body: await getClaim(ctx, params.id) }))

export const PATCH = route(OPERATIONS.updateClaim, async ({ ctx, params, body }) => {
  const { claimId } = await updateClaim(ctx, { claimId: params.id, ...body })
  return { body: await getClaim(ctx, claimId) }
})

export const DELETE = route(OPERATIONS.removeClaim, async ({ ctx, params, body }) => {
  await removeClaim(ctx, { claimId: params.id, ...body })
  return { body: undefined }
})
