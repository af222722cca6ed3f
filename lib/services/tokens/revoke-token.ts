import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { announceAccess } from '../announce.ts'
import { NEWSROOM_CHAIN } from '#lib/domain/audit/chain.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'

/** Ends one of the actor's own tokens. Again does nothing more. */
export async function revokeToken(ctx: ServiceContext, { tokenId }: { tokenId: string }): Promise<{ tokenId: string }> {
  const { actor, db, now } = ctx
  const token = await db.apiToken.findUnique({ where: { id: tokenId }, select: { userId: true, name: true } })
  if (!token || !can(actor, 'token.read', { ownerId: token.userId })) throw new AppError('not-found')
  if (!can(actor, 'token.revoke', { ownerId: token.userId })) throw new AppError('forbidden')
  await db.$transaction(async (tx) => {
    const { count } = await tx.apiToken.updateMany({ where: { id: tokenId, revokedAt: null }, data: { revokedAt: now() } })
    if (count === 0) return
    await recordEvent(tx, { chain: NEWSROOM_CHAIN, actor, at: now(), action: 'token.revoked', subject: `token:${tokenId}`, data: { name: token.name } })
    await announceAccess(tx, actor.userId)
  })
  return { tokenId }
}
