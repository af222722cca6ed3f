/** A desk with its people, signed in, and articles with documents: what the collaboration tests stand on. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Pool } from 'pg'
import * as Y from 'yjs'
import { appendUpdates, createDocument, loadDocument, type LoadedDocument } from '#lib/collab/log.ts'
import { pgSql, type Sql } from '#lib/db/sql.ts'
import { contentHash } from '#lib/editor/canonical.ts'
import type { DocJson } from '#lib/editor/doc-json.ts'
import { FRAGMENT, SCHEMA_MAJOR, SERVER_CLIENT_ID } from '#lib/editor/schema.ts'
import { asDocJson, emptyDoc, initialState } from '#lib/editor/ydoc.ts'
import type { Actor, Role } from '#lib/policies/actor.ts'

export interface Person {
  userId: string
  sessionId: string
  name: string
}

export interface Newsroom {
  pool: Pool
  sql: Sql
  deskId: string
  hire: (role: Role | null, name?: string) => Promise<Person>
  /** One more session of somebody. */
  signIn: (person: Person) => Promise<Person>
  writeArticle: (headline?: string) => Promise<string>
  /** The content hash of a document as the log has it, read by itself. */
  logHash: (articleId: string) => Promise<string>
  /** Its first paragraph. */
  logCopy: (articleId: string) => Promise<string>
  head: (articleId: string) => Promise<number>
  /** What a service does: one paragraph more, in its own statement. */
  appendAsServer: (articleId: string, text: string) => Promise<void>
  /** A claim's row, and a word of the server in the document as tagging leaves one; its id. */
  issueClaim: (articleId: string) => Promise<string>
}

export async function openNewsroom(pool: Pool): Promise<Newsroom> {
  const sql = pgSql(pool)
  const deskId = randomUUID()
  await sql.query('INSERT INTO desk (id, name, slug) VALUES ($1, $2, $3)', [deskId, `Desk ${deskId}`, deskId])

  async function signIn(person: Person): Promise<Person> {
    const sessionId = randomUUID()
    await sql.query("INSERT INTO session (id, user_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')", [sessionId, person.userId])
    return { ...person, sessionId }
  }

  async function loadOrThrow(articleId: string): Promise<LoadedDocument> {
    const loaded = await loadDocument(sql, articleId)
    if (loaded === null) throw new Error(`no document ${articleId}`)
    return loaded
  }

  async function appendAsServer(articleId: string, text: string): Promise<void> {
    const { doc, head, epoch } = await loadOrThrow(articleId)
    const before = Y.encodeStateVector(doc)
    doc.clientID = SERVER_CLIENT_ID
    addParagraph(doc, text)
    const update = Y.encodeStateAsUpdate(doc, before)
    const result = await appendUpdates(sql, { articleId, epoch, knownHead: head, updates: [{ update, userId: null, clientIds: [SERVER_CLIENT_ID] }] })
    if (result.ok) return
    if (result.reason !== 'moved') throw new Error(result.reason)
    await appendAsServer(articleId, text)
  }

  return {
    pool,
    sql,
    deskId,
    signIn,
    async hire(role, name = role ?? 'stranger') {
      const userId = randomUUID()
      await sql.query('INSERT INTO "user" (id, email, name, color) VALUES ($1, $2, $3, 3)', [userId, `${userId}@stet.example`, name])
      if (role !== null) await sql.query('INSERT INTO desk_member (desk_id, user_id, role) VALUES ($1, $2, $3::"Role")', [deskId, userId, role])
      return await signIn({ userId, sessionId: '', name })
    },
    async writeArticle(headline = 'Grain deal nears') {
      const articleId = randomUUID()
      const author = randomUUID()
      await sql.query('INSERT INTO article (id, slug, desk_id, created_by_id, title) VALUES ($1, $2, $3, $4, $5)', [
        articleId,
        articleId,
        deskId,
        author,
        headline,
      ])
      await createDocument(sql, { articleId, state: initialState(article(headline)), schemaMajor: SCHEMA_MAJOR, userId: null })
      return articleId
    },
    async logHash(articleId) {
      return contentHash((await loadOrThrow(articleId)).doc)
    },
    async logCopy(articleId) {
      return copyOf((await loadOrThrow(articleId)).doc).toString()
    },
    async head(articleId) {
      const [row] = await sql.query<{ head: string }>('SELECT head FROM document WHERE article_id = $1', [articleId])
      return Number(row?.head)
    },
    appendAsServer,
    async issueClaim(articleId) {
      const claimId = randomUUID()
      await sql.query(
        `INSERT INTO claim (id, article_id, number, kind, tagged_wording, prefix, suffix, created_by_id, wording, wording_hash)
         VALUES ($1, $2, 1, 'other', '', '', '', $3, '', '')`,
        [claimId, articleId, randomUUID()],
      )
      await appendAsServer(articleId, 'tagged')
      return claimId
    },
  }
}

/** Its one paragraph has a full stop in it, so that nobody has to make its text. */
export function article(headline: string): DocJson {
  const { type, content } = emptyDoc({ headline })
  return asDocJson({ type, content: [...content.slice(0, 2), { type: 'paragraph', content: [{ type: 'text', text: '.' }] }] })
}

/** Appends a paragraph, as the editor writes one. */
export function addParagraph(doc: Y.Doc, text: string): void {
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph')
    const words = new Y.XmlText()
    words.insert(0, text)
    paragraph.insert(0, [words])
    const root = doc.getXmlFragment(FRAGMENT)
    root.insert(root.length, [paragraph])
  })
}

/** The text of the first paragraph. */
export function copyOf(doc: Y.Doc): Y.XmlText {
  const root = doc.getXmlFragment(FRAGMENT)
  const paragraph = root.toArray().find((node): node is Y.XmlElement => node instanceof Y.XmlElement && node.nodeName === 'paragraph')
  const words = paragraph?.firstChild
  if (!(words instanceof Y.XmlText)) throw new Error('the document has no copy')
  return words
}

/** Everything that is written, with the elements it stands in. */
export function textOf(doc: Y.Doc): string {
  return doc.getXmlFragment(FRAGMENT).toJSON()
}

/** Stands in for the session cookie: `session=<id>`, looked up on each request as the real one is. */
export function authenticator(pool: Pool): (request: IncomingMessage) => Promise<Actor | null> {
  return async ({ headers }) => {
    const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
    const sessionId = bearer ?? /session=([\w-]+)/.exec(headers.cookie ?? '')?.[1]
    if (sessionId === undefined) return null
    const { rows } = await pool.query<{ user_id: string; name: string; roles: Record<string, Role[]> | null }>(
      `SELECT person.id AS user_id, person.name,
         (SELECT json_object_agg(desk_id, roles) FROM (
           SELECT desk_id, json_agg(role) AS roles FROM desk_member WHERE user_id = person.id GROUP BY desk_id) desks) AS roles
       FROM session JOIN "user" person ON person.id = session.user_id
       WHERE session.id = $1 AND session.revoked_at IS NULL`,
      [sessionId],
    )
    const [row] = rows
    if (row === undefined) return null
    const actor = { userId: row.user_id, name: row.name, isAdmin: false, roles: row.roles ?? {} }
    return bearer === undefined ? { ...actor, sessionId, scopes: null } : { ...actor, sessionId: null, scopes: ['read', 'write'] }
  }
}
