import { OPERATIONS } from '#lib/api/operations.ts'
import { getArticle } from '#lib/queries/articles/get-article.ts'
import { listArticles } from '#lib/queries/articles/list-articles.ts'
import { createArticle } from '#lib/services/articles/create-article.ts'
import { readArticleUpload } from '#lib/web/article-upload.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listArticles, async ({ ctx, query }) => ({ body: await listArticles(ctx, query) }))

export const POST = route(OPERATIONS.createArticle, async ({ ctx, body, request }) => {
  const { articleId } = await createArticle(ctx, body ?? (await readArticleUpload(request)))
  return { body: await getArticle(ctx, articleId), location: `/articles/${articleId}` }
})
