import { describe, expect, it } from 'vitest'
import { contentHash } from '#lib/editor/canonical.ts'
import { waitFor } from './support/clients.ts'
import { copyOf, textOf } from './support/newsroom.ts'
import { startServer } from './support/server.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

describe('two people in one article', () => {
  it('[CO-1] both type, both see all of it, and the log holds the same content hash', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await stage.open(articleId, await newsroom.hire('reporter'))
    const editor = await stage.open(articleId, await newsroom.hire('editor'))
    for (let i = 0; i < 20; i++) {
      copyOf(reporter.doc).insert(0, `r${i} `)
      copyOf(editor.doc).insert(0, `e${i} `)
    }
    await waitFor(() => ['r19 ', 'e19 '].every((word) => [reporter, editor].every((tab) => copyOf(tab.doc).toString().includes(word))))
    await waitFor(() => contentHash(reporter.doc) === contentHash(editor.doc))
    await reporter.mark(1)
    expect(await newsroom.logHash(articleId)).toBe(contentHash(reporter.doc))
  })

  it('[CO-1a] an edit is in the log before anybody else sees it', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await stage.open(articleId, await newsroom.hire('reporter'))
    const editor = await stage.open(articleId, await newsroom.hire('editor'))
    const inLogWhenSeen: Promise<string>[] = []
    editor.doc.on('update', () => inLogWhenSeen.push(newsroom.logCopy(articleId)))
    copyOf(reporter.doc).insert(0, 'Putin met with Erdogan')
    await waitFor(() => inLogWhenSeen.length > 0)
    expect(await inLogWhenSeen[0]).toBe('Putin met with Erdogan.')
  })

  it('[CO-4] Saved is answered for a deletion too, after its commit', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await stage.open(articleId, await newsroom.hire('reporter'))
    copyOf(reporter.doc).insert(0, 'one two')
    copyOf(reporter.doc).delete(0, 4)
    expect(await reporter.mark(7)).toEqual({ type: 'saved', n: 7 })
    expect(await newsroom.logCopy(articleId)).toBe('two.')
  })

  it('[CO-1b] many quick edits share commits, and each keeps its own row', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await stage.open(articleId, await newsroom.hire('reporter'))
    for (let i = 0; i < 150; i++) copyOf(reporter.doc).insert(0, 'x')
    expect(await reporter.mark(150)).toEqual({ type: 'saved', n: 150 })
    expect(await newsroom.head(articleId)).toBe(151)
  })
})

describe('other writers', () => {
  it('[CO-2] what a service appends in its own statement reaches the open sockets, and typing goes on', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await stage.open(articleId, await newsroom.hire('reporter'))
    const typing = setInterval(() => copyOf(reporter.doc).insert(0, 'a'), 2)
    for (let i = 0; i < 10; i++) await newsroom.appendAsServer(articleId, `service ${i}`)
    clearInterval(typing)
    await waitFor(() => textOf(reporter.doc).includes('service 9'))
    expect((await reporter.mark(1)).type).toBe('saved')
    expect(await newsroom.logHash(articleId)).toBe(contentHash(reporter.doc))
  })

  it('[CO-3a] two nodes on one database see each other’s edits and people', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const other = await startServer(stage.database.url)
    try {
      const reporter = await stage.open(articleId, await newsroom.hire('reporter', 'Rita'))
      const editor = await stage.open(articleId, await newsroom.hire('editor', 'Edda'), other)
      for (let i = 0; i < 30; i++) {
        copyOf(reporter.doc).insert(0, `r${i} `)
        copyOf(editor.doc).insert(0, `e${i} `)
        if (i % 10 === 0) await editor.mark(i + 1)
      }
      expect((await reporter.mark(1)).type).toBe('saved')
      expect((await editor.mark(100)).type).toBe('saved')
      await waitFor(() => contentHash(reporter.doc) === contentHash(editor.doc))
      expect(await newsroom.logHash(articleId)).toBe(contentHash(editor.doc))
      await waitFor(() => reporter.provider.awareness.getStates().size === 2, 'the editor to be seen on the other node')
      const seen = reporter.provider.awareness.getStates().get(editor.doc.clientID)
      expect(seen?.['user']).toMatchObject({ name: 'Edda', role: 'editor' })
    } finally {
      await other.stop()
    }
  })

  it('[CO-3] without the wake-up channel, the poll shows what others wrote within about a second', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await stage.open(articleId, await newsroom.hire('reporter'))
    await newsroom.sql.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'stet-listen' AND datname = current_database()")
    await newsroom.appendAsServer(articleId, 'while deaf')
    await waitFor(() => textOf(reporter.doc).includes('while deaf'), 'the poll', 3_000)
    await waitFor(() => stage.server.collab.health().listening, 'listening again')
  })

  it('[CO-5] a stopped server closes with "come back", and one started after it serves the same document', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const first = await startServer(stage.database.url)
    const port = Number(new URL(first.url).port)
    const reporter = await stage.open(articleId, await newsroom.hire('reporter'), first)
    copyOf(reporter.doc).insert(0, 'before ')
    await first.stop()
    // Until the tab has heard of it, what it sends goes to a socket that nobody reads.
    await waitFor(() => !reporter.provider.wsconnected, 'the tab to notice')
    copyOf(reporter.doc).insert(0, 'while away ')
    const second = await startServer(stage.database.url, { port })
    try {
      await waitFor(() => reporter.provider.synced, 'the tab to come back')
      expect((await reporter.mark(2)).type).toBe('saved')
      expect(await newsroom.logCopy(articleId)).toBe('while away before .')
    } finally {
      reporter.leave()
      await second.stop()
    }
  })

  it('[CO-4e] a database that does not wait for its disk is named in the log', async () => {
    // The tests' own database is one.
    await waitFor(() => stage.server.warnings.some((line) => line['durability'] === 'fsync'))
    expect(stage.server.warnings.filter((line) => 'durability' in line)).toHaveLength(1)
  })
})
