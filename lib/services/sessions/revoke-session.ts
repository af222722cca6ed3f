import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { announceAccess } from '../announce.ts'
import type { ServiceContext, SystemContext } from '../context.ts'

/** Ends one of the actor's own sessions: its next request is refused and its sockets close. Again does nothing more. */
export async function revokeSession(ctx: ServiceContext, { sessionId }: { sessionId: string }): Promise<{ sessionId: string }> {
  const session = await ctx.db.session.findUnique({ where: { id: sessionId }, select: { userId: true } })
  if (!session || !can(ctx.actor, 'session.read', { ownerId: session.userId })) throw new AppError('not-found')
  if (!can(ctx.actor, 'session.revoke', { ownerId: session.userId })) throw new AppError('forbidden')
  await endSession(ctx, sessionId)
  return { sessionId }
}

/** For signing out, where holding the cookie is the right. An unknown or ended session is left as it is. */
export async function endSession({ db, now }: Pick<SystemContext, 'db' | 'now'>, sessionId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const ended = await tx.session.updateManyAndReturn({
      where: { id: sessionId, revokedAt: null },
      data: { revokedAt: now() },
      select: { userId: true },
    })
    for (const { userId } of ended) await announceAccess(tx, userId)
  })
}
