/** The row of an article with what every decision about it needs. */
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'

export const ARTICLE_SELECT = {
  id: true,
  slug: true,
  title: true,
  stage: true,
  awaits: true,
  legalFlag: true,
  legalFlagByLegal: true,
  legalFlaggedById: true,
  deskId: true,
  createdById: true,
  desk: { select: { id: true, name: true, fourEyes: true, secondCheck: true, timeZone: true, verdictDays: true, learnedOrder: true } },
} as const

export type ArticleRow = NonNullable<Awaited<ReturnType<typeof findArticle>>>

export async function findArticle(db: Tx, articleId: string) {
  return await db.article.findUnique({ where: { id: articleId }, select: ARTICLE_SELECT })
}

/** The article, if the person may see it; else it does not exist for them. */
export async function visibleArticle(db: Tx, actor: Actor, articleId: string): Promise<ArticleRow> {
  const article = await findArticle(db, articleId)
  if (!article || !can(actor, 'article.read', article)) throw new AppError('not-found')
  return article
}

/** Desks on which the person holds any role. */
export function desksOf(actor: Actor): string[] {
  return Object.keys(actor.roles).filter((deskId) => can(actor, 'article.read', { deskId, stage: 'draft' }))
}
