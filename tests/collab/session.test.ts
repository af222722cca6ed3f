import 'fake-indexeddb/auto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { readDrafts, wipeLocalCopies } from '#lib/client/collab/local-copies.ts'
import { addChange, coverTo, EMPTY_ACCOUNT, savedState } from '#lib/client/collab/saved-state.ts'
import type { CollabSession } from '#lib/client/collab/session.ts'
import { appendUpdates, loadDocument } from '#lib/collab/log.ts'
import { DEFAULT_LIMITS } from '#lib/collab/limits.ts'
import { decodeClientMessage, encodeNotice, encodeSync, SYNC, type ClientMessage } from '#lib/collab/messages.ts'
import { contentHash } from '#lib/editor/canonical.ts'
import { openSession } from './support/browser.ts'
import { waitFor } from './support/clients.ts'
import { edit } from './support/forge.ts'
import { addParagraph, copyOf, type Person } from './support/newsroom.ts'
import { startProxy } from './support/proxy.ts'
import { startServer } from './support/server.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

beforeEach(async () => await wipeLocalCopies())

async function open(articleId: string, person: Person, { url = stage.server.url } = {}): Promise<CollabSession> {
  const session = openSession(url, articleId, person)
  stage.keep({ leave: () => session.destroy() })
  await waitFor(() => session.getSnapshot().synced, 'the document')
  return session
}

async function saved(session: CollabSession): Promise<void> {
  await waitFor(() => session.getSnapshot().saved.kind === 'saved' && session.getSnapshot().unsaved === 0, 'Saved')
}

/** Every state that was shown, in order. */
function watch(session: CollabSession): string[] {
  const shown: string[] = []
  session.subscribe(() => {
    const { kind } = session.getSnapshot().saved
    if (shown.at(-1) !== kind) shown.push(kind)
  })
  return shown
}

