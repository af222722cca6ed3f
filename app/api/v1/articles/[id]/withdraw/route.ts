import { OPERATIONS } from '#lib/api/operations.ts'
import { getPublication } from '#lib/queries/publications/get-publication.ts'
import { withdrawArticle } from '#lib/services/publications/withdraw-article.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.withdrawArticle, async ({ ctx, params, body }) => {
  const { publicationId } = await withdrawArticle(ctx, { articleId: params.id, ...body })
  const publication = await getPublication(ctx, publicationId)
  return { body: publication, headers: { location: publication.url } }
})
