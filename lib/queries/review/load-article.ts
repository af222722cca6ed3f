/** The row of an article with what every decision about it needs. */
import type { Tx } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import { jsonOf } from '../json-rows.ts'

const ARTICLE_SELECT = {
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

export type ArticleRow = Prisma.ArticleGetPayload<{ select: typeof ARTICLE_SELECT }>

/** Of `article` and its `desk` in a statement. */
export const ARTICLE_JSON = jsonOf(ARTICLE_SELECT, 'article', { desk: jsonOf(ARTICLE_SELECT.desk.select, 'desk') })
const FIND = `SELECT ${ARTICLE_JSON} AS row FROM article JOIN desk ON desk.id = article.desk_id WHERE article.id = $1::uuid`

export async function findArticle(db: Tx, articleId: string): Promise<ArticleRow | null> {
  const [found] = await prismaSql(db).query<{ row: ArticleRow }>(FIND, [articleId])
  return found?.row ?? null
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
