/** WO-3d: how one wants to be told. Both off: not at all. */
import type { ChooseNotificationsInput } from '#lib/api/schemas/notifications.ts'
import { AppError } from '#lib/domain/errors.ts'
import { DEFAULT_WAYS } from '#lib/domain/notifications.ts'
import { can } from '#lib/policies/can.ts'
import type { ServiceContext } from '../context.ts'

export async function chooseNotifications({ actor, db }: ServiceContext, { choices }: ChooseNotificationsInput): Promise<void> {
  const { userId } = actor
  if (!can(actor, 'notification.choose', { ownerId: userId })) throw new AppError('forbidden')
  await db.$transaction(async (tx) => {
    for (const { kind, inApp, byMail } of choices) {
      const given = { ...(inApp !== undefined && { inApp }), ...(byMail !== undefined && { byMail }) }
      await tx.notificationChoice.upsert({ where: { userId_kind: { userId, kind } }, create: { userId, kind, ...DEFAULT_WAYS[kind], ...given }, update: given })
      if (byMail === false) await tx.notification.updateMany({ where: { userId, kind, mailAfter: { not: null } }, data: { mailAfter: null } })
    }
  })
}
