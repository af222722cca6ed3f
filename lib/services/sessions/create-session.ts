import type { Db } from '#lib/db/client.ts'

export const SESSION_DAYS = 30
const DAY = 86_400_000

interface Deps {
  db: Db
  now: () => Date
  newId: () => string
}

export interface NewSession {
  userId: string
  /** As the browser calls itself; cut at 400 characters. */
  userAgent: string | null
}

/** The row behind one signed-in browser. The cookie carries its id and nothing else. */
export async function createSession({ db, now, newId }: Deps, { userId, userAgent }: NewSession): Promise<{ sessionId: string }> {
  const at = now()
  const sessionId = newId()
  await db.session.create({
    data: { id: sessionId, userId, userAgent: userAgent?.slice(0, 400) ?? null, createdAt: at, expiresAt: new Date(at.getTime() + SESSION_DAYS * DAY) },
  })
  return { sessionId }
}
