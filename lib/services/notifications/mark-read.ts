import type { MarkNotificationsInput } from '#lib/api/schemas/notifications.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { announceNotice } from '../announce.ts'
import type { ServiceContext } from '../context.ts'

/** Those named with all that is told as one with them, those about the claim, or all of one's own. Another's, and one that is not there, are left alone. */
export async function markNotificationsRead({ actor, db, now }: ServiceContext, { ids, claimId }: MarkNotificationsInput): Promise<void> {
  const { userId } = actor
  if (!can(actor, 'notification.mark', { ownerId: userId })) throw new AppError('forbidden')
  await db.$transaction(async (tx) => {
    const named = ids && (await tx.notification.findMany({ where: { userId, id: { in: ids } }, select: { groupId: true } }))
    const meant = [...(named ? [{ groupId: { in: named.map(({ groupId }) => groupId) } }] : []), ...(claimId === undefined ? [] : [{ claimId }])]
    const { count } = await tx.notification.updateMany({
      where: { userId, inApp: true, readAt: null, ...(meant.length > 0 && { OR: meant }) },
      data: { readAt: now() },
    })
    if (count > 0) await announceNotice(tx, userId)
  })
}
