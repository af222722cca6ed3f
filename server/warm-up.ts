/**
 * What the first person after a start would wait for: the database client and its connections, the reading of a
 * cookie, and code that has never run. The article that was worked on last is read once and let go.
 */
import type { IncomingMessage } from 'node:http'
import type { Pool } from 'pg'
import * as Y from 'yjs'
import { sealSession, sessionCookieName } from '#lib/auth/cookie.ts'
import { loadDocument, readClientIds } from '#lib/collab/log.ts'
import { Replica } from '#lib/collab/replica.ts'
import { pgSql } from '#lib/db/sql.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { readRights } from './collab/rights.ts'

/** A start does not wait longer than this; a database that is away is nothing that it can mend. */
const PATIENCE_MS = 3_000

/** An opening asks two questions at once, and edits are committed meanwhile. A new connection takes ten times as long as a question. */
export const WARM_CONNECTIONS = 3

const NOBODY: Actor = { userId: crypto.randomUUID(), name: '', isAdmin: false, roles: {}, sessionId: null, scopes: null }

export async function warmUp(pool: Pool, authenticate: (request: Pick<IncomingMessage, 'headers'>) => Promise<Actor | null>): Promise<void> {
  await Promise.race([
    Promise.allSettled([askForNobody(authenticate), readLastArticle(pool), connectAhead(pool)]),
    new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref()),
  ])
}

async function askForNobody(authenticate: (request: Pick<IncomingMessage, 'headers'>) => Promise<Actor | null>): Promise<void> {
  const cookie = `${sessionCookieName()}=${encodeURIComponent(await sealSession(crypto.randomUUID()))}`
  await authenticate({ headers: { cookie } })
}

async function connectAhead(pool: Pool): Promise<void> {
  await Promise.all(Array.from({ length: WARM_CONNECTIONS }, () => pool.query('SELECT 1')))
}

async function readLastArticle(pool: Pool): Promise<void> {
  const sql = pgSql(pool)
  const [last] = await sql.query<{ id: string }>('SELECT id FROM article ORDER BY updated_at DESC LIMIT 1')
  if (last === undefined) return
  await readRights(sql, [{ actor: NOBODY, articleId: last.id }])
  await readClientIds(sql, last.id)
  const loaded = await loadDocument(sql, last.id)
  if (loaded === null) return
  new Replica([Y.encodeStateAsUpdate(loaded.doc)]).destroy()
  loaded.doc.destroy()
}
