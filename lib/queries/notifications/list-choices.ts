import type { NotificationChoiceDto } from '#lib/api/schemas/notifications.ts'
import { AppError } from '#lib/domain/errors.ts'
import { DEFAULT_WAYS, NOTIFICATION_KINDS } from '#lib/domain/notifications.ts'
import { can } from '#lib/policies/can.ts'
import type { QueryContext } from '../context.ts'

/** WO-3d: one line a kind, chosen or not. */
export async function listNotificationChoices({ actor, db }: QueryContext): Promise<NotificationChoiceDto[]> {
  if (!can(actor, 'notification.read', { ownerId: actor.userId })) throw new AppError('forbidden')
  const chosen = await db.notificationChoice.findMany({ where: { userId: actor.userId }, select: { kind: true, inApp: true, byMail: true } })
  return NOTIFICATION_KINDS.map((kind) => chosen.find((choice) => choice.kind === kind) ?? { kind, ...DEFAULT_WAYS[kind] })
}
