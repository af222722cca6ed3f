/** One offer of pasted words, if the person may read the claim that it comes from. */
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { ArticleRow } from '#lib/queries/review/load-article.ts'
import type { ServiceContext } from '../context.ts'
import { authorizeArticle } from '../review/decide.ts'

export interface PastedWords {
  id: string
  sourceClaimId: string
  quote: string
  prefix: string
  suffix: string
}

/** The article, as `authorizeArticle` answers it; `not-found` too where the source may not be read. */
export async function authorizePastedClaim(ctx: ServiceContext, pastedId: string): Promise<ArticleRow> {
  const { db, actor } = ctx
  const found = await db.pastedClaim.findUnique({ where: { id: pastedId }, select: { articleId: true, sourceClaimId: true } })
  if (!found) throw new AppError('not-found')
  const article = await authorizeArticle(ctx, found.articleId, (facts) => can(actor, 'claim.tag', facts))
  const source = await db.claim.findUnique({
    where: { id: found.sourceClaimId, removedAt: null },
    select: { article: { select: { deskId: true, stage: true } } },
  })
  if (!source || !can(actor, 'article.read', source.article)) throw new AppError('not-found')
  return article
}

/** Read again under the lock; 409 when somebody has decided on it. */
export async function openPastedClaim(tx: Tx, pastedId: string): Promise<PastedWords> {
  const { decidedAt, ...pasted } = await tx.pastedClaim.findUniqueOrThrow({
    where: { id: pastedId },
    select: { id: true, sourceClaimId: true, quote: true, prefix: true, suffix: true, decidedAt: true },
  })
  if (decidedAt !== null) throw new AppError('conflict', { detail: 'Somebody has decided on these words already.' })
  return pasted
}
