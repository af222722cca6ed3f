import { OPERATIONS } from '#lib/api/operations.ts'
import { listPastedClaims } from '#lib/queries/pasted-claims/list-pasted-claims.ts'
import { offerPastedClaims } from '#lib/services/pasted-claims/offer-pasted-claims.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listPastedClaims, async ({ ctx, params }) => ({ body: await listPastedClaims(ctx, params.id) }))

export const POST = route(OPERATIONS.offerPastedClaims, async ({ ctx, params, body }) => {
  await offerPastedClaims(ctx, { articleId: params.id, ...body })
  return { body: await listPastedClaims(ctx, params.id) }
})
