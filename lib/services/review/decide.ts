/**
 * The frame of everything that is decided about an article: on its document at the locked head, with claims that
 * are in step with it. So no decision rests on a claim state that a later pass would still have changed.
 */
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { ArticleFacts } from '#lib/policies/roles.ts'
import { loadAllClaims } from '#lib/queries/claims/load-claims.ts'
import { findArticle, visibleArticle, type ArticleRow } from '#lib/queries/review/load-article.ts'
import { announceReview } from '../announce.ts'
import { handOnHeldWords } from '../claims/hold-words.ts'
import { keepStandingFindings, standingChanges } from '../claims/keep-standing-findings.ts'
import { reconcileClaims, reconcileLocked, type ReconciledArticle } from '../claims/reconcile-claims.ts'
import type { ServiceContext } from '../context.ts'
import { articlesToFall, hasFallen, letFallIn } from '../library/let-fall.ts'
import { claimsToClear, endTasks } from '../tasks/end-tasks.ts'
import { followFacts } from './follow-facts.ts'

/** The article, if the person may see it (else `not-found`) and `allowed` says yes (else `forbidden`, with what to do if told); withdrawn: `stage`. */
export async function authorizeArticle(
  ctx: ServiceContext,
  articleId: string,
  allowed: (facts: ArticleFacts) => boolean,
  detail?: string,
): Promise<ArticleRow> {
  const article = await visibleArticle(ctx.db, ctx.actor, articleId)
  if (!allowed(article)) throw new AppError('forbidden', detail === undefined ? {} : { detail })
  if (article.stage === 'withdrawn') throw new AppError('stage', { detail: 'This article has been withdrawn. Nothing in it can be changed any more.' })
  return article
}

/**
 * Runs `decide` in one transaction under the document's lock; then the stage follows and everyone is told. What a
 * refusal leaves behind is what the pass before it found: that is committed on its own. `announce` tells fewer, where others may
 * not know; `quietly` leaves the stage as it is until the next look, since the record would tell of the moment.
 */
export async function decideOnArticle<T>(
  ctx: ServiceContext,
  articleId: string,
  decide: (tx: Tx, reconciled: ReconciledArticle) => Promise<T>,
  announce: (tx: Tx) => Promise<void> = (tx) => announceReview(tx, articleId),
  { quietly = false } = {},
): Promise<T> {
  await reconcileClaims(ctx, articleId)
  if (await isBehind(ctx.db, articleId)) await catchUp(ctx, articleId)
  const decided = await ctx.db.$transaction(async (tx) => {
    const reconciled = await reconcileLocked(tx, ctx, articleId)
    if (reconciled.article.stage === 'withdrawn')
      throw new AppError('stage', { detail: 'This article has been withdrawn. Nothing in it can be changed any more.' })
    await keepStandingFindings(tx, ctx, { reconciled, actor: null })
    const toClear = claimsToClear(reconciled)
    const decided = await decide(tx, reconciled)
    reconciled.claims = await loadAllClaims(tx, articleId)
    await handOnHeldWords(tx, ctx, reconciled)
    await keepStandingFindings(tx, ctx, { reconciled, actor: ctx.actor })
    if (!quietly) {
      await endTasks(tx, ctx, { reconciled, toClear, actor: ctx.actor })
      await followFacts(tx, ctx, reconciled)
    }
    await announce(tx)
    return decided
  })
  // The decision stands and is answered as done. What fails here the next act in either article makes up for.
  await Promise.allSettled([letFallElsewhere(ctx, articleId)])
  return decided
}

/** Whether there is anything that could be. */
const MAY_BE_BEHIND = `
  SELECT
    EXISTS (SELECT 1 FROM claim JOIN verdict ON verdict.claim_id = claim.id WHERE claim.article_id = $1::uuid AND verdict.verdict <> 'verified')
      OR EXISTS (SELECT 1 FROM claim JOIN standing_finding ON standing_finding.claim_id = claim.id WHERE claim.article_id = $1::uuid) AS standing,
    EXISTS (SELECT 1 FROM claim JOIN inherited_verdict ON inherited_verdict.claim_id = claim.id WHERE claim.article_id = $1::uuid) AS inherited`

/** What was decided before these rules, or elsewhere a moment ago. */
async function isBehind(db: Tx, articleId: string): Promise<boolean> {
  const [may] = await prismaSql(db).query<{ standing: boolean; inherited: boolean }>(MAY_BE_BEHIND, [articleId])
  if (may?.inherited && (await hasFallen(db, articleId))) return true
  const article = may?.standing ? await findArticle(db, articleId) : null
  if (!article) return false
  const { gone, come } = standingChanges({ article, claims: await loadAllClaims(db, articleId) })
  return gone.length + come.length > 0
}

async function catchUp(ctx: ServiceContext, articleId: string): Promise<void> {
  await reconcileClaims(ctx, articleId)
  await ctx.db.$transaction(async (tx) => {
    const reconciled = await reconcileLocked(tx, ctx, articleId)
    await keepStandingFindings(tx, ctx, { reconciled, actor: null })
    await letFallIn(tx, ctx, reconciled)
    await followFacts(tx, ctx, reconciled)
    await announceReview(tx, articleId)
  })
  await letFallElsewhere(ctx, articleId)
}

/**
 * CL-10p: what rests on this article's verdicts in others, each in a transaction of its own and after the commit: two
 * articles can be each other's source, and nobody may hold what belongs to both. Should it not come to that, the next act
 * in either does it, publishing among them.
 */
async function letFallElsewhere(ctx: ServiceContext, articleId: string): Promise<void> {
  for (const id of await articlesToFall(ctx.db, articleId)) await catchUp(ctx, id)
}
