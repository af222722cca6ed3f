/**
 * The document log: the truth about every article's text (CO-1). Rows of `document_update` follow one another
 * without a gap and are never deleted; `document.head` is the fence that every append compares and sets (CO-2),
 * so that any process may append and none owns a document.
 *
 * Each function is one statement, hence one snapshot of the database, hence consistent without a transaction of
 * its own. Pass a pool to append alone, or a transaction to append together with other rows.
 */
import type { Sql } from '#lib/db/sql.ts'
import type * as Y from 'yjs'
import { mayEditSql } from './author-right.ts'
import { Replica } from './replica.ts'

export interface LogRow {
  seq: number
  /** null: the server itself. */
  userId: string | null
  update: Uint8Array
}

/** What is in the log above `base`. */
export interface LogTail {
  articleId: string
  head: number
  epoch: number
  schemaMajor: number
  /** The state at `base`; null when reading from the first row, or from a seq the reader knows. */
  snapshot: Uint8Array | null
  base: number
  rows: LogRow[]
}

export interface LoadedDocument {
  articleId: string
  head: number
  epoch: number
  doc: Y.Doc
}

/** Who writes; `sessionId` is null when it is not through a browser session. */
export interface Author {
  userId: string
  sessionId: string | null
}

export interface NewUpdate {
  update: Uint8Array
  /** null: the server itself writes, under its own Yjs client id; whoever asked was authorised before. */
  userId: string | null
  /** null: not by a browser session. */
  sessionId?: string | null
  /** Yjs client ids whose structs the update adds; they are bound to `userId`. */
  clientIds: readonly number[]
}

export interface Append {
  articleId: string
  epoch: number
  /** The head that the writer has seen everything up to. */
  knownHead: number
  updates: readonly NewUpdate[]
  /**
   * The other processes are not woken by this statement; whoever appends does it once it is committed. Postgres lets
   * transactions that notify commit one at a time, so that documents would wait for each other's disk.
   */
  isQuiet?: boolean
}

export interface ClientOwner {
  clientId: number
  userId: string
}

export type AppendResult =
  | { ok: true; head: number }
  /** Somebody else appended: read what was missed, check again, retry. */
  | { ok: false; reason: 'moved' }
  | { ok: false; reason: 'epoch' }
  | { ok: false; reason: 'gone' }
  /** These people may not write; nothing was appended. */
  | { ok: false; reason: 'forbidden'; authors: Author[] }
  /** These Yjs client ids belong to somebody else, to whom is said; nothing was appended. */
  | { ok: false; reason: 'client-id-taken'; clients: ClientOwner[] }

/** Writes a document's first state as seq 1, in the caller's transaction. A document is never seeded by a client (DO-2). */
export async function createDocument(
  sql: Sql,
  { articleId, state, schemaMajor, userId }: { articleId: string; state: Uint8Array; schemaMajor: number; userId: string | null },
): Promise<void> {
  await sql.query(
    `WITH created AS (
       INSERT INTO document (article_id, head, epoch, schema_major) VALUES ($1::uuid, 1, 1, $2::int) RETURNING article_id
     )
     INSERT INTO document_update (article_id, seq, epoch, user_id, "update")
     SELECT article_id, 1, 1, $3::uuid, decode($4::text, 'base64') FROM created`,
    [articleId, schemaMajor, userId, toBase64(state)],
  )
}

/** The document at its head; null when there is none. With `lock` the head cannot move until the caller's transaction ends. */
export async function loadDocument(sql: Sql, articleId: string, options: { lock?: 'update' } = {}): Promise<LoadedDocument | null> {
  if (options.lock === 'update') {
    // A statement of its own: only one begun after the lock is held sees what the lock waited for.
    await sql.query('SELECT 1 AS locked FROM document WHERE article_id = $1::uuid FOR UPDATE', [articleId])
  }
  const tail = await readTail(sql, articleId)
  if (tail === null) return null
  return { articleId, head: tail.head, epoch: tail.epoch, doc: new Replica(updatesOf(tail)).doc }
}

