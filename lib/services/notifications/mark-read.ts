import type { MarkNotificationsInput } from '#lib/api/schemas/notifications.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { announceNotice } from '../announce.ts'
import type { ServiceContext } from '../context.ts'

/** Those named, or all of one's own. Another's, and one that is not there, are left alone. */
export async function markNotificationsRead({ actor, db, now }: ServiceContext, { ids }: MarkNotificationsInput): Promise<void> {
  if (!can(actor, 'notification.mark', { ownerId: actor.userId })) throw new AppError('forbidden')
  await db.$transaction(async (tx) => {
    const { count } = await tx.notification.updateMany({
      where: { userId: actor.userId, inApp: true, readAt: null, ...(ids && { id: { in: ids } }) },
      data: { readAt: now() },
    })
    if (count > 0) await announceNotice(tx, actor.userId)
  })
}