describe('what the browser shows', () => {
  it('[CO-4] Saving… at a change, Saved after its commit', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const session = await open(articleId, await newsroom.hire('reporter'))
    const shown = watch(session)
    copyOf(session.doc).insert(0, 'Tehran ')
    expect(session.getSnapshot()).toMatchObject({ saved: { kind: 'saving' }, unsaved: 1 })
    await saved(session)
    expect(shown).toEqual(['saving', 'saved'])
    copyOf(session.doc).delete(0, 3)
    expect(session.getSnapshot().saved).toEqual({ kind: 'saving' })
    await saved(session)
    expect(await newsroom.logCopy(articleId)).toBe('ran .')
  })

  it('[CO-4] is saving for three seconds, then not saved since the oldest open change, whatever was covered before it', () => {
    let account = addChange(addChange(addChange(EMPTY_ACCOUNT, 100), 200), 2_900)
    const at = (now: number) => savedState({ account, end: null, link: 'connected', now })
    expect(at(3_099)).toEqual({ kind: 'saving' })
    expect(at(3_100)).toEqual({ kind: 'not-saved', since: 100 })
    account = coverTo(account, 2)
    expect(at(3_100)).toEqual({ kind: 'saving' })
    account = coverTo(account, 1)
    expect(at(5_900)).toEqual({ kind: 'not-saved', since: 2_900 })
    account = coverTo(account, 3)
    expect(at(99_999)).toEqual({ kind: 'saved' })
  })

  it('[CO-4c] while the database is away Saved is never shown, typing goes on, and all of it is saved after', async () => {
    const { newsroom, database } = stage
    const proxy = await startProxy(database.url)
    const server = await startServer(proxy.url)
    try {
      const articleId = await newsroom.writeArticle()
      const reporter = await open(articleId, await newsroom.hire('reporter'), { url: server.url })
      const editor = await open(articleId, await newsroom.hire('editor'), { url: server.url })
      copyOf(reporter.doc).insert(0, 'before ')
      await saved(reporter)
      proxy.cut()
      const shown = watch(reporter)
      copyOf(reporter.doc).insert(0, 'away1 ')
      // The clock of the machine is set back a little, as it is all the time: the warning comes all the same.
      const now = Date.now
      vi.spyOn(Date, 'now').mockImplementation(() => now() - 200)
      await waitFor(() => reporter.getSnapshot().saved.kind === 'not-saved', 'the warning')
      copyOf(reporter.doc).insert(0, 'away2 ')
      expect(shown).toEqual(['saving', 'not-saved'])
      expect(copyOf(editor.doc).toString()).toBe('before .')
      proxy.heal()
      await saved(reporter)
      await waitFor(() => contentHash(editor.doc) === contentHash(reporter.doc))
      expect(await newsroom.logCopy(articleId)).toBe('away2 away1 before .')
      expect(server.errors).toEqual([])
    } finally {
      vi.restoreAllMocks()
      await server.stop()
      await proxy.stop()
    }
  })

  it('[CO-4c] on a link that swallows everything Saved is never shown, typing goes on, and all of it is saved after', async () => {
    const { newsroom, database } = stage
    const proxy = await startProxy(database.url)
    // Sixty seconds of it, with every wait a twentieth of what it is.
    const limits = { ...DEFAULT_LIMITS, statementMs: 250, replyMs: 300, connectMs: 250, listenProbeMs: 500, listenReplyMs: 250, retryMaxMs: 100 }
    const server = await startServer(proxy.url, { limits })
    try {
      const articleId = await newsroom.writeArticle()
      const reporter = await open(articleId, await newsroom.hire('reporter'), { url: server.url })
      copyOf(reporter.doc).insert(0, 'before ')
      await saved(reporter)
      proxy.swallow()
      const shown = watch(reporter)
      const lost = (): number =>
        server.warnings.filter((line) => String(line['msg']).includes('append-failed') || String(line['msg']).includes('read-failed')).length
      for (let word = 0; word < 4; word++) {
        copyOf(reporter.doc).insert(0, `away${word} `)
        await waitFor(() => lost() > word, 'a question to the database to be given up')
      }
      expect(shown).not.toContain('saved')
      expect(reporter.getSnapshot()).toMatchObject({ unsaved: 4, link: 'connected' })
      proxy.heal()
      await saved(reporter)
      expect(await newsroom.logCopy(articleId)).toBe('away3 away2 away1 away0 before .')
    } finally {
      await server.stop()
      await proxy.stop()
    }
  })

  it('[CO-5] told to stop while the link to the database swallows everything, the server sends people away in time', async () => {
    const { newsroom, database } = stage
    const proxy = await startProxy(database.url)
    const server = await startServer(proxy.url)
    const reporter = await open(await newsroom.writeArticle(), await newsroom.hire('reporter'), { url: server.url })
    proxy.swallow()
    copyOf(reporter.doc).insert(0, 'unsent ')
    await waitFor(() => server.collab.health().unsaved === 1)
    const start = performance.now()
    await server.collab.close()
    expect(performance.now() - start).toBeLessThan(8_000)
    await waitFor(() => reporter.getSnapshot().link !== 'connected')
    expect(reporter.getSnapshot().unsaved).toBe(1)
    proxy.heal()
    await server.stop()
    await proxy.stop()
  })

  it('[CO-7b] a withdrawn right and an ended session each say so', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const [reporter, editor] = [await newsroom.hire('reporter'), await newsroom.hire('editor')]
    const [first, second] = [await open(articleId, reporter), await open(articleId, editor)]
    await newsroom.sql.query('DELETE FROM desk_member WHERE user_id = $1', [reporter.userId])
    await newsroom.sql.query('UPDATE session SET revoked_at = now() WHERE id = $1', [editor.sessionId])
    await waitFor(() => first.getSnapshot().saved.kind === 'forbidden', 'forbidden', 3_000)
    await waitFor(() => second.getSnapshot().saved.kind === 'signed-out', 'signed out', 3_000)
  })

  it('[CO-9] an older epoch says reload to continue', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const session = openSession(stage.server.url, articleId, await newsroom.hire('reporter'), { epoch: 7 })
    stage.keep({ leave: () => session.destroy() })
    await waitFor(() => session.getSnapshot().saved.kind === 'reload-needed')
    expect(session.getSnapshot().saved).toMatchObject({ why: 'conflict' })
  })

  it('[CO-4d, CO-6] says within five seconds that something blocks the connection, and keeps the words', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await newsroom.hire('reporter')
    const before = await open(articleId, reporter)
    await nextTurns()
    before.destroy()
    const session = openSession('ws://127.0.0.1:9/collab', articleId, reporter, { probe: 'ok' })
    stage.keep({ leave: () => session.destroy() })
    await waitFor(() => session.getSnapshot().link === 'blocked', 'blocked', 5_000)
    copyOf(session.doc).insert(0, 'typed all the same ')
    expect(session.getSnapshot().saved).toEqual({ kind: 'saving' })
    await nextTurns()
    session.destroy()
    const after = await open(articleId, reporter)
    await saved(after)
    expect(await newsroom.logCopy(articleId)).toBe('typed all the same .')
  })

  it('[CO-3b] tells of claims and rights that changed', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const session = await open(articleId, await newsroom.hire('reporter'))
    let told = 0
    session.on('review', () => (told += 1))
    await newsroom.sql.query("SELECT pg_notify('stet_review', $1)", [articleId])
    await waitFor(() => told === 1)
    expect(session.getSnapshot().canEdit).toBe(true)
  })
})

