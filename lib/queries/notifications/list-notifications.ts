import { z } from 'zod'
import type { PageQuery } from '#lib/api/schemas/common.ts'
import type { NotificationDto, NotificationsDto } from '#lib/api/schemas/notifications.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { desksOf } from '../review/load-article.ts'

/** What one is told of, newest first. What is about a desk that one has left is not shown, and not counted. */
export async function listNotifications(ctx: QueryContext, { limit, cursor }: PageQuery): Promise<NotificationsDto> {
  const { actor, db } = ctx
  if (!can(actor, 'notification.read', { ownerId: actor.userId })) throw new AppError('forbidden')
  const before = decodeCursor('notifications', cursor, [z.iso.datetime(), z.uuid()])
  const beyond = before ? { OR: [{ createdAt: { lt: before[0] } }, { createdAt: before[0], id: { lt: before[1] } }] } : {}
  const rows = await db.notification.findMany({
    where: { AND: [mine(actor), beyond] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: {
      id: true,
      kind: true,
      action: true,
      actorName: true,
      createdAt: true,
      readAt: true,
      article: { select: { id: true, title: true } },
      claim: { select: { id: true, number: true, wording: true } },
    },
  })
  const page = pageOf('notifications', rows, limit, {
    item: ({ createdAt, readAt, ...row }): NotificationDto => ({ ...row, createdAt: createdAt.toISOString(), readAt: readAt?.toISOString() ?? null }),
    key: ({ createdAt, id }) => [createdAt.toISOString(), id],
  })
  return { ...page, unread: await countUnread(ctx) }
}

export async function countUnread({ actor, db }: QueryContext): Promise<number> {
  return await db.notification.count({ where: { ...mine(actor), readAt: null } })
}

function mine(actor: Actor) {
  return { userId: actor.userId, inApp: true, article: { deskId: { in: desksOf(actor) } } }
}
