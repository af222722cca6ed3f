import { OPERATIONS } from '#lib/api/operations.ts'
import { getPublication } from '#lib/queries/publications/get-publication.ts'
import { correctArticle } from '#lib/services/publications/correct-article.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.correctArticle, async ({ ctx, params, body }) => {
  const { publicationId } = await correctArticle(ctx, { articleId: params.id, ...body })
  const publication = await getPublication(ctx, publicationId)
  return { body: publication, headers: { location: publication.url } }
})
