import type { UpdateDeskInput } from '#lib/api/schemas/people.ts'
import { isUniqueViolation } from '#lib/db/unique-violation.ts'
import type { Db } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { CHECKING_RULES } from '#lib/queries/claims/claim-rows.ts'
import { announceReview } from '../announce.ts'
import { NEWSROOM_CHAIN } from '#lib/domain/audit/chain.ts'
import { recordEvent } from '../audit/record-event.ts'
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
      const asked: { reconciled: ReconciledArticle; toClear: ReadonlySet<string> }[] = []
      for (const id of concerned) {
        const reconciled = await reconcileLocked(tx, ctx, id)
        asked.push({ reconciled, toClear: claimsToClear(reconciled) })
      }
      await tx.desk.update({ where: { id: deskId }, data: changes })
      for (const { reconciled, toClear } of asked) {
        // By the rule as it is now.
        reconciled.article = { ...reconciled.article, desk: { ...reconciled.article.desk, ...changes } }
        const ended = await endTasks(tx, ctx, { reconciled, toClear, actor })
        if (ended) await followFacts(tx, ctx, reconciled)
      }
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
