import { OPERATIONS } from '#lib/api/operations.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.getReview, async ({ ctx, params }) => ({ body: await getReview(ctx, params.id) }))
