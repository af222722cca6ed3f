/** What a long past costs: the log it makes, the snapshot, and opening the document at a node that has just started. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { appendUpdates, loadDocument, writeSnapshot } from '#lib/collab/log.ts'
import { createPool } from '#lib/db/pool.ts'
import { pgSql, type Sql } from '#lib/db/sql.ts'
import { Frames } from './load/frames.ts'
import { readHistory } from './load/history.ts'
import { medians, round, type Bench, type Measurement } from './measure.ts'
import { openNewsroom, stetEnv, type Newsroom } from './newsroom.ts'
import { startPeer, type Peer } from './peers/start.ts'

export const question = 'What does a document with a long history cost to keep and to open?'

const BATCH = 200
/** Rows after the snapshot: what may have gathered since the last one was written, when the node was killed. */
const SINCE_SNAPSHOT = 400

export async function run(bench: Bench): Promise<Measurement[]> {
  const { databaseUrl, quick, note } = bench
  const pool = createPool(databaseUrl)
  const sql = pgSql(pool)
  const history = readHistory({ most: quick ? 1_000 : Infinity })
  const newsroom = await openNewsroom(sql, { people: 1, state: history.first })
  const results: Measurement[] = []
  try {
    const articleId = await newsroom.writeArticle()
    await sql.query('CREATE TABLE IF NOT EXISTS bench_hocuspocus (name text PRIMARY KEY, data bytea NOT NULL)')
    const updates = history.updates()
    const stops = [0.25, 0.5, 1].map((part) => Math.floor(history.length * part))
    let head = 1
    let written = 0
    for (const stop of stops) {
      note(`${history.source}: writing up to edit ${stop}`)
      const since = performance.now()
      const from = written
      while (written < stop) {
        const batch = take(updates, Math.min(BATCH, stop - written))
        head = await append(sql, { articleId, head, updates: batch, newsroom, client: history.client })
        written += batch.length
        if (written >= stop - SINCE_SNAPSHOT && batch.length > 0 && stop - written < BATCH) await keepSnapshot(sql, articleId)
      }
      const what = `${stop} edits`
      results.push({
        what,
        who: 'stet',
        figures: { 'edits written/s': Math.round(((stop - from) * 1000) / (performance.now() - since)), ...(await sizes(sql, articleId)) },
      })
      results.push(...(await openings(bench, { sql, articleId, newsroom, what })))
    }
    return results
  } finally {
    await pool.end()
  }
}

function take(updates: Generator<Uint8Array>, count: number): Uint8Array[] {
  const taken: Uint8Array[] = []
  while (taken.length < count) {
    const next = updates.next()
    if (next.done === true) break
    taken.push(next.value)
  }
  return taken
}

async function append(
  sql: Sql,
  { articleId, head, updates, newsroom, client }: { articleId: string; head: number; updates: Uint8Array[]; newsroom: Newsroom; client: number },
): Promise<number> {
  const rows = updates.map((update) => ({ update, userId: newsroom.authorId, clientIds: [client] }))
  const result = await appendUpdates(sql, { articleId, epoch: 1, knownHead: head, updates: rows, isQuiet: true })
  if (!result.ok) throw new Error(`the append was refused: ${result.reason}`)
  return result.head
}

/** As a room does every 500 edits; a little before the end, so that opening reads rows as well. */
async function keepSnapshot(sql: Sql, articleId: string): Promise<void> {
  const loaded = await loadDocument(sql, articleId)
  if (loaded === null) throw new Error('the document is gone')
  await writeSnapshot(sql, { articleId, seq: loaded.head, epoch: loaded.epoch, state: Y.encodeStateAsUpdate(loaded.doc) })
}

