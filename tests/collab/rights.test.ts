import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { describe, expect, it, vi } from 'vitest'
import { CLOSE } from '#lib/collab/close-codes.ts'
import { mayEditSql } from '#lib/collab/author-right.ts'
import { DEFAULT_LIMITS } from '#lib/collab/limits.ts'
import { encodeSync, SYNC } from '#lib/collab/messages.ts'
import { STAGES } from '#lib/domain/articles/stages.ts'
import { ROLES, type Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import { headersOf, openRaw, startTab, waitFor, type Tab } from './support/clients.ts'
import { readRights } from '#server/collab/rights.ts'
import { addParagraph, copyOf } from './support/newsroom.ts'
import { ORIGIN, startServer, type TestServer } from './support/server.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

async function upgrade(articleId: string, headers: Record<string, string>, url = stage.server.url): Promise<string> {
  return await openRaw(`${url}/${articleId}`, headers).then(
    () => 'open',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
}

describe('the door', () => {
  it('[CO-7] lets in a session from this origin, and an API token from anywhere', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await newsroom.hire('reporter')
    expect(await upgrade(articleId, headersOf(reporter))).toBe('open')
    expect(await upgrade(articleId, { authorization: `Bearer ${reporter.sessionId}` })).toBe('open')
  })

  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['a null origin', { origin: 'null' }],
    ['an origin that only begins like ours', { origin: `${ORIGIN}.evil.example` }],
    ['no origin', {}],
  ])('[CO-7] answers 403 to a cookie from %s', async (_name, origin) => {
    const { newsroom } = stage
    const { cookie = '' } = headersOf(await newsroom.hire('reporter'))
    expect(await upgrade(await newsroom.writeArticle(), { cookie, ...origin })).toBe('403')
    expect(stage.server.security.at(-1)).toMatchObject({ security: 'upgrade', status: 403 })
  })

  it('[CO-7, SE-6] answers 403 to another of its own names than the one it was asked by', async () => {
    const { cookie = '' } = headersOf(await stage.newsroom.hire('reporter'))
    const articleId = await stage.newsroom.writeArticle()
    const origins = ['http://127.0.0.1:3000', 'http://localhost:3000']
    const server = await startServer(stage.database.url, { origins })
    try {
      const knock = (origin: string, host: string) => upgrade(articleId, { cookie, origin, host }, server.url)
      expect(await knock('http://localhost:3000', 'localhost:3000')).toBe('open')
      expect(await knock('http://127.0.0.1:3000', '127.0.0.1:3000')).toBe('open')
      expect(await knock('http://localhost:3000', '127.0.0.1:3000')).toBe('403')
      expect(await knock('http://127.0.0.1:3000', 'localhost:3000')).toBe('403')
    } finally {
      await server.stop()
    }
  })

  it('[CO-7] answers 401 without a session or with an ended one', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await newsroom.hire('reporter')
    await newsroom.sql.query('UPDATE session SET revoked_at = now() WHERE id = $1', [reporter.sessionId])
    expect(await upgrade(articleId, { origin: ORIGIN })).toBe('401')
    expect(await upgrade(articleId, headersOf(reporter))).toBe('401')
  })

  it.each(['__proto__', 'constructor', '..%2f..', 'x'.repeat(5000), '', randomUUID()])('[CO-7] answers 404 to the unknown document %s', async (name) => {
    const { newsroom } = stage
    expect(await upgrade(name, headersOf(await newsroom.hire('reporter')))).toBe('404')
  })

  it('[CO-7] gives who may not read the same answer as for a document that is not there', async () => {
    const { newsroom } = stage
    expect(await upgrade(await newsroom.writeArticle(), headersOf(await newsroom.hire(null)))).toBe('404')
  })

  it('[CO-8e] answers 429 to one socket too many of a user', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await newsroom.hire('reporter')
    const sockets = await Promise.all(Array.from({ length: 40 }, () => openRaw(`${stage.server.url}/${articleId}`, headersOf(reporter))))
    expect(await upgrade(articleId, headersOf(reporter))).toBe('429')
    for (const { ws } of sockets) ws.terminate()
  })

  it.each([
    ['another schema major', 'schema=99', CLOSE.clientTooOld],
    ['another epoch', 'epoch=2', CLOSE.conflict],
  ])('[CO-9] closes a client of %s before anything is exchanged', async (_name, query, code) => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const socket = await openRaw(`${stage.server.url}/${articleId}?${query}`, headersOf(await newsroom.hire('reporter')))
    expect(await socket.closed).toBe(code)
    expect(socket.frames).toEqual([])
  })
})

