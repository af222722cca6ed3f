/** Who stands behind a session or an API token, with the rights of this moment. */
import type { Db, Tx } from '#lib/db/client.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'
import { TOKEN_SCOPES, type Actor, type TokenScope } from '#lib/policies/actor.ts'

/** null for an unknown, revoked or expired session and for a disabled person. */
export async function actorOfSession(db: Db, sessionId: string, now: Date): Promise<Actor | null> {
  const session = await db.session.findUnique({
    where: { id: sessionId, revokedAt: null, expiresAt: { gt: now }, user: { disabledAt: null } },
    select: { user: { select: PERSON } },
  })
  return session && actorOf(session.user, { sessionId, scopes: null })
}

/** null for an unknown, revoked or expired token and for a disabled person. */
export async function actorOfToken(db: Db, token: string, now: Date): Promise<{ actor: Actor; tokenId: string } | null> {
  const row = await db.apiToken.findUnique({
    where: { tokenHash: sha256Hex(token), revokedAt: null, user: { disabledAt: null } },
    select: { id: true, scopes: true, expiresAt: true, user: { select: PERSON } },
  })
  if (!row || (row.expiresAt && row.expiresAt <= now)) return null
  const scopes = TOKEN_SCOPES.filter((scope) => row.scopes.includes(scope))
  return { tokenId: row.id, actor: actorOf(row.user, { sessionId: null, scopes }) }
}

/** What these people may do, for what is done without them. */
export async function loadActors(db: Tx, userIds: readonly string[]): Promise<Actor[]> {
  if (userIds.length === 0) return []
  const people = await db.user.findMany({ where: { id: { in: [...userIds] } }, select: PERSON })
  return people.map((person) => actorOf(person, { sessionId: null, scopes: null }))
}

const PERSON = { id: true, name: true, isAdmin: true, memberships: { select: { deskId: true, role: true } } } as const

interface PersonRow {
  id: string
  name: string
  isAdmin: boolean
  memberships: { deskId: string; role: Actor['roles'][string][number] }[]
}

function actorOf(person: PersonRow, door: { sessionId: string | null; scopes: TokenScope[] | null }): Actor {
  const roles: Actor['roles'] = {}
  for (const { deskId, role } of person.memberships) (roles[deskId] ??= []).push(role)
  return { userId: person.id, name: person.name, isAdmin: person.isAdmin, roles, ...door }
}
