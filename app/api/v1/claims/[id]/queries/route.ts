import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { askAuthor } from '#lib/services/author-queries/ask-author.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.askAuthor, async ({ ctx, params, body }) => {
  await askAuthor(ctx, { claimId: params.id, ...body })
  return { body: await getClaim(ctx, params.id), location: `/claims/${params.id}` }
})
