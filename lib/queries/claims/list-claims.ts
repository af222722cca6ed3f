import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import type { QueryContext } from '../context.ts'
import { visibleArticle } from '../review/load-article.ts'
import { claimDtos } from './claim-dto.ts'
import { loadPresentClaims } from './present-claims.ts'

/** The claims of an article by number, removed ones left out. Throws `not-found` when the person may not see it. */
export async function listClaims(ctx: QueryContext, articleId: string): Promise<ClaimDto[]> {
  const article = await visibleArticle(ctx.db, ctx.actor, articleId)
  return await claimDtos(ctx, article, await loadPresentClaims(ctx.db, articleId))
}