describe('a client id that turns out to be somebody else’s', () => {
  /** The page: whenever the session says so it goes on in another one. */
  async function openPage(articleId: string, person: Person, url: string): Promise<{ current: CollabSession; renewals: number }> {
    const page = { current: await open(articleId, person, { url }), renewals: 0 }
    page.current.on('renewed', (unsent) => {
      page.renewals += 1
      page.current.destroy()
      page.current = openSession(url, articleId, person, { unsent })
      stage.keep({ leave: () => page.current.destroy() })
    })
    return page
  }

  /** As if it had never been announced by anybody but this person. */
  async function give(articleId: string, clientId: number, { userId }: Person): Promise<void> {
    const { sql } = stage.newsroom
    const move = 'UPDATE document_client SET user_id = $3 WHERE article_id = $1 AND client_id = $2 RETURNING 1'
    await waitFor(async () => (await sql.query(move, [articleId, clientId, userId])).length === 1)
  }

  async function writeUnder(articleId: string, clientId: number, { userId }: Person): Promise<void> {
    const { sql } = stage.newsroom
    const loaded = await loadDocument(sql, articleId)
    if (loaded === null) throw new Error('no document')
    const { doc, head, epoch } = loaded
    const update = edit(Y.encodeStateAsUpdate(doc), (copy) => copyOf(copy).insert(0, 'theirs '), clientId)
    const result = await appendUpdates(sql, { articleId, epoch, knownHead: head, updates: [{ update, userId, clientIds: [clientId] }] })
    expect(result.ok).toBe(true)
  }

  it('[CO-8b] told so at an edit, the browser goes on under a fresh one and loses nothing', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await newsroom.hire('reporter')
    const page = await openPage(articleId, reporter, stage.server.url)
    await give(articleId, page.current.doc.clientID, await newsroom.hire('editor'))
    copyOf(page.current.doc).insert(0, 'first ')
    copyOf(page.current.doc).insert(6, 'second ')
    copyOf(page.current.doc).delete(0, 2)
    await waitFor(() => page.renewals === 1)
    expect(page.current.getSnapshot().unsaved).toBe(1)
    await waitFor(() => page.current.getSnapshot().synced, 'the document')
    copyOf(page.current.doc).insert(0, 'more ')
    await saved(page.current)
    expect(await newsroom.logCopy(articleId)).toBe('more rst second .')
    expect(await readDrafts({ userId: reporter.userId, articleId })).toEqual([])
  })

  it('[CO-4, CO-8b] where somebody wrote under it meanwhile, Saved is shown only for words that are stored', async () => {
    const { newsroom } = stage
    const network = await startProxy(stage.server.url)
    try {
      const articleId = await newsroom.writeArticle()
      const [reporter, other] = [await newsroom.hire('reporter'), await newsroom.hire('editor')]
      const page = await openPage(articleId, reporter, network.url)
      const { clientID } = page.current.doc
      await give(articleId, clientID, other)
      network.cut()
      await waitFor(() => page.current.getSnapshot().link === 'offline', 'being offline')
      copyOf(page.current.doc).insert(0, 'mine ')
      await writeUnder(articleId, clientID, other)
      network.heal()
      await waitFor(() => page.renewals === 1)
      await saved(page.current)
      const copy = await newsroom.logCopy(articleId)
      expect([copy.includes('mine '), copy.includes('theirs '), copy.length]).toEqual([true, true, 'mine theirs .'.length])
    } finally {
      await network.stop()
    }
  })
})