/** The document as it stood when its log ended at `seq`. Reads from the first row on where the snapshot is newer than that. */
export async function loadDocumentAt(sql: Sql, { articleId, epoch, seq }: { articleId: string; epoch: number; seq: number }): Promise<Y.Doc> {
  const rows = await sql.query<{ bytes: Uint8Array }>(
    `WITH snap AS (
       SELECT seq, state FROM document_snapshot WHERE article_id = $1::uuid AND epoch = $2::int AND seq <= $3::bigint ORDER BY seq DESC LIMIT 1
     )
     SELECT seq, state AS bytes FROM snap
     UNION ALL
     SELECT seq, "update" FROM document_update
     WHERE article_id = $1::uuid AND epoch = $2::int AND seq <= $3::bigint AND seq > COALESCE((SELECT seq FROM snap), 0)
     ORDER BY seq`,
    [articleId, epoch, String(seq)],
  )
  return new Replica(rows.map((row) => row.bytes)).doc
}

/** All that it takes to build the document: the newest snapshot and the rows after it; null when there is none. */
export async function readTail(sql: Sql, articleId: string): Promise<LogTail | null> {
  return await readLog(sql, articleId, null)
}

/** What was appended after `after`; null when the document is gone. A changed epoch comes with its own snapshot. */
export async function readSince(sql: Sql, { articleId, epoch, after }: { articleId: string; epoch: number; after: number }): Promise<LogTail | null> {
  return await readLog(sql, articleId, { after, epoch })
}

export function updatesOf(tail: LogTail): Uint8Array[] {
  const updates = tail.rows.map((row) => row.update)
  return tail.snapshot === null ? updates : [tail.snapshot, ...updates]
}

const READ = `
  WITH doc AS (
    SELECT head, epoch, schema_major FROM document WHERE article_id = $1::uuid
  ), snap AS (
    SELECT snapshot.seq, snapshot.state
    FROM document_snapshot snapshot JOIN doc ON snapshot.epoch = doc.epoch AND snapshot.seq <= doc.head
    WHERE snapshot.article_id = $1::uuid AND $2::bigint IS NULL
    ORDER BY snapshot.seq DESC LIMIT 1
  )
  SELECT 0 AS kind, head AS seq, epoch, schema_major, NULL::uuid AS user_id, NULL::bytea AS bytes FROM doc
  UNION ALL
  SELECT 1, snap.seq, doc.epoch, doc.schema_major, NULL, snap.state FROM snap, doc
  UNION ALL
  SELECT 2, u.seq, u.epoch, doc.schema_major, u.user_id, u."update"
  FROM document_update u, doc
  WHERE u.article_id = $1::uuid AND u.epoch = doc.epoch AND u.seq > COALESCE($2::bigint, (SELECT seq FROM snap), 0)
  ORDER BY kind, seq`

interface ReadRow {
  kind: number
  seq: string | bigint | number
  epoch: number
  schema_major: number
  user_id: string | null
  bytes: Uint8Array | null
}

/** Throws when the rows do not lead without a gap from the base to the head. */
async function readLog(sql: Sql, articleId: string, known: { after: number; epoch: number } | null): Promise<LogTail | null> {
  const after = known?.after ?? null
  const [doc, ...rest] = await sql.query<ReadRow>(READ, [articleId, after === null ? null : String(after)], {
    prepareAs: after === null ? 'read' : 'read-since',
  })
  if (doc === undefined) return null
  if (known !== null && known.epoch !== doc.epoch) return await readLog(sql, articleId, null)
  const snapshot = rest.find((row) => row.kind === 1)
  const tail: LogTail = {
    articleId,
    head: Number(doc.seq),
    epoch: doc.epoch,
    schemaMajor: doc.schema_major,
    snapshot: snapshot?.bytes ?? null,
    base: after ?? Number(snapshot?.seq ?? 0),
    rows: rest.filter((row) => row.kind === 2).map(toLogRow),
  }
  assertNoGap(tail)
  return tail
}

