import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { closeQuery } from '#lib/services/author-queries/close-query.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.closeQuery, async ({ ctx, params }) => {
  const { claimId } = await closeQuery(ctx, { queryId: params.id })
  return { body: await getClaim(ctx, claimId) }
})
