import type { Db } from '#lib/db/client.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'

export type InvitationDto = { for: 'first-admin' } | { for: 'person'; name: string; email: string }

/** What a one-time link is for; null when it is unknown, used or out of date. Looking does not use it. */
export async function getInvitation(db: Db, { token, now }: { token: string; now: Date }): Promise<InvitationDto | null> {
  const invitation = await db.invitation.findUnique({ where: { tokenHash: sha256Hex(token), usedAt: null, expiresAt: { gt: now } }, select: { userId: true } })
  if (!invitation) return null
  if (invitation.userId === null) return { for: 'first-admin' }
  const person = await db.user.findUnique({ where: { id: invitation.userId, disabledAt: null }, select: { name: true, email: true } })
  return person && { for: 'person', ...person }
}
