/**
 * Who asks: the person behind the session cookie or the `Authorization: Bearer` token, looked up at each request,
 * so that a revoked session and a withdrawn role end at once. A Bearer header decides alone; the cookie beside it
 * is not looked at.
 */
import type { IncomingMessage } from 'node:http'
import { db } from '#lib/db/client.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { actorOfSession, actorOfToken } from '#lib/queries/people/load-actor.ts'
import { noteTokenUse } from '#lib/services/tokens/note-token-use.ts'
import { readCookie, sessionCookieName, sessionIdOf } from './cookie.ts'

/** null: nobody, or an ended session. Rejects when the database is away. */
export function actorFromNodeRequest(request: Pick<IncomingMessage, 'headers'>): Promise<Actor | null> {
  return actorFromHeaders({ authorization: request.headers.authorization ?? null, cookie: request.headers.cookie ?? null })
}

/** As `actorFromNodeRequest`. */
export function actorFromRequest(request: Request): Promise<Actor | null> {
  return actorFromHeaders({ authorization: request.headers.get('authorization'), cookie: request.headers.get('cookie') })
}

export interface AuthHeaders {
  authorization: string | null
  cookie: string | null
}

export async function actorFromHeaders({ authorization, cookie }: AuthHeaders): Promise<Actor | null> {
  if (authorization !== null) return actorFromBearer(authorization)
  const sealed = cookie === null ? null : readCookie(cookie, sessionCookieName())
  const sessionId = sealed === null ? null : await sessionIdOf(sealed)
  return sessionId === null ? null : actorOfSession(db(), sessionId, new Date())
}

async function actorFromBearer(authorization: string): Promise<Actor | null> {
  const token = /^Bearer +(\S{1,200})$/i.exec(authorization)?.[1]
  if (token === undefined) return null
  const at = new Date()
  const found = await actorOfToken(db(), token, at)
  if (found === null) return null
  await noteTokenUse(db(), { tokenId: found.tokenId, at })
  return found.actor
}
