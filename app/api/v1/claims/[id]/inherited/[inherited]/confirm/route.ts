import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { confirmInherited } from '#lib/services/library/confirm-inherited.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.confirmInherited, async ({ ctx, params, body }) => {
  await confirmInherited(ctx, { claimId: params.id, inheritedId: params.inherited, ...body })
  return { body: await getClaim(ctx, params.id), location: `/claims/${params.id}` }
})
