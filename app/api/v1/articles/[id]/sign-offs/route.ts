import { OPERATIONS } from '#lib/api/operations.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { giveSignOff } from '#lib/services/review/give-sign-off.ts'
import { one } from '#lib/web/one.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.giveSignOff, async ({ ctx, params, body }) => {
  const { signOffId } = await giveSignOff(ctx, { articleId: params.id, ...body })
  const { signOffs } = await getReview(ctx, params.id)
  return { body: one(signOffs, signOffId), location: `/articles/${params.id}/review` }
})
