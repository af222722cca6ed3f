import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { ServiceContext } from '../context.ts'

export async function removeFilter({ actor, db }: ServiceContext, { filterId }: { filterId: string }): Promise<void> {
  const filter = await db.boardFilter.findUnique({ where: { id: filterId }, select: { ownerId: true, sharedDeskId: true } })
  if (!filter || !can(actor, 'boardFilter.read', filter)) throw new AppError('not-found')
  if (!can(actor, 'boardFilter.remove', filter)) throw new AppError('forbidden')
  await db.boardFilter.deleteMany({ where: { id: filterId } })
}
