import type { UpdateArticleInput } from '#lib/api/schemas/articles.ts'
import type { Tx } from '#lib/db/client.ts'
import { refuseMove } from '#lib/domain/articles/settle-stage.ts'
import type { MovableStage } from '#lib/domain/articles/stages.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { loadReviewFacts } from '#lib/queries/review/load-facts.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ReconciledArticle } from '../claims/reconcile-claims.ts'
import type { ServiceContext } from '../context.ts'
import { authorizeArticle, decideOnArticle } from '../review/decide.ts'
import { freezeVersion } from './freeze-version.ts'

/** Moves the stage, flags the article for legal, or both. What changes nothing is not recorded. */
export async function updateArticle(
  ctx: ServiceContext,
  { articleId, stage, legalFlag }: UpdateArticleInput & { articleId: string },
): Promise<{ articleId: string }> {
  const { actor } = ctx
  await authorizeArticle(
    ctx,
    articleId,
    (facts) => (stage === undefined || can(actor, 'article.move', facts)) && (legalFlag === undefined || can(actor, 'article.flagLegal', facts)),
  )
  await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    if (legalFlag !== undefined && legalFlag !== reconciled.article.legalFlag) await flagLegal(ctx, tx, { articleId, legalFlag })
    if (stage !== undefined && stage !== reconciled.article.stage) await move(ctx, tx, { reconciled, stage })
  })
  return { articleId }
}

async function flagLegal({ actor, now }: ServiceContext, tx: Tx, { articleId, legalFlag }: { articleId: string; legalFlag: boolean }): Promise<void> {
  await tx.article.update({ where: { id: articleId }, data: { legalFlag, updatedAt: now() } })
  const action = legalFlag ? 'article.legal_flagged' : 'article.legal_unflagged'
  await recordEvent(tx, { chain: articleId, actor, at: now(), action, subject: `article:${articleId}`, data: {} })
}

async function move(
  { actor, now, newId }: ServiceContext,
  tx: Tx,
  { reconciled, stage }: { reconciled: ReconciledArticle; stage: MovableStage },
): Promise<void> {
  const { article, document } = reconciled
  const refusal = refuseMove(stage, await loadReviewFacts(tx, article, document.doc))
  if (refusal !== null) throw new AppError('stage', { detail: refusal })
  const at = now()
  await tx.article.update({ where: { id: article.id }, data: { stage, updatedAt: at } })
  if (stage === 'checking') {
    await freezeVersion(tx, { id: newId(), articleId: article.id, kind: 'sent_to_checking', head: document.head, doc: document.doc, userId: actor.userId, at })
  }
  await recordEvent(tx, { chain: article.id, actor, at, action: 'article.moved', subject: `article:${article.id}`, data: { from: article.stage, to: stage } })
}
