import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { appendTogether, appendUpdates, loadDocument, type Append } from '#lib/collab/log.ts'
import { createPool } from '#lib/db/pool.ts'
import { pgSql, type Sql } from '#lib/db/sql.ts'
import { Committer } from '#server/collab/committer.ts'
import { edit } from './support/forge.ts'
import { addParagraph, textOf, type Person } from './support/newsroom.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

async function stateOf(articleId: string): Promise<Uint8Array> {
  const loaded = await loadDocument(stage.newsroom.sql, articleId)
  if (loaded === null) throw new Error('no document')
  return Y.encodeStateAsUpdate(loaded.doc)
}

async function appendOf(articleId: string, { userId, sessionId }: Person, text: string, clientId = 11): Promise<Append> {
  const update = edit(await stateOf(articleId), (doc) => addParagraph(doc, text), clientId)
  return { articleId, epoch: 1, knownHead: 1, updates: [{ update, userId, sessionId, clientIds: [clientId] }] }
}

/** An edit in each of so many new articles. */
async function editsOf(count: number, person: Person, text: string): Promise<Append[]> {
  const appends: Append[] = []
  for (let i = 0; i < count; i++) appends.push(await appendOf(await stage.newsroom.writeArticle(), person, text))
  return appends
}

/** What was asked, and the database's answers. */
function counted(sql: Sql): Sql & { asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    async query(text, values, options) {
      asked.push(options?.prepareAs ?? 'other')
      return await sql.query(text, values, options)
    },
  }
}

describe('documents that commit together', () => {
  it('[CO-2c] share one statement, each with its own head and rows', async () => {
    const { newsroom } = stage
    const reporter = await newsroom.hire('reporter')
    const sql = counted(newsroom.sql)
    const committer = new Committer(sql)
    const appends = await editsOf(10, reporter, 'together')
    expect(await Promise.all(appends.map((append) => committer.append(append)))).toEqual(appends.map(() => ({ ok: true, head: 2 })))
    expect(sql.asked).toEqual(['append-together'])
    for (const { articleId } of appends) expect(textOf((await loadDocument(newsroom.sql, articleId))?.doc ?? new Y.Doc())).toContain('together')
    expect(await newsroom.sql.query('SELECT DISTINCT user_id FROM document_client WHERE client_id = 11')).toEqual([{ user_id: reporter.userId }])
  })

  it('[CO-2c] a document that somebody holds keeps nobody else waiting, and is written when it is free', async () => {
    const { database, newsroom } = stage
    const appends = await editsOf(3, await newsroom.hire('reporter'), 'free')
    const pool = createPool(database.url)
    const holder = await pool.connect()
    await holder.query('BEGIN')
    await holder.query('SELECT 1 FROM document WHERE article_id = $1 FOR UPDATE', [appends[1]?.articleId])
    const committer = new Committer(newsroom.sql)
    const results = appends.map(async (append) => await committer.append(append))
    expect(await Promise.all([results[0], results[2]])).toEqual([
      { ok: true, head: 2 },
      { ok: true, head: 2 },
    ])
    expect(await newsroom.head(appends[1]?.articleId ?? '')).toBe(1)
    await holder.query('COMMIT')
    expect(await results[1]).toEqual({ ok: true, head: 2 })
    holder.release()
    await pool.end()
  })

  it('[CO-2c] each is told its own refusal, and the others are written', async () => {
    const { newsroom } = stage
    const [reporter, editor, checker] = [await newsroom.hire('reporter'), await newsroom.hire('editor'), await newsroom.hire('checker')]
    const articles = await Promise.all(Array.from({ length: 5 }, async () => await newsroom.writeArticle()))
    const [fine = '', moved = '', forbidden = '', taken = '', rebuilt = ''] = articles
    for (const articleId of [moved, taken]) await appendUpdates(newsroom.sql, await appendOf(articleId, editor, 'before'))
    const committer = new Committer(newsroom.sql)
    const appends = [
      await appendOf(fine, reporter, 'fine'),
      await appendOf(moved, reporter, 'late', 12),
      await appendOf(forbidden, checker, 'not mine to write'),
      { ...(await appendOf(taken, reporter, 'under the id of another')), knownHead: 2 },
      { ...(await appendOf(rebuilt, reporter, 'another epoch')), epoch: 2 },
      { ...(await appendOf(fine, reporter, 'nowhere')), articleId: randomUUID() },
    ]
    expect(await Promise.all(appends.map((append) => committer.append(append)))).toEqual([
      { ok: true, head: 2 },
      { ok: false, reason: 'moved' },
      { ok: false, reason: 'forbidden', authors: [{ userId: checker.userId, sessionId: checker.sessionId }] },
      { ok: false, reason: 'client-id-taken', clients: [{ clientId: 11, userId: editor.userId }] },
      { ok: false, reason: 'epoch' },
      { ok: false, reason: 'gone' },
    ])
    expect(await Promise.all([moved, forbidden, taken, rebuilt].map((articleId) => newsroom.head(articleId)))).toEqual([2, 1, 2, 1])
  })

  it('[CO-2c] one that spoils the statement spoils it for itself alone', async () => {
    const { newsroom } = stage
    const reporter = await newsroom.hire('reporter')
    const [good, bad, other] = await editsOf(3, reporter, 'good')
    if (good === undefined || bad === undefined || other === undefined) throw new Error('three were made')
    await newsroom.sql.query(`INSERT INTO document_update (article_id, seq, epoch, "update") VALUES ($1, 2, 1, '\\x00')`, [bad.articleId])
    const committer = new Committer(newsroom.sql)
    const results = await Promise.allSettled([good, bad, other].map((append) => committer.append(append)))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await Promise.all([good, bad, other].map(({ articleId }) => newsroom.head(articleId)))).toEqual([2, 1, 2])
  })

  it('[CO-4a] of a statement whose answer never came nobody is told that it was committed', async () => {
    const { newsroom } = stage
    const appends = await editsOf(2, await newsroom.hire('reporter'), 'who knows')
    const committer = new Committer({
      async query(text, values, options) {
        await newsroom.sql.query(text, values, options)
        throw new Error('the connection was lost')
      },
    })
    const results = await Promise.allSettled(appends.map((append) => committer.append(append)))
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await Promise.all(appends.map(({ articleId }) => newsroom.head(articleId)))).toEqual([2, 2])
  })

  it('[CO-2c] a statement that hangs holds back nobody who comes later', async () => {
    const { newsroom } = stage
    const [first, second] = await editsOf(2, await newsroom.hire('reporter'), 'later')
    if (first === undefined || second === undefined) throw new Error('two were made')
    let hangs = true
    const committer = new Committer({
      async query(text, values, options) {
        if (hangs) await new Promise(() => undefined)
        return await newsroom.sql.query(text, values, options)
      },
    })
    void committer.append(first)
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    hangs = false
    expect(await committer.append(second)).toEqual({ ok: true, head: 2 })
  })

  it('[CO-2c] two nodes that share documents never wait for each other in a circle', async () => {
    const { database, newsroom } = stage
    const reporter = await newsroom.hire('reporter')
    const appends = await editsOf(12, reporter, 'both')
    const pool = createPool(database.url)
    const [there, back] = await Promise.all([appendTogether(pgSql(pool), appends), appendTogether(pgSql(pool), appends.toReversed())])
    for (const { articleId } of appends) {
      const winners = [there, back].filter((heads) => heads.has(articleId))
      expect(winners.length).toBeLessThanOrEqual(1)
      expect(await newsroom.head(articleId)).toBe(1 + winners.length)
    }
    await pool.end()
  })
})
