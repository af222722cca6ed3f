import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { QueryContext } from '../context.ts'
import { visibleArticle } from '../review/load-article.ts'
import { claimDtos } from './claim-dto.ts'
import { loadPresentClaims } from './present-claims.ts'

/** Throws `not-found` for a claim that was removed or whose article the person may not see. */
export async function getClaim(ctx: QueryContext, claimId: string): Promise<ClaimDto> {
  const row = await ctx.db.claim.findUnique({ where: { id: claimId, removedAt: null }, select: { articleId: true } })
  if (!row) throw new AppError('not-found')
  const article = await visibleArticle(ctx.db, ctx.actor, row.articleId)
  const claims = await loadPresentClaims(ctx.db, row.articleId)
  const [claim] = await claimDtos(
    ctx,
    article,
    claims.filter(({ id }) => id === claimId),
  )
  if (!claim) throw new AppError('not-found')
  return claim
}
