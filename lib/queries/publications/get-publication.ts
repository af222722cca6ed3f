import type { PublicationDto } from '#lib/api/schemas/review.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { QueryContext } from '../context.ts'
import { personRefs } from '../people/person-refs.ts'

/** Throws `not-found` for a publication of an article that the actor may not see. */
export async function getPublication({ actor, db }: QueryContext, publicationId: string): Promise<PublicationDto> {
  const row = await db.publication.findUnique({
    where: { id: publicationId },
    select: {
      id: true,
      articleId: true,
      number: true,
      kind: true,
      contentHash: true,
      claimSetHash: true,
      note: true,
      breakGlassReason: true,
      publishedById: true,
      publishedAt: true,
      article: { select: { slug: true, deskId: true, stage: true } },
    },
  })
  if (!row || !can(actor, 'article.read', row.article)) throw new AppError('not-found')
  const { article, breakGlassReason, publishedById, publishedAt, ...rest } = row
  const personRef = await personRefs(db, [publishedById])
  return {
    ...rest,
    breakGlass: breakGlassReason !== null,
    publishedBy: personRef(publishedById),
    publishedAt: publishedAt.toISOString(),
    url: `/p/${article.slug}`,
  }
}
