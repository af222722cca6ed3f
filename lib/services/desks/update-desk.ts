import type { UpdateDeskInput } from '#lib/api/schemas/people.ts'
import { isUniqueViolation } from '#lib/db/unique-violation.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { announceReview } from '../announce.ts'
import { NEWSROOM_CHAIN } from '#lib/domain/audit/chain.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { given } from '../given.ts'
import { nameTaken } from './create-desk.ts'

/** The slug stays: it may stand in bookmarks. A changed rule counts from now on, for articles under way too. */
export async function updateDesk(ctx: ServiceContext, { deskId, ...input }: UpdateDeskInput & { deskId: string }): Promise<{ deskId: string }> {
  const { actor, db, now } = ctx
  const desk = await db.desk.findUnique({ where: { id: deskId }, select: { id: true } })
  const mayManage = can(actor, 'desk.manage', {})
  if (!desk || (!mayManage && !Object.hasOwn(actor.roles, deskId))) throw new AppError('not-found')
  if (!mayManage) throw new AppError('forbidden')
  const { name, fourEyes, secondCheck, timeZone, verdictDays, learnedOrder } = input
  const changes = given({ name, fourEyes, secondCheck, timeZone, verdictDays, learnedOrder })
  if (Object.keys(changes).length === 0) return { deskId }
  try {
    await db.$transaction(async (tx) => {
      await tx.desk.update({ where: { id: deskId }, data: changes })
      await recordEvent(tx, { chain: NEWSROOM_CHAIN, actor, at: now(), action: 'desk.changed', subject: `desk:${deskId}`, data: changes })
      const articles = await tx.article.findMany({ where: { deskId, stage: { not: 'withdrawn' } }, select: { id: true } })
      for (const { id } of articles) await announceReview(tx, id)
    })
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken(name ?? '') : error
  }
  return { deskId }
}