function toLogRow(row: ReadRow): LogRow {
  if (row.bytes === null) throw new Error(`the log row ${Number(row.seq)} holds no update`)
  return { seq: Number(row.seq), userId: row.user_id, update: row.bytes }
}

function assertNoGap({ articleId, base, rows, head }: LogTail): void {
  let last = base
  for (const row of rows) {
    if (row.seq !== last + 1) throw new Error(`the log of ${articleId} has a hole: ${row.seq} follows ${last}`)
    last = row.seq
  }
  if (last !== head) throw new Error(`the log of ${articleId} ends at ${last}, but its head is ${head}`)
}

const AUTHORS = `json_to_recordset($5::json) AS a(user_id uuid, session_id uuid)`
const CLIENTS = `json_to_recordset($6::json) AS c(client_id bigint, user_id uuid)`
const TAKEN = `${CLIENTS} JOIN document_client bound ON bound.article_id = $1::uuid AND bound.client_id = c.client_id WHERE bound.user_id <> c.user_id`

const APPEND = `
  WITH moved AS (
    UPDATE document SET head = head + $7::int
    WHERE article_id = $1::uuid AND epoch = $2::int AND head = $3::bigint
      AND NOT EXISTS (SELECT 1 FROM ${AUTHORS} WHERE NOT (${mayEditSql('$1::uuid')}))
      AND NOT EXISTS (SELECT 1 FROM ${TAKEN})
    RETURNING head
  ), appended AS (
    INSERT INTO document_update (article_id, seq, epoch, user_id, "update")
    SELECT $1::uuid, $3::bigint + r.n, $2::int, r.user_id, decode(r.bytes, 'base64')
    FROM moved, json_to_recordset($4::json) AS r(n int, user_id uuid, bytes text)
  ), bound AS (
    INSERT INTO document_client (article_id, client_id, user_id)
    SELECT $1::uuid, c.client_id, c.user_id FROM moved, ${CLIENTS}
    ON CONFLICT DO NOTHING
  )
  SELECT head`

const APPEND_QUIETLY = `${APPEND} FROM moved`
const APPEND_AND_WAKE = `${APPEND}, pg_notify('stet_doc', $1::text || ':' || head)::text AS notified FROM moved`

/**
 * Appends all of them or nothing. An error thrown means that the outcome is unknown, unless the database itself
 * refused: read the log to learn it.
 */
export async function appendUpdates(sql: Sql, append: Append): Promise<AppendResult> {
  const { articleId, epoch, knownHead, updates, isQuiet = false } = append
  if (updates.length === 0) return { ok: true, head: knownHead }
  const rows = updates.map(({ update, userId }, i) => ({ n: i + 1, user_id: userId, bytes: toBase64(update) }))
  const authors = JSON.stringify(authorsOf(updates))
  const clients = JSON.stringify(clientsOf(updates))
  const [moved] = await sql.query<{ head: string | bigint | number }>(
    isQuiet ? APPEND_QUIETLY : APPEND_AND_WAKE,
    [articleId, epoch, String(knownHead), JSON.stringify(rows), authors, clients, updates.length],
    { prepareAs: isQuiet ? 'append' : 'append-and-wake' },
  )
  return moved === undefined ? await whyNot(sql, append, authors, clients) : { ok: true, head: Number(moved.head) }
}

