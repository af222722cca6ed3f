import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { appendUpdates, loadDocument, readSince, readTail, writeSnapshot, type AppendResult, type NewUpdate } from '#lib/collab/log.ts'
import { createDb, type Db } from '#lib/db/client.ts'
import { pgSql, prismaSql } from '#lib/db/sql.ts'
import { contentHash } from '#lib/editor/canonical.ts'
import { SERVER_CLIENT_ID } from '#lib/editor/schema.ts'
import { edit } from './support/forge.ts'
import { addParagraph, textOf, type Person } from './support/newsroom.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

function paragraph(state: Uint8Array, text: string, clientId: number): Uint8Array {
  return edit(state, (doc) => addParagraph(doc, text), clientId)
}

async function stateOf(articleId: string): Promise<Uint8Array> {
  const loaded = await loadDocument(stage.newsroom.sql, articleId)
  if (loaded === null) throw new Error('no document')
  return Y.encodeStateAsUpdate(loaded.doc)
}

async function by(person: Person, articleId: string, text: string, clientId: number): Promise<NewUpdate> {
  return { update: paragraph(await stateOf(articleId), text, clientId), userId: person.userId, sessionId: person.sessionId, clientIds: [clientId] }
}

async function append(articleId: string, knownHead: number, updates: NewUpdate[]): Promise<AppendResult> {
  return await appendUpdates(stage.newsroom.sql, { articleId, epoch: 1, knownHead, updates })
}

describe('appending', () => {
  it('[CO-2] moves the head by as many rows as there are updates, and names their authors', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const [reporter, editor] = [await newsroom.hire('reporter'), await newsroom.hire('editor')]
    const updates = [await by(reporter, articleId, 'one', 11), await by(editor, articleId, 'two', 12)]
    expect(await append(articleId, 1, updates)).toEqual({ ok: true, head: 3 })
    const tail = await readTail(newsroom.sql, articleId)
    expect(tail?.rows.map(({ seq, userId }) => ({ seq, userId }))).toEqual([
      { seq: 1, userId: null },
      { seq: 2, userId: reporter.userId },
      { seq: 3, userId: editor.userId },
    ])
  })

  it('[CO-2] who has not seen everything appends nothing', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await newsroom.hire('reporter')
    expect(await append(articleId, 1, [await by(reporter, articleId, 'first', 11)])).toEqual({ ok: true, head: 2 })
    expect(await append(articleId, 1, [await by(reporter, articleId, 'late', 11)])).toEqual({ ok: false, reason: 'moved' })
    expect(await newsroom.head(articleId)).toBe(2)
  })

  it('[CO-2] of twenty writers at once who know the same head, one succeeds', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await newsroom.hire('reporter')
    const update = await by(reporter, articleId, 'race', 11)
    const results = await Promise.all(Array.from({ length: 20 }, () => append(articleId, 1, [update])))
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    expect(await newsroom.head(articleId)).toBe(2)
  })

  it('[CO-2a] names who may not write, by person and session', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const [reporter, checker] = [await newsroom.hire('reporter'), await newsroom.hire('checker')]
    const updates = [await by(reporter, articleId, 'fine', 11), await by(checker, articleId, 'not', 12)]
    expect(await append(articleId, 1, updates)).toEqual({
      ok: false,
      reason: 'forbidden',
      authors: [{ userId: checker.userId, sessionId: checker.sessionId }],
    })
    expect(await newsroom.head(articleId)).toBe(1)
  })

  it('[CO-8b] names client ids that belong to somebody else', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const [reporter, editor] = [await newsroom.hire('reporter'), await newsroom.hire('editor')]
    await append(articleId, 1, [await by(reporter, articleId, 'mine', 11)])
    expect(await append(articleId, 2, [await by(editor, articleId, 'forged', 11)])).toEqual({
      ok: false,
      reason: 'client-id-taken',
      clients: [{ clientId: 11, userId: reporter.userId }],
    })
  })

  it('[CO-9] refuses another epoch, and a document that is not there', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const updates = [await by(await newsroom.hire('reporter'), articleId, 'x', 11)]
    expect(await appendUpdates(newsroom.sql, { articleId, epoch: 2, knownHead: 1, updates })).toEqual({ ok: false, reason: 'epoch' })
    expect(await append(randomUUID(), 1, updates)).toEqual({ ok: false, reason: 'gone' })
  })
})

