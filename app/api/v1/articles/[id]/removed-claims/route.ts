import { OPERATIONS } from '#lib/api/operations.ts'
import { listRemovedClaims } from '#lib/queries/claims/list-removed-claims.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listRemovedClaims, async ({ ctx, params, query }) => ({
  body: await listRemovedClaims(ctx, { articleId: params.id, ...query }),
}))
