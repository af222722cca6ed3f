import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { acceptSuggestion } from '#lib/services/suggestions/accept-suggestion.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.acceptSuggestion, async ({ ctx, params, body }) => {
  const { claimId } = await acceptSuggestion(ctx, { articleId: params.id, ...body })
  return { body: await getClaim(ctx, claimId), location: `/claims/${claimId}` }
})