const APPEND_TOGETHER = `
  WITH wanted AS (
    SELECT article_id, epoch, head, count FROM json_to_recordset($1::json) AS w(article_id uuid, epoch int, head bigint, count int)
  ), free AS (
    SELECT document.article_id, wanted.head, wanted.count
    FROM wanted JOIN document ON document.article_id = wanted.article_id AND document.epoch = wanted.epoch AND document.head = wanted.head
    FOR UPDATE OF document SKIP LOCKED
  ), clients AS (
    SELECT article_id, client_id, user_id FROM json_to_recordset($4::json) AS c(article_id uuid, client_id bigint, user_id uuid)
  ), barred AS (
    SELECT a.article_id FROM json_to_recordset($3::json) AS a(article_id uuid, user_id uuid, session_id uuid) WHERE NOT (${mayEditSql('a.article_id')})
    UNION ALL
    SELECT c.article_id FROM clients c JOIN document_client bound ON bound.article_id = c.article_id AND bound.client_id = c.client_id
    WHERE bound.user_id <> c.user_id
  ), moved AS (
    UPDATE document SET head = document.head + free.count
    FROM free
    WHERE document.article_id = free.article_id AND free.article_id NOT IN (SELECT article_id FROM barred)
    RETURNING document.article_id, document.epoch, document.head, free.head AS known_head
  ), appended AS (
    INSERT INTO document_update (article_id, seq, epoch, user_id, "update")
    SELECT moved.article_id, moved.known_head + r.n, moved.epoch, r.user_id, decode(r.bytes, 'base64')
    FROM json_to_recordset($2::json) AS r(article_id uuid, n int, user_id uuid, bytes text) JOIN moved ON moved.article_id = r.article_id
  ), bound AS (
    INSERT INTO document_client (article_id, client_id, user_id)
    SELECT c.article_id, c.client_id, c.user_id FROM clients c JOIN moved ON moved.article_id = c.article_id
    ON CONFLICT DO NOTHING
  )
  SELECT article_id, head FROM moved`

/**
 * Appends to several documents in one statement, hence with one commit: to each all of its updates or nothing. Wakes
 * nobody. Returns the new heads of those that were appended to. A document is left out whose head has moved or whose
 * writers may not, and also one that somebody else holds locked: nobody waits for it here, so `appendUpdates` has to
 * be asked. Each article may be named once. An error thrown is as with `appendUpdates`, and concerns all of them.
 */
export async function appendTogether(sql: Sql, appends: readonly Append[]): Promise<Map<string, number>> {
  const wanted = appends.map(({ articleId, epoch, knownHead, updates }) => ({ article_id: articleId, epoch, head: knownHead, count: updates.length }))
  const rows = appends.flatMap(({ articleId, updates }) =>
    updates.map(({ update, userId }, i) => ({ article_id: articleId, n: i + 1, user_id: userId, bytes: toBase64(update) })),
  )
  const authors = appends.flatMap(({ articleId, updates }) => authorsOf(updates).map((author) => ({ article_id: articleId, ...author })))
  const clients = appends.flatMap(({ articleId, updates }) => clientsOf(updates).map((client) => ({ article_id: articleId, ...client })))
  const moved = await sql.query<{ article_id: string; head: string | bigint | number }>(
    APPEND_TOGETHER,
    [wanted, rows, authors, clients].map((list) => JSON.stringify(list)),
    { prepareAs: 'append-together' },
  )
  return new Map(moved.map(({ article_id, head }) => [article_id, Number(head)]))
}

const WHY_NOT = `
  SELECT epoch,
    (SELECT json_agg(json_build_object('userId', a.user_id, 'sessionId', a.session_id)) FROM json_to_recordset($2::json) AS a(user_id uuid, session_id uuid)
      WHERE NOT (${mayEditSql('$1::uuid')})) AS forbidden,
    (SELECT json_agg(json_build_object('clientId', bound.client_id, 'userId', bound.user_id)) FROM json_to_recordset($3::json) AS c(client_id bigint, user_id uuid)
      JOIN document_client bound ON bound.article_id = $1::uuid AND bound.client_id = c.client_id
      WHERE bound.user_id <> c.user_id) AS taken
  FROM document WHERE article_id = $1::uuid`

interface WhyNotRow {
  epoch: number
  forbidden: Author[] | null
  taken: ClientOwner[] | null
}

