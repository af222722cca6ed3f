import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { proposeWording } from '#lib/services/wording-proposals/propose-wording.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.proposeWording, async ({ ctx, params, body }) => {
  await proposeWording(ctx, { claimId: params.id, ...body })
  return { body: await getClaim(ctx, params.id), location: `/claims/${params.id}` }
})
