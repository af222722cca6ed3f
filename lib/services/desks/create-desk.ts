import type { CreateDeskInput } from '#lib/api/schemas/people.ts'
import { isUniqueViolation } from '#lib/db/unique-violation.ts'
import { slugOf } from '#lib/domain/articles/slug.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { NEWSROOM_CHAIN } from '#lib/domain/audit/chain.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'

export async function createDesk(ctx: ServiceContext, input: CreateDeskInput): Promise<{ deskId: string }> {
  const { actor, db, now, newId } = ctx
  if (!can(actor, 'desk.manage', {})) throw new AppError('forbidden')
  const deskId = newId()
  const { name, fourEyes, secondCheck, timeZone, verdictDays, learnedOrder } = input
  try {
    await db.$transaction(async (tx) => {
      await tx.desk.create({ data: { id: deskId, name, slug: slugOf(name), fourEyes, secondCheck, timeZone, verdictDays, learnedOrder, createdAt: now() } })
      await recordEvent(tx, {
        chain: NEWSROOM_CHAIN,
        actor,
        at: now(),
        action: 'desk.created',
        subject: `desk:${deskId}`,
        data: { name, fourEyes, secondCheck, timeZone, verdictDays, learnedOrder },
      })
    })
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken(name) : error
  }
  return { deskId }
}

export function nameTaken(name: string): AppError {
  const message = `There is a desk by the name "${name}" already.`
  return new AppError('conflict', { detail: `${message} Choose another name.`, errors: [{ field: 'name', message }] })
}
