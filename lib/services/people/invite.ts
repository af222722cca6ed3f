import type { Tx } from '#lib/db/client.ts'
import { enqueue } from '#lib/db/queue/enqueue.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'
import { newSecret } from '../tokens/secret.ts'

const DAY = 86_400_000
export const INVITATION_DAYS = 7

/**
 * A one-time link's secret, stored as its hash. `userId` null: it makes the first administrator; a person's goes by
 * mail as well. Links made before for the same end with it.
 */
export async function invite(tx: Tx, { id, userId, at }: { id: string; userId: string | null; at: Date }): Promise<{ token: string; expiresAt: Date }> {
  const token = newSecret()
  const expiresAt = new Date(at.getTime() + INVITATION_DAYS * DAY)
  await tx.invitation.updateMany({ where: { userId, usedAt: null }, data: { usedAt: at } })
  await tx.invitation.create({ data: { id, tokenHash: sha256Hex(token), userId, createdAt: at, expiresAt } })
  if (userId !== null) await enqueue(tx, 'mail.welcome', { invitationId: id })
  return { token, expiresAt }
}
