/** One offer of pasted words: of a claim that the person may read, or that holds back publication (CL-4j). */
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { loadPresentClaims } from '#lib/queries/claims/present-claims.ts'
import { loadUnclearedPastes } from '#lib/queries/pasted-claims/uncleared-pastes.ts'
import type { ArticleRow } from '#lib/queries/review/load-article.ts'
import type { ReconciledArticle } from '../claims/reconcile-claims.ts'
import type { ServiceContext } from '../context.ts'
import { authorizeArticle } from '../review/decide.ts'

export interface PastedWords {
  id: string
  sourceClaimId: string
  quote: string
  prefix: string
  suffix: string
  /** The claim it comes from is not cleared. */
  blocks: boolean
  /** Whether the person may read what was found there. */
  mayReadSource: boolean
}

/** The article, as `authorizeArticle` answers it. */
export async function authorizePastedClaim(ctx: ServiceContext, pastedId: string): Promise<ArticleRow> {
  const found = await ctx.db.pastedClaim.findUnique({ where: { id: pastedId }, select: { articleId: true } })
  if (!found) throw new AppError('not-found')
  return await authorizeArticle(ctx, found.articleId, (facts) => can(ctx.actor, 'claim.tag', facts))
}

/** Read again under the lock; `not-found` where the source may not be read and nothing is held back, 409 when somebody has decided on it. */
export async function openPastedClaim(tx: Tx, { actor }: ServiceContext, { article, document }: ReconciledArticle, pastedId: string): Promise<PastedWords> {
  const { decidedAt, ...pasted } = await tx.pastedClaim.findUniqueOrThrow({
    where: { id: pastedId },
    select: { id: true, sourceClaimId: true, quote: true, prefix: true, suffix: true, decidedAt: true },
  })
  const source = await tx.claim.findUnique({
    where: { id: pasted.sourceClaimId },
    select: { removedAt: true, article: { select: { deskId: true, stage: true } } },
  })
  const copy = { doc: document.doc, claims: await loadPresentClaims(tx, article.id, document.doc) }
  const blocks = (await loadUnclearedPastes(tx, article, copy)).some(({ id }) => id === pastedId)
  const mayReadSource = source !== null && can(actor, 'article.read', source.article)
  if (!blocks && (!mayReadSource || source.removedAt !== null)) throw new AppError('not-found')
  if (!blocks && decidedAt !== null) throw new AppError('conflict', { detail: 'Somebody has decided on these words already.' })
  return { ...pasted, blocks, mayReadSource }
}
