import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { inheritVerdict } from '#lib/services/library/inherit-verdict.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.inheritVerdict, async ({ ctx, params, body }) => {
  await inheritVerdict(ctx, { claimId: params.id, ...body })
  return { body: await getClaim(ctx, params.id), location: `/claims/${params.id}` }
})
