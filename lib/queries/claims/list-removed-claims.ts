import { z } from 'zod'
import type { RemovedClaim } from '#lib/api/schemas/claims.ts'
import type { Page, PageQuery } from '#lib/api/schemas/common.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf, rowNumber } from '../cursor.ts'
import { visibleArticle } from '../review/load-article.ts'

const removedData = z.object({ reason: z.string() })
const mergedData = z.object({ otherClaimId: z.string() })

/** CL-6t: the claims that have left an article, the last first, with who took them out and why, from the record. */
export async function listRemovedClaims(
  { actor, db }: QueryContext,
  { articleId, limit, cursor }: PageQuery & { articleId: string },
): Promise<Page<RemovedClaim>> {
  await visibleArticle(db, actor, articleId)
  const before = decodeCursor('removed claims', cursor, [z.iso.datetime(), rowNumber])
  const beyond = before ? { OR: [{ removedAt: { lt: before[0] } }, { removedAt: before[0], number: { lt: before[1] } }] } : {}
  const rows = await db.claim.findMany({
    where: { articleId, AND: [{ removedAt: { not: null } }, beyond] },
    orderBy: [{ removedAt: 'desc' }, { number: 'desc' }],
    take: limit + 1,
    select: { id: true, number: true, kind: true, wording: true, removedAt: true, mergedIntoId: true },
  })
  const into = await db.claim.findMany({ where: { id: { in: rows.flatMap(({ mergedIntoId }) => mergedIntoId ?? []) } }, select: { id: true, number: true } })
  const acts = await db.auditEvent.findMany({
    where: { chain: articleId, action: { in: ['claim.removed', 'claim.merged'] } },
    orderBy: { seq: 'asc' },
    select: { action: true, subject: true, actorName: true, data: true },
  })
  // Of one claim the last act counts.
  const told = new Map<string, { by: string; reason: string | null }>(
    acts.map(({ action, subject, actorName, data }) => {
      const read: unknown = JSON.parse(data)
      return action === 'claim.removed'
        ? [subject, { by: actorName, reason: removedData.parse(read).reason }]
        : [`claim:${mergedData.parse(read).otherClaimId}`, { by: actorName, reason: null }]
    }),
  )
  return pageOf('removed claims', rows, limit, {
    item: ({ mergedIntoId, removedAt, ...claim }): RemovedClaim => {
      const act = told.get(`claim:${claim.id}`)
      return {
        ...claim,
        removedAt: timeOf(removedAt),
        removedBy: act?.by ?? null,
        reason: act?.reason ?? null,
        mergedInto: into.find(({ id }) => id === mergedIntoId) ?? null,
      }
    },
    key: ({ removedAt, number }) => [timeOf(removedAt), String(number)],
  })
}

function timeOf(removedAt: Date | null): string {
  if (removedAt === null) throw new Error('a claim that was removed has a time of it')
  return removedAt.toISOString()
}
