import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { contentHash } from '#lib/editor/canonical.ts'
import { createPool } from '#lib/db/pool.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts'
import { openTab, waitFor, type Tab } from './support/clients.ts'
import { copyOf, openNewsroom, type Newsroom } from './support/newsroom.ts'
import { startServer, type TestServer } from './support/server.ts'

let database: TestDatabase
let newsroom: Newsroom
let server: TestServer
const tabs: Tab[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  newsroom = await openNewsroom(createPool(database.url))
  server = await startServer(database.url)
})

afterEach(() => {
  for (const tab of tabs.splice(0)) tab.leave()
  expect(server.errors).toEqual([])
})

afterAll(async () => {
  await server.stop()
  await newsroom.pool.end()
  await database.drop()
})

async function open(...args: Parameters<typeof openTab>): Promise<Tab> {
  const tab = await openTab(...args)
  tabs.push(tab)
  return tab
}

describe('two people in one article', () => {
  it('[CO-1] both type, both see all of it, and the log holds the same content hash', async () => {
    const articleId = await newsroom.writeArticle()
    const reporter = await open(server.url, articleId, await newsroom.hire('reporter'))
    const editor = await open(server.url, articleId, await newsroom.hire('editor'))
    for (let i = 0; i < 20; i++) {
      copyOf(reporter.doc).insert(0, `r${i} `)
      copyOf(editor.doc).insert(0, `e${i} `)
    }
    await waitFor(() => ['r19 ', 'e19 '].every((word) => [reporter, editor].every((tab) => copyOf(tab.doc).toString().includes(word))))
    await waitFor(() => contentHash(reporter.doc) === contentHash(editor.doc))
    await reporter.mark(1)
    expect(await newsroom.logHash(articleId)).toBe(contentHash(reporter.doc))
  })

  it('[CO-1] an edit is in the log before anybody else sees it', async () => {
    const articleId = await newsroom.writeArticle()
    const reporter = await open(server.url, articleId, await newsroom.hire('reporter'))
    const editor = await open(server.url, articleId, await newsroom.hire('editor'))
    const inLogWhenSeen: Promise<string>[] = []
    editor.doc.on('update', () => inLogWhenSeen.push(newsroom.logCopy(articleId)))
    copyOf(reporter.doc).insert(0, 'Putin met with Erdogan.')
    await waitFor(() => inLogWhenSeen.length > 0)
    expect(await inLogWhenSeen[0]).toBe('Putin met with Erdogan..')
  })

  it('[CO-4] Saved is answered for a deletion too, after its commit', async () => {
    const articleId = await newsroom.writeArticle()
    const reporter = await open(server.url, articleId, await newsroom.hire('reporter'))
    copyOf(reporter.doc).insert(0, 'one two')
    copyOf(reporter.doc).delete(0, 4)
    expect(await reporter.mark(7)).toEqual({ type: 'saved', n: 7 })
    expect(await newsroom.logCopy(articleId)).toBe('two.')
  })
})