describe('a reader', () => {
  it('[CO-7a] sees everything and changes nothing, neither by an update nor by one hidden in a sync step 2', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const checker = await newsroom.hire('checker')
    const reporter = await stage.open(articleId, await newsroom.hire('reporter'))
    for (const step of [SYNC.update, SYNC.step2]) {
      const socket = await openRaw(`${stage.server.url}/${articleId}`, headersOf(checker))
      await waitFor(() => socket.notices.some((notice) => notice.type === 'abilities'))
      expect(socket.notices[0]).toEqual({ type: 'abilities', canEdit: false, epoch: 1, schemaMajor: 1 })
      const forged = new Y.Doc()
      addParagraph(forged, 'by a reader')
      socket.send(encodeSync(step, Y.encodeStateAsUpdate(forged)))
      await waitFor(() => socket.notices.some((notice) => notice.type === 'refused' && notice.reason === 'forbidden'))
      expect(stage.server.security.at(-1)).toMatchObject({ security: 'forbidden', userId: checker.userId })
      socket.ws.close()
    }
    expect(await newsroom.head(articleId)).toBe(1)
    const tab = await stage.open(articleId, checker)
    copyOf(reporter.doc).insert(0, 'seen ')
    await waitFor(() => copyOf(tab.doc).toString() === 'seen .')
    expect(tab.notices.filter((notice) => notice.type === 'refused')).toEqual([])
  })

  it('[CO-7b] who loses the editing role mid-way is told, and the next edit is refused within 2 s', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const editor = await newsroom.hire('editor')
    const tab = await stage.open(articleId, editor)
    await newsroom.sql.query('UPDATE desk_member SET role = $2::"Role" WHERE user_id = $1', [editor.userId, 'checker'])
    await waitFor(() => tab.notices.some((notice) => notice.type === 'abilities' && !notice.canEdit), 'the demotion', 2_000)
    copyOf(tab.doc).insert(0, 'too late')
    expect(await tab.mark(1)).toMatchObject({ type: 'refused', reason: 'forbidden' })
    expect(await newsroom.logCopy(articleId)).toBe('.')
  })

  it('[CO-2a] the right to write is asked again in the transaction: an edit before the socket is told is refused as well', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const editor = await newsroom.hire('editor')
    const tab = await stage.open(articleId, editor)
    await newsroom.sql.query('DELETE FROM desk_member WHERE user_id = $1', [editor.userId])
    copyOf(tab.doc).insert(0, 'too late')
    await waitFor(() => tab.notices.some((notice) => notice.type === 'refused') || tab.closed.length > 0)
    await waitFor(() => tab.closed.length > 0)
    expect(tab.closed[0]?.code).toBe(CLOSE.forbidden)
    expect(await newsroom.head(articleId)).toBe(1)
  })

  it('[CO-7b] a revoked session is closed with 4401 within 2 s, and at once when it is announced', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await newsroom.hire('reporter')
    const elsewhere = await newsroom.signIn(reporter)
    const tab = await stage.open(articleId, reporter)
    const other = await stage.open(articleId, elsewhere)
    await newsroom.sql.query("WITH ended AS (UPDATE session SET revoked_at = now() WHERE id = $1) SELECT pg_notify('stet_access', '')", [reporter.sessionId])
    await waitFor(() => tab.closed.length > 0, 'the close', 2_000)
    expect(tab.closed[0]?.code).toBe(CLOSE.signedOut)
    copyOf(other.doc).insert(0, 'still here ')
    expect((await other.mark(1)).type).toBe('saved')
  })

  it.each([
    ['a changed role', "UPDATE desk_member SET role = 'checker' WHERE user_id = $1 AND $2::uuid IS NOT NULL", 'demoted'],
    ['a sign-out elsewhere', 'UPDATE session SET revoked_at = now() WHERE user_id = $1 AND id = $2', CLOSE.signedOut],
    ['a withdrawn grant', 'DELETE FROM desk_member WHERE user_id = $1 AND $2::uuid IS NOT NULL', CLOSE.forbidden],
  ] as const)('[CO-7b] %s takes effect on both nodes within 2 s', async (_name, change, effect) => {
    const { newsroom } = stage
    const other = await startServer(stage.database.url)
    try {
      const articleId = await newsroom.writeArticle()
      const editor = await newsroom.hire('editor')
      const tabs = [await stage.open(articleId, editor), await stage.open(articleId, editor, other)]
      await newsroom.sql.query(change, [editor.userId, editor.sessionId])
      const isDone = ({ closed, notices }: Tab): boolean =>
        effect === 'demoted' ? notices.some((notice) => notice.type === 'abilities' && !notice.canEdit) : closed[0]?.code === effect
      await waitFor(() => tabs.every(isDone), 'both nodes to act', 2_000)
      const head = await newsroom.head(articleId)
      for (const { doc } of tabs) copyOf(doc).insert(0, 'too late ')
      const honest = await stage.open(articleId, await newsroom.hire('reporter'), other)
      copyOf(honest.doc).insert(0, 'in time ')
      expect(await honest.mark(1)).toEqual({ type: 'saved', n: 1 })
      expect([await newsroom.head(articleId), await newsroom.logCopy(articleId)]).toEqual([head + 1, 'in time .'])
    } finally {
      await other.stop()
    }
  })

  it('[CO-7b] an API token’s socket ends with its token', async () => {
    const { newsroom } = stage
    const reporter = await newsroom.hire('reporter')
    const socket = await openRaw(`${stage.server.url}/${await newsroom.writeArticle()}`, { authorization: `Bearer ${reporter.sessionId}` })
    await newsroom.sql.query('UPDATE session SET revoked_at = now() WHERE id = $1', [reporter.sessionId])
    expect(await socket.closed).toBe(CLOSE.signedOut)
  })
})

