import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { replyToQuery } from '#lib/services/author-queries/reply-to-query.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.replyToQuery, async ({ ctx, params, body }) => {
  const { claimId } = await replyToQuery(ctx, { queryId: params.id, ...body })
  return { body: await getClaim(ctx, claimId), location: `/claims/${claimId}` }
})