async function sizes(sql: Sql, articleId: string): Promise<Record<string, number>> {
  const [row] = await sql.query<{ edits: string; bytes: string; disk: string; snapshot: string }>(
    `SELECT count(*) AS edits, sum(octet_length("update")) AS bytes, pg_total_relation_size('document_update') AS disk,
       (SELECT octet_length(state) FROM document_snapshot WHERE article_id = $1) AS snapshot
     FROM document_update WHERE article_id = $1`,
    [articleId],
  )
  const edits = Number(row?.edits)
  const loaded = await loadDocument(sql, articleId)
  if (loaded === null) throw new Error('the document is gone')
  const since = performance.now()
  const state = Y.encodeStateAsUpdate(loaded.doc)
  const encoded = performance.now() - since
  await writeSnapshot(sql, { articleId: randomUUID(), seq: 1, epoch: 1, state })
  return {
    'update bytes an edit': round(Number(row?.bytes) / edits),
    'disk bytes an edit': round(Number(row?.disk) / edits),
    'snapshot KB': round(Number(row?.snapshot ?? state.length) / 1024),
    'snapshot encoded ms': round(encoded),
    'snapshot sent ms': round(performance.now() - since - encoded),
  }
}

type Opener = 'plain yjs' | 'hocuspocus' | 'stet after a kill' | 'stet'

/**
 * Each opening is the first at a node that has just started; plain yjs in between, with the same state. Who leaves an
 * article last leaves its state behind; after a kill there are rows beyond it.
 */
async function openings(
  { databaseUrl, quick, note }: Bench,
  { sql, articleId, newsroom, what }: { sql: Sql; articleId: string; newsroom: Newsroom; what: string },
): Promise<Measurement[]> {
  const loaded = await loadDocument(sql, articleId)
  if (loaded === null) throw new Error('the document is gone')
  const state = Y.encodeStateAsUpdate(loaded.doc)
  await sql.query('INSERT INTO bench_hocuspocus VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET data = EXCLUDED.data', [articleId, Buffer.from(state)])
  const runs: Record<Opener, Record<string, number>[]> = { 'plain yjs': [], hocuspocus: [], 'stet after a kill': [], stet: [] }
  const rounds = quick ? 1 : 5
  const open = async (who: Opener): Promise<Record<string, number>> => {
    if (who === 'hocuspocus') return await openCold(who, { DATABASE_URL: databaseUrl }, { articleId, newsroom })
    if (who !== 'plain yjs') return await openCold('stet', stetEnv(databaseUrl), { articleId, newsroom })
    const since = performance.now()
    Y.applyUpdate(new Y.Doc(), state)
    return { 'synced ms': round(performance.now() - since), 'KB received': round(state.length / 1024) }
  }
  const takeTurns = async (openers: readonly Opener[]): Promise<void> => {
    for (let turn = 0; turn <= rounds; turn++) {
      note(`${what}: opening, ${turn === 0 ? 'warming up' : `${turn} of ${rounds}`}`)
      for (const who of openers) {
        const figures = await open(who)
        if (turn > 0) runs[who].push(figures)
      }
    }
  }
  await takeTurns(['stet after a kill'])
  await keepSnapshot(sql, articleId)
  await takeTurns(['plain yjs', 'hocuspocus', 'stet'])
  return Object.entries(runs).map(([who, figures]) => ({ what: `${what}, opened`, who, figures: medians(figures) }))
}

async function openCold(
  peer: Peer,
  env: Record<string, string>,
  { articleId, newsroom }: { articleId: string; newsroom: Newsroom },
): Promise<Record<string, number>> {
  const server = await startPeer(peer, env)
  const frames = new Frames(peer === 'hocuspocus' ? articleId : null)
  const doc = new Y.Doc()
  let bytes = 0
  const since = performance.now()
  const ws = new WebSocket(`${server.url}${articleId}`, { headers: newsroom.people[0] ?? {}, perMessageDeflate: false })
  try {
    const synced = new Promise<number>((resolve) => {
      ws.on('message', (data: Buffer) => {
        bytes += data.length
        const heard = frames.read(data)
        if (heard.kind !== 'state' && heard.kind !== 'update') return
        Y.applyUpdate(doc, heard.update)
        if (heard.kind === 'state') resolve(performance.now() - since)
      })
    })
    await once(ws, 'open')
    for (const frame of frames.greeting()) ws.send(frame)
    return { 'synced ms': round(await synced), 'KB received': round(bytes / 1024) }
  } finally {
    ws.terminate()
    await server.stop()
  }
}
