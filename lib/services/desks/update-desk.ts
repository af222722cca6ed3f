import type { UpdateDeskInput } from '#lib/api/schemas/people.ts'
import { isUniqueViolation } from '#lib/db/unique-violation.ts'
import type { Db, Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { CHECKING_RULES, type CheckingRules } from '#lib/queries/claims/claim-rows.ts'
import { announceReview } from '../announce.ts'
import { NEWSROOM_CHAIN } from '#lib/domain/audit/chain.ts'
import { recordEvent } from '../audit/record-event.ts'
import { keepStandingFindings } from '../claims/keep-standing-findings.ts'
import { reconcileClaims, reconcileLocked, type ReconciledArticle } from '../claims/reconcile-claims.ts'
import type { ServiceContext } from '../context.ts'
import { given } from '../given.ts'
import { followFacts } from '../review/follow-facts.ts'
import { ACTIVE, claimsToClear, endTasks } from '../tasks/end-tasks.ts'
import { nameTaken } from './create-desk.ts'

/** The slug stays: it may stand in bookmarks. A changed rule counts from now on, for articles under way too; tasks that it leaves without a point end with it (WO-2o). */
export async function updateDesk(ctx: ServiceContext, { deskId, ...input }: UpdateDeskInput & { deskId: string }): Promise<{ deskId: string }> {
  const { actor, db, now } = ctx
  const desk = await db.desk.findUnique({ where: { id: deskId }, select: CHECKING_RULES })
  const mayManage = can(actor, 'desk.manage', {})
  if (!desk || (!mayManage && !Object.hasOwn(actor.roles, deskId))) throw new AppError('not-found')
  if (!mayManage) throw new AppError('forbidden')
  const { name, fourEyes, secondCheck, timeZone, verdictDays, learnedOrder } = input
  const changes = given({ name, fourEyes, secondCheck, timeZone, verdictDays, learnedOrder })
  if (Object.keys(changes).length === 0) return { deskId }
  try {
    const turned = (fourEyes ?? desk.fourEyes) !== desk.fourEyes || (secondCheck ?? desk.secondCheck) !== desk.secondCheck
    const concerned = turned ? await articlesAsked(db, deskId) : []
    for (const id of concerned) await reconcileClaims(ctx, id)
    await db.$transaction(async (tx) => {
      await endingTasks(tx, ctx, concerned, {
        changes,
        turn: async () => await tx.desk.update({ where: { id: deskId }, data: changes }),
      })
      await recordEvent(tx, { chain: NEWSROOM_CHAIN, actor, at: now(), action: 'desk.changed', subject: `desk:${deskId}`, data: changes })
      const articles = await tx.article.findMany({ where: { deskId, stage: { not: 'withdrawn' } }, select: { id: true } })
      for (const { id } of articles) await announceReview(tx, id)
    })
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken(name ?? '') : error
  }
  return { deskId }
}

/** Those with tasks under way; by id, the order in which whoever locks several does it. */
async function articlesAsked(db: Db, deskId: string): Promise<string[]> {
  const where = { deskId, stage: { not: 'withdrawn' as const }, claims: { some: { removedAt: null, tasks: { some: { state: { in: [...ACTIVE] } } } } } }
  return (await db.article.findMany({ where, orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id)
}

/** WO-2o: the tasks that `turn` leaves without a point end with it. Holds the documents of these articles until the transaction ends. */
async function endingTasks(
  tx: Tx,
  ctx: ServiceContext,
  articleIds: readonly string[],
  { changes, turn }: { changes: Partial<CheckingRules>; turn: () => Promise<unknown> },
): Promise<void> {
  const asked: { reconciled: ReconciledArticle; toClear: ReadonlySet<string> }[] = []
  for (const id of articleIds) {
    const reconciled = await reconcileLocked(tx, ctx, id)
    await keepStandingFindings(tx, ctx, { reconciled, actor: null })
    asked.push({ reconciled, toClear: claimsToClear(reconciled) })
  }
  await turn()
  const { actor } = ctx
  for (const { reconciled, toClear } of asked) {
    const { article } = reconciled
    // By the rule as it is now.
    reconciled.article = { ...article, desk: { ...article.desk, ...changes } }
    await keepStandingFindings(tx, ctx, { reconciled, actor })
    await endTasks(tx, ctx, { reconciled, toClear, actor })
    await followFacts(tx, ctx, reconciled)
  }
}
