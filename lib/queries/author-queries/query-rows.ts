/** Questions to authors as rows, and who of their askers has gone. */
import type { Tx } from '#lib/db/client.ts'

export const QUERY_SELECT = {
  id: true,
  claimId: true,
  askedById: true,
  handedToId: true,
  question: true,
  objection: true,
  wording: true,
  authorIds: true,
  createdAt: true,
  closedById: true,
  closedAt: true,
  replies: { select: { id: true, userId: true, text: true, byAuthor: true, createdAt: true }, orderBy: { createdAt: 'asc' } },
} as const

export type QueryRow = Awaited<ReturnType<typeof loadQueries>>[number]

/** Of these claims, oldest first. */
export async function loadQueries(db: Tx, claimIds: readonly string[]) {
  if (claimIds.length === 0) return []
  return await db.authorQuery.findMany({
    where: { claimId: { in: [...claimIds] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: QUERY_SELECT,
  })
}

/** Those of the people who have no role on the desk any more, or no access. */
export async function whoLeft(db: Tx, deskId: string, userIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (userIds.length === 0) return new Set()
  const there = await db.deskMember.findMany({ where: { deskId, userId: { in: [...userIds] }, user: { disabledAt: null } }, select: { userId: true } })
  const present = new Set(there.map(({ userId }) => userId))
  return new Set(userIds.filter((id) => !present.has(id)))
}

export function peopleInQuery({ askedById, handedToId, authorIds, closedById, replies }: QueryRow): string[] {
  return [
    askedById,
    ...(handedToId === null ? [] : [handedToId]),
    ...authorIds,
    ...(closedById === null ? [] : [closedById]),
    ...replies.map(({ userId }) => userId),
  ]
}
