import type { ArticleRecordQuery, AuditEventDto } from '#lib/api/schemas/review.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { QueryContext } from '../context.ts'
import { visibleArticle } from '../review/load-article.ts'
import { readChain, readShown } from './chain.ts'
import { blindClaims, withholdRows } from './withheld.ts'

/**
 * The chain of an article: a page of it, or all of it without a limit, without what the reader may not know (RE-9f). Of
 * one claim or one kind, rows that are withheld are left out: that they are of it would be told by their being there.
 */
export async function listRecord(
  { actor, db }: QueryContext,
  articleId: string,
  { claim, ...query }: Partial<Omit<ArticleRecordQuery, 'format'>> = {},
): Promise<Page<AuditEventDto>> {
  const article = await visibleArticle(db, actor, articleId)
  if (!can(actor, 'article.record', article)) throw new AppError('forbidden')
  const seen = async (rows: AuditEventDto[]) => await withholdRows({ actor, db }, article, rows)
  if (claim === undefined && query.kind === undefined) {
    const page = await readChain(db, articleId, query)
    return { ...page, items: await seen(page.items) }
  }
  const subject = claim === undefined ? {} : { subject: `claim:${claim}` }
  return await readShown(db, articleId, { ...query, ...subject }, async (rows) => (await seen(rows)).filter(({ withheld }) => withheld !== true))
}

/** All that the article ever had, by number, for the choice of one. */
export async function claimsInRecord({ actor, db }: QueryContext, articleId: string): Promise<{ id: string; number: number; removed: boolean }[]> {
  await visibleArticle(db, actor, articleId)
  const rows = await db.claim.findMany({ where: { articleId }, orderBy: { number: 'asc' }, select: { id: true, number: true, removedAt: true } })
  return rows.map(({ id, number, removedAt }) => ({ id, number, removed: removedAt !== null }))
}

/** The claims of which the record withholds from the person what was found, by number. */
export async function claimsWithheld({ actor, db }: QueryContext, articleId: string): Promise<{ id: string; number: number }[]> {
  const blind = await blindClaims({ actor, db }, await visibleArticle(db, actor, articleId))
  return [...blind].map(([id, number]) => ({ id, number }))
}

/** All of it as a file, to be verified elsewhere. */
export async function exportRecord(ctx: QueryContext, articleId: string): Promise<{ slug: string; rows: AuditEventDto[] }> {
  const { items } = await listRecord(ctx, articleId)
  const { slug } = await visibleArticle(ctx.db, ctx.actor, articleId)
  return { slug, rows: items }
}