describe('reading', () => {
  it('[CO-2b] refuses a log with a hole, and one that ends before its head', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    await newsroom.appendAsServer(articleId, 'two')
    await newsroom.appendAsServer(articleId, 'three')
    await newsroom.sql.query('UPDATE document SET head = 4 WHERE article_id = $1', [articleId])
    await expect(readTail(newsroom.sql, articleId)).rejects.toThrow('ends at 3, but its head is 4')
    await newsroom.sql.query('UPDATE document SET head = 3 WHERE article_id = $1', [articleId])
    await withoutTriggers(articleId, 2)
    await expect(readTail(newsroom.sql, articleId)).rejects.toThrow('has a hole: 3 follows 1')
    await expect(readSince(newsroom.sql, { articleId, epoch: 1, after: 1 })).rejects.toThrow('has a hole')
  })

  it('[CO-3] a snapshot changes nothing but what is read, and only the newest is kept', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    for (const text of ['two', 'three', 'four']) {
      await newsroom.appendAsServer(articleId, text)
      await writeSnapshot(newsroom.sql, { articleId, seq: await newsroom.head(articleId), epoch: 1, state: await stateOf(articleId) })
    }
    await newsroom.appendAsServer(articleId, 'five')
    const tail = await readTail(newsroom.sql, articleId)
    expect(tail).toMatchObject({ head: 5, base: 4 })
    expect(tail?.rows.map(({ seq }) => seq)).toEqual([5])
    const loaded = await loadDocument(newsroom.sql, articleId)
    expect(['two', 'three', 'four', 'five'].every((text) => textOf(loaded?.doc ?? new Y.Doc()).includes(text))).toBe(true)
    expect(await newsroom.sql.query('SELECT seq FROM document_snapshot WHERE article_id = $1', [articleId])).toEqual([{ seq: '4' }])
    expect(await newsroom.sql.query('SELECT count(*)::int AS rows FROM document_update WHERE article_id = $1', [articleId])).toEqual([{ rows: 5 }])
  })

  it('[CO-9] a reader of an older epoch gets the new one whole', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    await newsroom.appendAsServer(articleId, 'old')
    const state = await stateOf(articleId)
    await newsroom.sql.query('UPDATE document SET epoch = 2 WHERE article_id = $1', [articleId])
    await writeSnapshot(newsroom.sql, { articleId, seq: 2, epoch: 2, state })
    expect(await readSince(newsroom.sql, { articleId, epoch: 1, after: 1 })).toMatchObject({ epoch: 2, base: 2, head: 2, rows: [] })
  })

  it('[CO-2] who holds the lock sees everything before it, and nothing comes between', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const holder = await newsroom.pool.connect()
    const waiter = await newsroom.pool.connect()
    try {
      await holder.query('BEGIN')
      const held = await loadDocument(pgSql(holder), articleId, { lock: 'update' })
      await waiter.query('BEGIN')
      const waiting = loadDocument(pgSql(waiter), articleId, { lock: 'update' })
      const update = paragraph(await stateOf(articleId), 'by the holder', SERVER_CLIENT_ID)
      await appendUpdates(pgSql(holder), { articleId, epoch: 1, knownHead: held?.head ?? 0, updates: [{ update, userId: null, clientIds: [] }] })
      await holder.query('COMMIT')
      const seen = await waiting
      expect(seen?.head).toBe(2)
      expect(textOf(seen?.doc ?? new Y.Doc())).toContain('by the holder')
      await waiter.query('COMMIT')
    } finally {
      holder.release()
      waiter.release()
    }
  })
})

describe('a service’s own transaction', () => {
  it('[CO-2] the log reads and appends the same through Prisma, and a rollback leaves nothing', async () => {
    const { newsroom, database } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await newsroom.hire('reporter')
    const db: Db = createDb(database.url)
    const write = async (fails: boolean): Promise<void> =>
      await db.$transaction(async (tx) => {
        const sql = prismaSql(tx)
        const loaded = await loadDocument(sql, articleId, { lock: 'update' })
        if (loaded === null) throw new Error('no document')
        const update = paragraph(Y.encodeStateAsUpdate(loaded.doc), `until ${loaded.head}`, 77)
        const updates = [{ update, userId: reporter.userId, sessionId: reporter.sessionId, clientIds: [77] }]
        expect(await appendUpdates(sql, { articleId, epoch: 1, knownHead: loaded.head, updates })).toEqual({ ok: true, head: loaded.head + 1 })
        expect(await appendUpdates(sql, { articleId, epoch: 1, knownHead: loaded.head, updates })).toEqual({ ok: false, reason: 'moved' })
        await writeSnapshot(sql, { articleId, seq: loaded.head, epoch: 1, state: Y.encodeStateAsUpdate(loaded.doc) })
        if (fails) throw new Error('changed its mind')
      })
    try {
      await expect(write(true)).rejects.toThrow('changed its mind')
      expect(await newsroom.head(articleId)).toBe(1)
      await write(false)
      const viaPrisma = await db.$transaction(async (tx) => await loadDocument(prismaSql(tx), articleId))
      expect(viaPrisma?.head).toBe(2)
      expect(contentHash(viaPrisma?.doc ?? new Y.Doc())).toBe(await newsroom.logHash(articleId))
    } finally {
      await db.$disconnect()
    }
  })
})

/** Takes a row away as no statement of ours can: the table refuses deletion. */
async function withoutTriggers(articleId: string, seq: number): Promise<void> {
  const client = await stage.newsroom.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query("SET LOCAL session_replication_role = 'replica'")
    await client.query('DELETE FROM document_update WHERE article_id = $1 AND seq = $2', [articleId, seq])
    await client.query('COMMIT')
  } finally {
    client.release()
  }
}