describe('when nobody can say what somebody may', () => {
  it('[CO-7d] what others write waits for the next answer, and goes with it', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const { server, reader, writer } = await openUnaskedServer(articleId)
    const { word } = await writeUntilHeld({ articleId, reader, writer })
    await newsroom.sql.query("SELECT pg_notify('stet_access', '')")
    await waitFor(() => copyOf(reader.doc).toString().includes(word), 'the word, once the right is confirmed')
    await server.stop()
  })

  it('[CO-7d] whose session was revoked meanwhile never gets it', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const { server, reader, writer, sessionId } = await openUnaskedServer(articleId)
    const { word } = await writeUntilHeld({ articleId, reader, writer })
    await newsroom.sql.query("WITH ended AS (UPDATE session SET revoked_at = now() WHERE id = $1) SELECT pg_notify('stet_access', '')", [sessionId])
    await waitFor(() => reader.closed.length > 0, 'the close')
    expect(reader.closed[0]?.code).toBe(CLOSE.signedOut)
    expect(copyOf(reader.doc).toString()).not.toContain(word)
    await server.stop()
  })

  it('[CO-7d] keeps the connection meanwhile: the browser would drop one that is silent for half a minute', async () => {
    const articleId = await stage.newsroom.writeArticle()
    const { server, reader, writer } = await openUnaskedServer(articleId)
    const { word } = await writeUntilHeld({ articleId, reader, writer })
    const before = reader.provider.wsLastMessageReceived
    const now = Date.now
    const later = vi.spyOn(Date, 'now').mockImplementation(() => now() + 20_000)
    try {
      await waitFor(() => reader.provider.wsLastMessageReceived > before, 'a sign of life')
      expect(copyOf(reader.doc).toString()).not.toContain(word)
    } finally {
      later.mockRestore()
      await server.stop()
    }
  })

  /** A server that asks after rights only when it is told to, and trusts an answer for a moment. */
  async function openUnaskedServer(articleId: string): Promise<{ server: TestServer; reader: Tab; writer: Tab; sessionId: string }> {
    const { newsroom, database } = stage
    const limits = { ...DEFAULT_LIMITS, rightsMs: 3_600_000, rightsStaleMs: 200 }
    const server = await startServer(database.url, { limits })
    const [checker, reporter] = [await newsroom.hire('checker'), await newsroom.hire('reporter')]
    const [reader, writer] = [stage.keep(startTab(server.url, articleId, checker)), stage.keep(startTab(server.url, articleId, reporter))]
    await waitFor(async () => {
      await newsroom.sql.query("SELECT pg_notify('stet_access', '')")
      return reader.provider.synced && writer.provider.synced
    })
    return { server, reader, writer, sessionId: checker.sessionId }
  }

  /** The first words may still come in time; a notice that follows one shows that the word was held back. */
  async function writeUntilHeld({ articleId, reader, writer }: { articleId: string; reader: Tab; writer: Tab }): Promise<{ word: string }> {
    for (let n = 1; ; n++) {
      const word = `word${n} `
      copyOf(writer.doc).insert(0, word)
      await writer.mark(n)
      const before = reader.notices.length
      await stage.newsroom.sql.query("SELECT pg_notify('stet_review', $1)", [articleId])
      await waitFor(() => reader.notices.slice(before).some((notice) => notice.type === 'review'))
      if (!copyOf(reader.doc).toString().includes(word)) return { word }
    }
  }
})

