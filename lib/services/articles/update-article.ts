import type { UpdateArticleInput } from '#lib/api/schemas/articles.ts'
import type { Tx } from '#lib/db/client.ts'
import { refuseMove } from '#lib/domain/articles/settle-stage.ts'
import type { MovableStage } from '#lib/domain/articles/stages.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { recordEvent } from '../audit/record-event.ts'
import { assertMayUnflag } from '../claims/flag-legal.ts'
import type { ReconciledArticle } from '../claims/reconcile-claims.ts'
import type { ServiceContext } from '../context.ts'
import { authorizeArticle, decideOnArticle } from '../review/decide.ts'
import { reconciledFacts } from '../review/reconciled-facts.ts'
import { freezeVersion } from './freeze-version.ts'

/** Moves the stage, flags the article for legal, or both. What changes nothing is not recorded. */
export async function updateArticle(
  ctx: ServiceContext,
  { articleId, stage, legalFlag, reason }: UpdateArticleInput & { articleId: string },
): Promise<{ articleId: string }> {
  const { actor } = ctx
  await authorizeArticle(
    ctx,
    articleId,
    (facts) => (stage === undefined || can(actor, 'article.move', facts)) && (legalFlag === undefined || can(actor, 'article.flagLegal', facts)),
  )
  await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    if (legalFlag === false && reconciled.article.legalFlag) await unflagLegal(ctx, tx, { reconciled, reason })
    if (legalFlag === true) await flagLegal(ctx, tx, reconciled)
    if (stage !== undefined && stage !== reconciled.article.stage) await move(ctx, tx, { reconciled, stage })
  })
  return { articleId }
}

/** Nothing where it is flagged already, unless legal makes another's flag their own. */
async function flagLegal(ctx: ServiceContext, tx: Tx, { article }: ReconciledArticle): Promise<void> {
  const byLegal = can(ctx.actor, 'signOff.legal', article)
  if (article.legalFlag && (article.legalFlagByLegal || !byLegal)) return
  const data = { legalFlag: true, legalFlagByLegal: byLegal, legalFlaggedById: ctx.actor.userId }
  await writeFlag(ctx, tx, { articleId: article.id, data, event: { action: 'article.legal_flagged', data: {} } })
}

async function unflagLegal(
  ctx: ServiceContext,
  tx: Tx,
  { reconciled: { article }, reason }: { reconciled: ReconciledArticle; reason: string | undefined },
): Promise<void> {
  const byLegal = article.legalFlagByLegal
  assertMayUnflag(can(ctx.actor, 'article.unflagLegal', { ...article, byLegal }), { byLegal, reason })
  const data = { legalFlag: false, legalFlagByLegal: false, legalFlaggedById: null }
  await writeFlag(ctx, tx, { articleId: article.id, data, event: { action: 'article.legal_unflagged', data: { reason } } })
}

interface FlagToWrite {
  articleId: string
  data: { legalFlag: boolean; legalFlagByLegal: boolean; legalFlaggedById: string | null }
  event: { action: string; data: Record<string, unknown> }
}

async function writeFlag({ actor, now }: ServiceContext, tx: Tx, { articleId, data, event }: FlagToWrite): Promise<void> {
  await tx.article.update({ where: { id: articleId }, data: { ...data, updatedAt: now() } })
  await recordEvent(tx, { chain: articleId, actor, at: now(), subject: `article:${articleId}`, ...event })
}

async function move(
  { actor, now, newId }: ServiceContext,
  tx: Tx,
  { reconciled, stage }: { reconciled: ReconciledArticle; stage: MovableStage },
): Promise<void> {
  const { article, document } = reconciled
  const refusal = refuseMove(stage, await reconciledFacts(tx, reconciled))
  if (refusal !== null) throw new AppError('stage', { detail: refusal })
  const at = now()
  await tx.article.update({ where: { id: article.id }, data: { stage, updatedAt: at } })
  if (stage === 'checking') {
    await freezeVersion(tx, { id: newId(), articleId: article.id, kind: 'sent_to_checking', head: document.head, doc: document.doc, userId: actor.userId, at })
  }
  await recordEvent(tx, { chain: article.id, actor, at, action: 'article.moved', subject: `article:${article.id}`, data: { from: article.stage, to: stage } })
}
