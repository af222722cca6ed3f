import { z } from 'zod'
import type { ArticleListItem, ArticlesQuery } from '#lib/api/schemas/articles.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import { claimState } from '#lib/domain/claims/state.ts'
import { CHECKING_RULES, factsOf } from '../claims/claim-rows.ts'
import { loadClaims } from '../claims/load-claims.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { personRefs } from '../people/person-refs.ts'
import { desksOf } from '../review/load-article.ts'
import { loadDueFor, mayAwait } from '../review/due-sign-offs.ts'
import { claimCounts } from './claim-counts.ts'

/** The articles of the actor's desks, last changed first. */
export async function listArticles(ctx: QueryContext, { limit, cursor, stage, deskId, awaits }: ArticlesQuery): Promise<Page<ArticleListItem>> {
  const { actor, db } = ctx
  const before = decodeCursor('articles', cursor, [z.iso.datetime(), z.uuid()])
  const seen = desksOf(actor).filter((id) => deskId === undefined || id === deskId)
  const beyond = before ? { OR: [{ updatedAt: { lt: before[0] } }, { updatedAt: before[0], id: { lt: before[1] } }] } : {}
  const found = await db.article.findMany({
    where: { AND: [{ deskId: { in: seen }, ...(stage && { stage }) }, awaits ? mayAwait(actor, seen) : {}, beyond] },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: {
      id: true,
      slug: true,
      title: true,
      stage: true,
      createdById: true,
      awaits: true,
      createdAt: true,
      updatedAt: true,
      desk: { select: { id: true, name: true, ...CHECKING_RULES } },
    },
  })
  const claims = await loadClaims(db, ...found.map(({ id }) => id))
  const rows = found.map((row) => ({ ...row, claims: claims.filter(({ articleId }) => articleId === row.id) }))
  const personRef = await personRefs(
    db,
    rows.map((row) => row.createdById),
  )
  const dueOf = await loadDueFor(ctx, rows)
  const page = pageOf('articles', rows, limit, {
    item: ({ desk, claims, createdById, createdAt, updatedAt, awaits: _awaits, ...row }): ArticleListItem => ({
      ...row,
      awaitsMe: dueOf(row.id),
      desk: { id: desk.id, name: desk.name },
      createdBy: personRef(createdById),
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
      counts: claimCounts(claims.map((claim) => claimState(factsOf(claim, desk)))),
    }),
    key: ({ updatedAt, id }) => [updatedAt.toISOString(), id],
  })
  return awaits ? { ...page, items: page.items.filter(({ awaitsMe }) => awaitsMe.length > 0) } : page
}