describe('a notice for some', () => {
  it('[CL-7c] a review notice that names users reaches their sockets alone', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const [checker, reporter] = [await newsroom.hire('checker'), await newsroom.hire('reporter')]
    const [theirs, other] = [stage.keep(startTab(stage.server.url, articleId, checker)), stage.keep(startTab(stage.server.url, articleId, reporter))]
    await waitFor(() => theirs.provider.synced && other.provider.synced)
    const reviews = (tab: Tab) => tab.notices.filter(({ type }) => type === 'review').length
    const before = [reviews(theirs), reviews(other)]
    await newsroom.sql.query("SELECT pg_notify('stet_review', $1)", [`${articleId}:${checker.userId}`])
    await newsroom.sql.query("SELECT pg_notify('stet_review', $1)", [articleId])
    await waitFor(() => reviews(theirs) === before[0]! + 2 && reviews(other) === before[1]! + 1)
  })
})

describe('stopping', () => {
  it('[CO-5] who is at the door when the server is told to stop, or comes after it, is sent away at once', async () => {
    const { newsroom, database } = stage
    const articleId = await newsroom.writeArticle()
    const headers = headersOf(await newsroom.hire('reporter'))
    let asked = 0
    const server = await startServer(database.url, {
      authenticate: () => {
        asked += 1
        return new Promise(() => undefined)
      },
    })
    const waiting = upgrade(articleId, headers, server.url)
    await waitFor(() => asked === 1)
    await server.collab.close()
    expect(await waiting).toBe('503')
    expect(await upgrade(articleId, headers, server.url)).toBe('503')
    await server.stop()
  })
})

