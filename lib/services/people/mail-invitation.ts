/**
 * SE-8a: the link that goes by mail. The secret of the one that an administrator was shown is kept nowhere, and none
 * lies in the queue: a second link to the same end is made when the mail goes, and ends with the first.
 */
import { sha256Hex } from '#lib/domain/sha256.ts'
import type { SystemContext } from '../context.ts'
import { newSecret } from '../tokens/secret.ts'
import { lockPeople } from './lock-people.ts'

export interface WelcomeMail {
  /** Of the link in the mail. */
  invitationId: string
  name: string
  email: string
  token: string
}

/** null when the link has been used or replaced, or the person has no access: there is nothing to mail. */
export async function secondLink({ db, now, newId }: SystemContext, invitationId: string): Promise<WelcomeMail | null> {
  return await db.$transaction(async (tx) => {
    await lockPeople(tx)
    const shown = await tx.invitation.findUnique({
      where: { id: invitationId, usedAt: null, expiresAt: { gt: now() } },
      select: { userId: true, expiresAt: true },
    })
    if (!shown?.userId) return null
    const { userId, expiresAt } = shown
    const person = await tx.user.findUnique({ where: { id: userId, disabledAt: null }, select: { name: true, email: true } })
    if (!person) return null
    const [id, token] = [newId(), newSecret()]
    await tx.invitation.create({ data: { id, tokenHash: sha256Hex(token), userId, createdAt: now(), expiresAt } })
    return { invitationId: id, ...person, token }
  })
}

/** The mail did not go out: its link opens nothing. */
export async function endLink({ db, now }: SystemContext, invitationId: string): Promise<void> {
  await db.invitation.updateMany({ where: { id: invitationId, usedAt: null }, data: { usedAt: now() } })
}
