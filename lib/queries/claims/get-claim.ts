import { z } from 'zod'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { QueryContext } from '../context.ts'
import { visibleArticle } from '../review/load-article.ts'
import { claimDtos } from './claim-dto.ts'
import { loadPresentClaim } from './present-claims.ts'

/** Throws `not-found` for a claim whose article the person may not see, `removed` for one that has left it. */
export async function getClaim(ctx: QueryContext, claimId: string): Promise<ClaimDto> {
  const row = await ctx.db.claim.findUnique({ where: { id: claimId }, select: REMOVED_SELECT })
  if (!row) throw new AppError('not-found')
  const article = await visibleArticle(ctx.db, ctx.actor, row.articleId)
  if (row.removedAt !== null) throw await gone(ctx, row, row.removedAt)
  const found = await loadPresentClaim(ctx.db, row)
  const [claim] = found ? await claimDtos(ctx, article, [found]) : []
  if (!claim) throw new AppError('not-found')
  return claim
}

const REMOVED_SELECT = { id: true, articleId: true, number: true, wording: true, removedAt: true, mergedIntoId: true } as const

interface RemovedRow {
  id: string
  articleId: string
  number: number
  wording: string
  mergedIntoId: string | null
}

/** CL-6o: when, by whom and why, from the record; its verdicts are in its history. */
async function gone({ db }: QueryContext, { id, articleId, number, wording, mergedIntoId }: RemovedRow, removedAt: Date): Promise<AppError> {
  const told = { number, wording, removedAt: removedAt.toISOString(), mergedIntoId }
  if (mergedIntoId !== null) return new AppError('removed', { detail: `Claim ${number} became part of another claim.`, extra: told })
  const event = await db.auditEvent.findFirst({
    where: { chain: articleId, subject: `claim:${id}`, action: 'claim.removed' },
    orderBy: { seq: 'desc' },
    select: { actorName: true, data: true },
  })
  const { reason } = z.object({ reason: z.string() }).parse(JSON.parse(event?.data ?? '{"reason":""}'))
  const removedBy = event?.actorName ?? null
  return new AppError('removed', { detail: `${removedBy ?? 'Somebody'} removed claim ${number}: ${reason}`, extra: { ...told, removedBy, reason } })
}