describe('presence', () => {
  it('[CO-7c] shows name and role from the session, whatever the client says', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const liar = await stage.open(articleId, await newsroom.hire('reporter', 'Rita'))
    const watcher = await stage.open(articleId, await newsroom.hire('editor', 'Edda'))
    liar.provider.awareness.setLocalState({ user: { name: 'Edda', role: 'publisher', color: 'url(javascript:1)' }, extra: 'x'.repeat(100), cursor: null })
    await waitFor(() => watcher.provider.awareness.getStates().has(liar.doc.clientID))
    expect(watcher.provider.awareness.getStates().get(liar.doc.clientID)).toEqual({
      user: { id: expect.any(String), name: 'Rita', role: 'reporter', colorIndex: 3, color: '#8a4fae' },
      cursor: null,
    })
  })

  it('[CO-7c] passes on the cursor, and takes it away when the tab leaves', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await stage.open(articleId, await newsroom.hire('reporter'))
    const watcher = await stage.open(articleId, await newsroom.hire('editor'))
    const at = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(copyOf(reporter.doc), 0))
    reporter.provider.awareness.setLocalStateField('cursor', { anchor: at, head: at })
    const states = watcher.provider.awareness.getStates()
    await waitFor(() => states.get(reporter.doc.clientID)?.['cursor'] != null)
    expect(states.get(reporter.doc.clientID)?.['cursor']).toEqual(JSON.parse(JSON.stringify({ anchor: at, head: at })))
    reporter.leave()
    await waitFor(() => !states.has(reporter.doc.clientID))
  })
})

describe('an API token at the door', () => {
  it.each([
    [['read', 'write'], { kind: 'member', canEdit: true }],
    [['read'], { kind: 'member', canEdit: false }],
    [['write'], { kind: 'forbidden' }],
  ] as const)('[RE-1e] with the scopes %s gets what they give', async (scopes, expected) => {
    const { newsroom } = stage
    const { userId } = await newsroom.hire('editor')
    const actor: Actor = { userId, name: '', isAdmin: false, roles: {}, sessionId: null, scopes: [...scopes] }
    expect(await readRights(newsroom.sql, [{ actor, articleId: await newsroom.writeArticle() }])).toMatchObject([expected])
  })
})

describe('the author’s right in SQL', () => {
  it('[CO-2a] says what can(actor, "article.edit") says, for every role and stage', async () => {
    const { newsroom } = stage
    for (const stageName of STAGES) {
      const articleId = await newsroom.writeArticle()
      await newsroom.sql.query('UPDATE article SET stage = $2::"Stage" WHERE id = $1', [articleId, stageName])
      for (const role of [...ROLES, null]) {
        const person = await newsroom.hire(role)
        const actor: Actor = {
          userId: person.userId,
          name: '',
          isAdmin: false,
          roles: role === null ? {} : { [newsroom.deskId]: [role] },
          sessionId: person.sessionId,
          scopes: null,
        }
        const [row] = await newsroom.sql.query<{ may: boolean }>(
          `SELECT ${mayEditSql('$1::uuid')} AS may FROM (SELECT $2::uuid AS user_id, $3::uuid AS session_id) a`,
          [articleId, person.userId, person.sessionId],
        )
        expect({ stageName, role, may: row?.may }).toEqual({ stageName, role, may: can(actor, 'article.edit', { deskId: newsroom.deskId, stage: stageName }) })
      }
    }
  })

  it.each([
    ['a disabled person', 'UPDATE "user" SET disabled_at = now() WHERE id = $1 AND $2::uuid IS NOT NULL'],
    ['a revoked session', 'UPDATE session SET revoked_at = now() WHERE user_id = $1 AND id = $2'],
    ['a session that is over', "UPDATE session SET expires_at = now() - interval '1 second' WHERE user_id = $1 AND id = $2"],
  ])('[CO-2a] denies %s', async (_name, change) => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const { userId, sessionId } = await newsroom.hire('editor')
    const ask = async (): Promise<boolean | undefined> => {
      const [row] = await newsroom.sql.query<{ may: boolean }>(
        `SELECT ${mayEditSql('$1::uuid')} AS may FROM (SELECT $2::uuid AS user_id, $3::uuid AS session_id) a`,
        [articleId, userId, sessionId],
      )
      return row?.may
    }
    expect(await ask()).toBe(true)
    await newsroom.sql.query(change, [userId, sessionId])
    expect(await ask()).toBe(false)
  })
})
