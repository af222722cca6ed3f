import { z } from 'zod'
import type { Page, PageQuery } from '#lib/api/schemas/common.ts'
import type { SessionDto } from '#lib/api/schemas/people.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'

/** The actor's own browsers that are signed in, newest first. */
export async function listSessions({ actor, db, now }: QueryContext, { limit, cursor }: PageQuery): Promise<Page<SessionDto>> {
  const before = decodeCursor('sessions', cursor, [z.iso.datetime(), z.uuid()])
  const beyond = before ? { OR: [{ createdAt: { lt: before[0] } }, { createdAt: before[0], id: { lt: before[1] } }] } : {}
  const rows = await db.session.findMany({
    where: { userId: actor.userId, revokedAt: null, expiresAt: { gt: now() }, ...beyond },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: { id: true, userAgent: true, createdAt: true },
  })
  return pageOf('sessions', rows, limit, {
    item: ({ id, userAgent, createdAt }): SessionDto => ({ id, userAgent, createdAt: createdAt.toISOString(), current: id === actor.sessionId }),
    key: ({ createdAt, id }) => [createdAt.toISOString(), id],
  })
}
