/**
 * WO-2f: who is asked when the words of a claim are in question. Of those with a part in them, and who started the
 * article, the ones on the desk; where none of these is there any more, who may write there.
 */
import type { Tx } from '#lib/db/client.ts'
import type { Role } from '#lib/policies/actor.ts'

const WRITERS: readonly Role[] = ['reporter', 'editor']

/** For these desks: of the authors of something, who is asked about it. */
export async function loadAuthorsAsked(db: Tx, deskIds: readonly string[]): Promise<(deskId: string, authorIds: readonly string[]) => string[]> {
  const members = await db.deskMember.findMany({
    where: { deskId: { in: [...new Set(deskIds)] }, user: { disabledAt: null } },
    orderBy: { userId: 'asc' },
    select: { deskId: true, userId: true, role: true },
  })
  const desks = new Map<string, typeof members>()
  for (const member of members) desks.set(member.deskId, [...(desks.get(member.deskId) ?? []), member])
  return (deskId, authorIds) => {
    const there = desks.get(deskId) ?? []
    const authors = there.filter(({ userId }) => authorIds.includes(userId))
    const asked = authors.length > 0 ? authors : there.filter(({ role }) => WRITERS.includes(role))
    return [...new Set(asked.map(({ userId }) => userId))]
  }
}
