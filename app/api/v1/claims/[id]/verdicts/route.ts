import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { giveVerdict } from '#lib/services/verdicts/give-verdict.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.giveVerdict, async ({ ctx, params, body }) => {
  await giveVerdict(ctx, { claimId: params.id, ...body })
  return { body: await getClaim(ctx, params.id), location: `/claims/${params.id}` }
})
