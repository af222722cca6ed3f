/**
 * Broken on purpose, as compacting logs are: a snapshot deletes the rows below it, head, snapshot and rows are read
 * one after the other, and nobody asks whether the first row that is left follows the last one known.
 */
import { writeSnapshot as write, type LogRow, type LogTail } from '#lib/collab/log.ts'
import type { Sql } from '#lib/db/sql.ts'

// Everything else as it is, whatever the rooms come to use of it.
export * from './failing-log.ts'

interface Head {
  head: string
  epoch: number
  schema_major: number
}

export async function readTail(sql: Sql, articleId: string): Promise<LogTail | null> {
  const head = await readHead(sql, articleId)
  if (head === null) return null
  const [snapshot] = await sql.query<{ seq: string; state: Uint8Array }>(
    'SELECT seq, state FROM document_snapshot WHERE article_id = $1::uuid ORDER BY seq DESC LIMIT 1',
    [articleId],
  )
  const base = Number(snapshot?.seq ?? 0)
  return tailOf(articleId, head, { base, snapshot: snapshot?.state ?? null, rows: await readRows(sql, articleId, base) })
}

export async function readSince(sql: Sql, { articleId, after }: { articleId: string; epoch: number; after: number }): Promise<LogTail | null> {
  const head = await readHead(sql, articleId)
  if (head === null) return null
  return tailOf(articleId, head, { base: after, snapshot: null, rows: await readRows(sql, articleId, after) })
}

export async function writeSnapshot(sql: Sql, snapshot: Parameters<typeof write>[1]): Promise<void> {
  await write(sql, snapshot)
  await sql.query('DELETE FROM document_update WHERE article_id = $1::uuid AND seq <= $2::bigint', [snapshot.articleId, String(snapshot.seq)])
}

async function readHead(sql: Sql, articleId: string): Promise<Head | null> {
  const [head] = await sql.query<Head>('SELECT head, epoch, schema_major FROM document WHERE article_id = $1::uuid', [articleId])
  return head ?? null
}

async function readRows(sql: Sql, articleId: string, after: number): Promise<LogRow[]> {
  const rows = await sql.query<{ seq: string; user_id: string | null; update: Uint8Array }>(
    'SELECT seq, user_id, "update" FROM document_update WHERE article_id = $1::uuid AND seq > $2::bigint ORDER BY seq',
    [articleId, String(after)],
  )
  return rows.map(({ seq, user_id, update }) => ({ seq: Number(seq), userId: user_id, update }))
}

function tailOf(articleId: string, { head, epoch, schema_major }: Head, read: { base: number; snapshot: Uint8Array | null; rows: LogRow[] }): LogTail {
  return { articleId, head: Math.max(Number(head), read.rows.at(-1)?.seq ?? 0), epoch, schemaMajor: schema_major, ...read }
}
