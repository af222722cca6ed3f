import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listClaims } from '#lib/queries/claims/list-claims.ts'
import { pageByNumber } from '#lib/queries/cursor.ts'
import { tagClaim } from '#lib/services/claims/tag-claim.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listClaims, async ({ ctx, params, query }) => ({
  body: pageByNumber(`claims of ${params.id}`, await listClaims(ctx, params.id), query),
}))

export const POST = route(OPERATIONS.tagClaim, async ({ ctx, params, body }) => {
  const { claimId } = await tagClaim(ctx, { articleId: params.id, ...body })
  return { body: await getClaim(ctx, claimId), location: `/claims/${claimId}` }
})
