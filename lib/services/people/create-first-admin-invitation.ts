import type { SystemContext } from '../context.ts'
import { invite } from './invite.ts'
import { lockPeople } from './lock-people.ts'

/** For the start of a newsroom without an administrator; null when there is one. Earlier links end with it. */
export async function createFirstAdminInvitation({ db, now, newId }: SystemContext): Promise<{ token: string; expiresAt: Date } | null> {
  return db.$transaction(async (tx) => {
    await lockPeople(tx)
    const admin = await tx.user.findFirst({ where: { isAdmin: true, disabledAt: null }, select: { id: true } })
    return admin ? null : invite(tx, { id: newId(), userId: null, at: now() })
  })
}