/** A server that says what the test wants it to, to whoever comes. */
async function startScripted(): Promise<{
  url: string
  heard: ClientMessage[]
  say: (frame: Uint8Array) => void
  echo: () => Promise<void>
  stop: () => void
}> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const heard: ClientMessage[] = []
  server.on('connection', (ws) => ws.on('message', (data: Buffer) => heard.push(decodeClientMessage(new Uint8Array(data)))))
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/collab`,
    heard,
    say: (frame) => server.clients.forEach((ws) => ws.send(frame)),
    /** What was sent before it has come. */
    async echo() {
      const [ws] = server.clients
      if (ws === undefined) throw new Error('nobody is here')
      ws.ping()
      await once(ws, 'pong')
    },
    stop() {
      for (const ws of server.clients) ws.terminate()
      server.close()
    },
  }
}

describe('an edit that was refused for want of an earlier one', () => {
  it('[CO-4b] is not Saved by the answer to a later edit, and goes out with all there is when the server asks', async () => {
    const server = await startScripted()
    const person = await stage.newsroom.hire('reporter')
    const session = openSession(server.url, crypto.randomUUID(), person)
    const kinds = (): string[] => server.heard.filter(({ kind }) => kind !== 'awareness' && kind !== 'query-awareness').map(({ kind }) => kind)
    const marks = (): number[] => server.heard.flatMap((message) => (message.kind === 'mark' ? [message.n] : []))
    const ask = encodeSync(SYNC.step1, Y.encodeStateVector(new Y.Doc()))
    try {
      await waitFor(() => kinds().includes('step1'), 'the browser’s question')
      server.say(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(new Y.Doc())))
      server.say(ask)
      await waitFor(() => session.getSnapshot().synced && kinds().includes('update'), 'the answer to the server’s question')
      server.heard.length = 0
      addParagraph(session.doc, 'one')
      addParagraph(session.doc, 'two')
      await waitFor(() => marks().length > 0, 'their marks')
      const last = marks().at(-1) ?? 0
      // What others write is held back for this person just now, and the question with it; answers are not (CO-7d).
      server.say(encodeNotice({ type: 'refused', n: last - 1, reason: 'missing', detail: '' }))
      server.say(encodeNotice({ type: 'saved', n: last }))
      server.say(encodeNotice({ type: 'abilities', canEdit: true, epoch: 1, schemaMajor: 1 }))
      await waitFor(() => session.getSnapshot().canEdit === true, 'the answers')
      server.heard.length = 0
      addParagraph(session.doc, 'three')
      await server.echo()
      expect([session.getSnapshot().unsaved, kinds()]).toEqual([3, []])

      server.say(ask)
      await waitFor(() => server.heard.some(({ kind }) => kind === 'mark'), 'the next mark')
      expect(kinds()).toEqual(['update', 'mark'])
      const [all, mark] = server.heard.filter((message) => message.kind === 'update' || message.kind === 'mark')
      if (all?.kind !== 'update' || mark?.kind !== 'mark') throw new Error('not an update and its mark')
      const doc = new Y.Doc()
      Y.applyUpdate(doc, all.update)
      expect(contentHash(doc)).toBe(contentHash(session.doc))
      server.say(encodeNotice({ type: 'saved', n: mark.n }))
      await waitFor(() => session.getSnapshot().saved.kind === 'saved', 'Saved')
    } finally {
      session.destroy()
      server.stop()
    }
  })
})

describe('what the browser keeps', () => {
  it('[CO-6] what was typed offline survives the tab and is merged on return', async () => {
    const { newsroom, database } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await newsroom.hire('reporter')
    const server = await startServer(database.url)
    const port = Number(new URL(server.url).port)
    const first = await open(articleId, reporter, { url: server.url })
    await server.stop()
    copyOf(first.doc).insert(0, 'unsent ')
    await waitFor(() => first.getSnapshot().link !== 'connected')
    // A closed tab writes nothing more; its copy has what it had.
    await nextTurns()
    first.destroy()
    const again = await startServer(database.url, { port })
    try {
      const second = await open(articleId, reporter, { url: again.url })
      await saved(second)
      expect(await newsroom.logCopy(articleId)).toBe('unsent .')
    } finally {
      await again.stop()
    }
  })

  it('[CO-5, CO-6] a phone that slept while others wrote on merges what both wrote', async () => {
    const { newsroom, database } = stage
    const server = await startServer(database.url, { limits: { ...DEFAULT_LIMITS, snapshotEvery: 20, pingMs: 100 } })
    const network = await startProxy(server.url)
    try {
      const articleId = await newsroom.writeArticle()
      const phone = await open(articleId, await newsroom.hire('reporter'), { url: network.url })
      const desk = await open(articleId, await newsroom.hire('editor'), { url: server.url })
      network.swallow()
      copyOf(phone.doc).insert(0, 'from the train ')
      // The server gives the silent connection up; the phone does not know.
      await waitFor(() => server.collab.health().sockets === 1, 'the phone to be given up')
      for (let word = 0; word < 50; word++) copyOf(desk.doc).insert(0, `${word} `)
      await saved(desk)
      await waitFor(async () => (await newsroom.sql.query('SELECT 1 FROM document_snapshot WHERE article_id = $1', [articleId])).length > 0, 'a snapshot')
      network.heal()
      await saved(phone)
      await waitFor(() => contentHash(phone.doc) === contentHash(desk.doc))
      expect(await newsroom.logHash(articleId)).toBe(contentHash(phone.doc))
      expect(await newsroom.logCopy(articleId)).toMatch(/^49 .* 0 .*from the train .*\.$|^from the train 49 /)
    } finally {
      await server.stop()
      await network.stop()
    }
  })

  it('[CO-6] where the right is gone, unsent words are kept as a draft and never merged', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const editor = await newsroom.hire('editor')
    const session = await open(articleId, editor)
    await newsroom.sql.query('UPDATE desk_member SET role = $2::"Role" WHERE user_id = $1', [editor.userId, 'checker'])
    copyOf(session.doc).insert(0, 'too late')
    await waitFor(() => session.getSnapshot().saved.kind === 'forbidden')
    expect(session.unsentText()).toBe('too late.')
    await waitFor(async () => (await readDrafts({ userId: editor.userId, articleId })).length === 1)
    expect((await readDrafts({ userId: editor.userId, articleId }))[0]).toMatchObject({ text: 'too late.' })
    session.destroy()
    const reader = await open(articleId, editor)
    expect(copyOf(reader.doc).toString()).toBe('.')
    expect(reader.getSnapshot().canEdit).toBe(false)
  })

  it('[CO-6] signing out wipes copies and drafts, also from under an open tab that is typed in', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await newsroom.hire('reporter')
    const session = await open(articleId, reporter)
    copyOf(session.doc).insert(0, 'kept ')
    await saved(session)
    expect((await indexedDB.databases()).map(({ name }) => name)).toContain(`stet:${reporter.userId}:${articleId}:1`)
    await wipeLocalCopies()
    await waitFor(async () => (await indexedDB.databases()).length === 0)
    copyOf(session.doc).insert(0, 'still ')
    await saved(session)
  })

  it('[CO-6] one person’s copy is not another’s on the same device', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const [one, two] = [await newsroom.hire('reporter'), await newsroom.hire('editor')]
    await open(articleId, one)
    await open(articleId, two)
    const names = (await indexedDB.databases()).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining([`stet:${one.userId}:${articleId}:1`, `stet:${two.userId}:${articleId}:1`]))
  })
})

async function nextTurns(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve))
}
