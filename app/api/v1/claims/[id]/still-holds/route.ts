import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { stillHolds } from '#lib/services/verdicts/still-holds.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.stillHolds, async ({ ctx, params, body }) => {
  await stillHolds(ctx, { claimId: params.id, ...body })
  return { body: await getClaim(ctx, params.id) }
})