async function whyNot(sql: Sql, { articleId, epoch }: Append, authors: string, clients: string): Promise<AppendResult> {
  const [now] = await sql.query<WhyNotRow>(WHY_NOT, [articleId, authors, clients])
  if (now === undefined) return { ok: false, reason: 'gone' }
  if (now.epoch !== epoch) return { ok: false, reason: 'epoch' }
  if (now.forbidden !== null) return { ok: false, reason: 'forbidden', authors: now.forbidden }
  if (now.taken !== null) return { ok: false, reason: 'client-id-taken', clients: now.taken }
  return { ok: false, reason: 'moved' }
}

function authorsOf(updates: readonly NewUpdate[]): { user_id: string; session_id: string | null }[] {
  const authors = new Map<string, { user_id: string; session_id: string | null }>()
  for (const { userId, sessionId = null } of updates) {
    if (userId !== null) authors.set(`${userId} ${sessionId}`, { user_id: userId, session_id: sessionId })
  }
  return [...authors.values()]
}

function clientsOf(updates: readonly NewUpdate[]): { client_id: number; user_id: string }[] {
  const clients = new Map<number, string>()
  for (const { userId, clientIds } of updates) {
    if (userId !== null) clientIds.forEach((client) => clients.set(client, userId))
  }
  return [...clients].map(([client_id, user_id]) => ({ client_id, user_id }))
}

/**
 * Binds a Yjs client id to who announced it and returns whose it is now: somebody else's when it was bound before,
 * null when nothing was bound because this person holds `atMost` of the document's already.
 */
export async function bindClientId(
  sql: Sql,
  { articleId, clientId, userId, atMost }: { articleId: string; clientId: number; userId: string; atMost: number },
): Promise<string | null> {
  await sql.query(
    `INSERT INTO document_client (article_id, client_id, user_id)
     SELECT $1::uuid, $2::bigint, $3::uuid
     WHERE EXISTS (SELECT 1 FROM document WHERE article_id = $1::uuid)
       AND (SELECT count(*) FROM document_client WHERE article_id = $1::uuid AND user_id = $3::uuid) < $4::int
     ON CONFLICT DO NOTHING`,
    [articleId, clientId, userId, atMost],
  )
  // A statement of its own sees what another writer's conflict hid from the first.
  const [bound] = await sql.query<{ user_id: string }>('SELECT user_id FROM document_client WHERE article_id = $1::uuid AND client_id = $2::bigint', [
    articleId,
    clientId,
  ])
  return bound?.user_id ?? null
}

/** Which user each Yjs client id of the document is bound to. */
export async function readClientIds(sql: Sql, articleId: string): Promise<Map<number, string>> {
  const rows = await sql.query<{ client_id: string | bigint | number; user_id: string }>(
    'SELECT client_id, user_id FROM document_client WHERE article_id = $1::uuid',
    [articleId],
  )
  return new Map(rows.map((row) => [Number(row.client_id), row.user_id]))
}

/**
 * Keeps a state so that opening is quick, and drops older ones. Never touches the log. Does nothing when the
 * document has another epoch by now.
 */
export async function writeSnapshot(
  sql: Sql,
  { articleId, seq, epoch, state }: { articleId: string; seq: number; epoch: number; state: Uint8Array },
): Promise<void> {
  await sql.query(
    `WITH kept AS (
       INSERT INTO document_snapshot (article_id, seq, epoch, state)
       SELECT article_id, $2::bigint, epoch, decode($4::text, 'base64')
       FROM document WHERE article_id = $1::uuid AND epoch = $3::int AND head >= $2::bigint
       ON CONFLICT DO NOTHING
       RETURNING article_id, seq
     )
     DELETE FROM document_snapshot old USING kept WHERE old.article_id = kept.article_id AND old.seq < kept.seq`,
    [articleId, String(seq), epoch, toBase64(state)],
  )
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
