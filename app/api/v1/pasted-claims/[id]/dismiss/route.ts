import { OPERATIONS } from '#lib/api/operations.ts'
import { listPastedClaims } from '#lib/queries/pasted-claims/list-pasted-claims.ts'
import { dismissPastedClaim } from '#lib/services/pasted-claims/dismiss-pasted-claim.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.dismissPastedClaim, async ({ ctx, params, body }) => {
  const { articleId } = await dismissPastedClaim(ctx, { pastedId: params.id, ...body })
  return { body: await listPastedClaims(ctx, articleId) }
})
