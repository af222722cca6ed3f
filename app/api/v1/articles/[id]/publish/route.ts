import { OPERATIONS } from '#lib/api/operations.ts'
import { getPublication } from '#lib/queries/publications/get-publication.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.publishArticle, async ({ ctx, params, body }) => {
  const { publicationId } = await publishArticle(ctx, { articleId: params.id, ...body })
  const publication = await getPublication(ctx, publicationId)
  return { body: publication, headers: { location: publication.url } }
})
