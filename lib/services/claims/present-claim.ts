/** One claim inside a decision: as it stands at the locked head. */
import type { Tx } from '#lib/db/client.ts'
import { compareWording } from '#lib/domain/claims/wording.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { ArticleFacts } from '#lib/policies/roles.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { claimsById } from '#lib/queries/claims/load-claims.ts'
import type { ArticleRow } from '#lib/queries/review/load-article.ts'
import type { ServiceContext } from '../context.ts'
import { authorizeArticle } from '../review/decide.ts'

/** As `authorizeArticle`, for the claim's article; a removed claim does not exist. */
export async function authorizeClaim(
  ctx: ServiceContext,
  claimId: string,
  allowed: (facts: ArticleFacts & { createdById: string }) => boolean,
): Promise<ArticleRow> {
  const claim = await ctx.db.claim.findUnique({ where: { id: claimId, removedAt: null }, select: { articleId: true, createdById: true } })
  if (!claim) throw new AppError('not-found')
  return await authorizeArticle(ctx, claim.articleId, (article) => allowed({ ...article, createdById: claim.createdById }))
}

/** Read again under the lock: `not-found` when somebody removed it meanwhile. */
export async function presentClaim(tx: Tx, claimId: string): Promise<ClaimRow> {
  const [claim] = await claimsById(tx, [claimId])
  if (!claim || claim.removedAt !== null) throw new AppError('not-found')
  return claim
}

/** Refuses a decision on other words than those that stand: the answer carries these, and a diff from the words seen. */
export async function assertWording(tx: Tx, claim: ClaimRow, seenHash: string): Promise<void> {
  if (claim.detachedAt !== null)
    throw new AppError('conflict', {
      detail: 'The words of this claim are no longer in the copy. Put the claim on a new place first, or remove it with a reason.',
    })
  if (seenHash === claim.wordingHash) return
  const seen = await tx.claimWording.findFirst({ where: { claimId: claim.id, wordingHash: seenHash }, orderBy: { seq: 'desc' }, select: { wording: true } })
  const change = seen && compareWording(seen.wording, claim.wording)
  const diff = change && change.kind !== 'same' ? change.diff : [{ op: 'added', text: claim.wording }]
  throw new AppError('wording-changed', { extra: { wording: claim.wording, wordingHash: claim.wordingHash, diff } })
}
