/** Who looks at a page. For server components; the collaboration server cannot load this module. */
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { db } from '#lib/db/client.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { actorOfSession } from '#lib/queries/people/load-actor.ts'
import { sessionCookieName, sessionIdOf } from './cookie.ts'
import { PATH_HEADER } from '#lib/web/security-headers.ts'

/** null: nobody, or an ended session. Asked once a request, however many components ask. */
export const actorFromServerComponent = cache(async (): Promise<Actor | null> => {
  const sealed = (await cookies()).get(sessionCookieName())?.value
  const sessionId = sealed === undefined ? null : await sessionIdOf(sealed)
  return sessionId === null ? null : actorOfSession(db(), sessionId, new Date())
})

/** The actor, or on to /sign-in, which comes back to this page. */
export async function requireActor(): Promise<Actor> {
  const actor = await actorFromServerComponent()
  if (actor) return actor
  const path = (await headers()).get(PATH_HEADER) ?? '/'
  return redirect(path === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ callbackUrl: path }).toString()}`)
}
