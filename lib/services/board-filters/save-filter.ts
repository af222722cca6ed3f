import type { SaveFilterInput } from '#lib/api/schemas/board-filters.ts'
import { isUniqueViolation } from '#lib/db/unique-violation.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { ServiceContext } from '../context.ts'

/** Of one person; more would not be found again. */
const MOST = 50

export async function saveFilter({ actor, db, now, newId }: ServiceContext, { name, filter, sharedDeskId }: SaveFilterInput): Promise<{ filterId: string }> {
  const ownerId = actor.userId
  if (!can(actor, 'boardFilter.save', { ownerId, sharedDeskId: null })) throw new AppError('forbidden')
  if (!can(actor, 'boardFilter.save', { ownerId, sharedDeskId }))
    throw new AppError('invalid-input', { errors: [{ field: 'sharedDeskId', message: 'Choose one of your desks.' }] })
  if ((await db.boardFilter.count({ where: { ownerId } })) >= MOST)
    throw new AppError('conflict', { detail: `You have ${MOST} filters already. Delete one that you do not need any more.` })
  const filterId = newId()
  try {
    await db.boardFilter.create({ data: { id: filterId, ownerId, name, filter, sharedDeskId, createdAt: now() } })
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken() : error
  }
  return { filterId }
}

function nameTaken(): AppError {
  const message = 'You have a filter with this name already.'
  return new AppError('conflict', { detail: `${message} Choose another name, or delete that one first.`, errors: [{ field: 'name', message }] })
}
