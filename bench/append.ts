/** An edit made safe: our log's append beside what any program pays for a commit on the same Postgres. */
import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { appendUpdates, createDocument } from '#lib/collab/log.ts'
import { connect } from '#lib/db/pool.ts'
import { pgSql, type Sql } from '#lib/db/sql.ts'
import { SCHEMA_MAJOR } from '#lib/editor/schema.ts'
import { emptyDoc, initialState } from '#lib/editor/ydoc.ts'
import { measure, type Bench, type Measurement } from './measure.ts'

const BATCH = 200

export const question = 'What does an append to the log cost beside a bare commit?'

export async function run({ databaseUrl, quick }: Bench): Promise<Measurement[]> {
  const client = await connect(databaseUrl, 'stet-bench')
  try {
    const sql = pgSql(client)
    await sql.query('CREATE TABLE bench_plain (id uuid PRIMARY KEY, bytes bytea NOT NULL)')
    const edit = typedLetter()
    const runs = quick ? 5 : 500
    return [
      await measure({ what: 'commit one edit', who: 'plain INSERT', runs }, () => sql.query('INSERT INTO bench_plain VALUES ($1, $2)', [randomUUID(), edit])),
      await measure({ what: 'commit one edit', who: 'stet', runs }, await appender(sql, edit, 1)),
      await measure({ what: `commit ${BATCH} edits together`, who: 'stet', runs: Math.ceil(runs / 10), things: BATCH }, await appender(sql, edit, BATCH)),
    ]
  } finally {
    await client.end()
  }
}

/** Appends `count` edits a call to a document of its own, by somebody who may. */
async function appender(sql: Sql, update: Uint8Array, count: number): Promise<() => Promise<void>> {
  const [articleId, userId, deskId, sessionId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  await sql.query('INSERT INTO desk (id, name, slug) VALUES ($1::uuid, $1::uuid::text, $1::uuid::text)', [deskId])
  await sql.query('INSERT INTO "user" (id, email, name) VALUES ($1::uuid, $1::uuid::text, $1::uuid::text)', [userId])
  await sql.query("INSERT INTO desk_member (desk_id, user_id, role) VALUES ($1, $2, 'reporter')", [deskId, userId])
  await sql.query("INSERT INTO session (id, user_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')", [sessionId, userId])
  await sql.query('INSERT INTO article (id, slug, desk_id, created_by_id, title) VALUES ($1::uuid, $1::uuid::text, $2, $3, $1::uuid::text)', [
    articleId,
    deskId,
    userId,
  ])
  await createDocument(sql, { articleId, state: initialState(emptyDoc({ headline: 'Grain deal nears' })), schemaMajor: SCHEMA_MAJOR, userId: null })
  const updates = Array.from({ length: count }, () => ({ update, userId, sessionId, clientIds: [7] }))
  let knownHead = 1
  return async () => {
    const result = await appendUpdates(sql, { articleId, epoch: 1, knownHead, updates, isQuiet: true })
    if (!result.ok) throw new Error(`the append was refused: ${result.reason}`)
    knownHead = result.head
  }
}

/** What one key sends. */
function typedLetter(): Uint8Array {
  const doc = new Y.Doc()
  const text = doc.getText('any')
  text.insert(0, 'The trip was his second since')
  const before = Y.encodeStateVector(doc)
  text.insert(29, ' ')
  return Y.encodeStateAsUpdate(doc, before)
}
