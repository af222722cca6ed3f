import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { confirmPastedClaim } from '#lib/services/pasted-claims/confirm-pasted-claim.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.confirmPastedClaim, async ({ ctx, params }) => {
  const { claimId } = await confirmPastedClaim(ctx, { pastedId: params.id })
  return { body: await getClaim(ctx, claimId), location: `/claims/${claimId}` }
})
