import { OPERATIONS } from '#lib/api/operations.ts'
import { getArticle } from '#lib/queries/articles/get-article.ts'
import { updateArticle } from '#lib/services/articles/update-article.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.getArticle, async ({ ctx, params }) => ({ body: await getArticle(ctx, params.id) }))

export const PATCH = route(OPERATIONS.updateArticle, async ({ ctx, params, body }) => {
  const { articleId } = await updateArticle(ctx, { articleId: params.id, ...body })
  return { body: await getArticle(ctx, articleId) }
})
