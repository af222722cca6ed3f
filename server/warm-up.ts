/**
 * What the first person after a start would wait for: the database client and its connections, the reading of a
 * cookie, and code that has never run. The article that was worked on last is read once and let go.
 */
import type { IncomingMessage } from 'node:http'
import type { Pool } from 'pg'
import * as Y from 'yjs'
import { sealSession, sessionCookieName } from '#lib/auth/cookie.ts'
import { loadDocument } from '#lib/collab/log.ts'
import { Replica } from '#lib/collab/replica.ts'
import { pgSql } from '#lib/db/sql.ts'
import type { Actor } from '#lib/policies/actor.ts'

/** A start does not wait longer than this; a database that is away is nothing that it can mend. */
const PATIENCE_MS = 3_000

export async function warmUp(pool: Pool, authenticate: (request: Pick<IncomingMessage, 'headers'>) => Promise<Actor | null>): Promise<void> {
  await Promise.race([
    Promise.allSettled([askForNobody(authenticate), readLastArticle(pool)]),
    new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref()),
  ])
}

async function askForNobody(authenticate: (request: Pick<IncomingMessage, 'headers'>) => Promise<Actor | null>): Promise<void> {
  const cookie = `${sessionCookieName()}=${encodeURIComponent(await sealSession(crypto.randomUUID()))}`
  await authenticate({ headers: { cookie } })
}

async function readLastArticle(pool: Pool): Promise<void> {
  const sql = pgSql(pool)
  const [last] = await sql.query<{ id: string }>('SELECT id FROM article ORDER BY updated_at DESC LIMIT 1')
  const loaded = last === undefined ? null : await loadDocument(sql, last.id)
  if (loaded === null) return
  new Replica([Y.encodeStateAsUpdate(loaded.doc)]).destroy()
  loaded.doc.destroy()
}
