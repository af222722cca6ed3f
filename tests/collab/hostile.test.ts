import { writeUint8, writeVarString, writeVarUint } from 'lib0/encoding'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { CLOSE } from '#lib/collab/close-codes.ts'
import { DEFAULT_LIMITS } from '#lib/collab/limits.ts'
import { encodeAwareness, encodeNotice, encodeSync, SYNC, type ServerNotice } from '#lib/collab/messages.ts'
import { anchorAttribute } from '#lib/editor/claim-marks.ts'
import { contentHash } from '#lib/editor/canonical.ts'
import { headersOf, openRaw, waitFor, type RawSocket, type Tab } from './support/clients.ts'
import { bytes, collected, edit, MILLIONS_OF_STRUCTS, nested, oneStruct } from './support/forge.ts'
import { addParagraph, copyOf, textOf, type Person } from './support/newsroom.ts'
import { startServer } from './support/server.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

interface Attack {
  articleId: string
  honest: Tab
  attacker: Person
  socket: RawSocket
  /** The document as everybody has it. */
  state: Uint8Array
}

/** An honest reporter at work, and somebody with an editing right who means harm. */
async function prepare(): Promise<Attack> {
  const { newsroom } = stage
  const articleId = await newsroom.writeArticle()
  const honest = await stage.open(articleId, await newsroom.hire('reporter'))
  copyOf(honest.doc).insert(0, 'Putin praised Erdogan')
  expect((await honest.mark(1)).type).toBe('saved')
  const attacker = await newsroom.hire('editor')
  const socket = await openRaw(`${stage.server.url}/${articleId}`, headersOf(attacker))
  stage.keep({ leave: () => socket.ws.terminate() })
  await waitFor(() => socket.notices.length > 0)
  return { articleId, honest, attacker, socket, state: Y.encodeStateAsUpdate(honest.doc) }
}

/** The log did not move, the honest client is still heard, and both agree. */
async function expectUnharmed({ articleId, honest }: Attack, head: number): Promise<void> {
  expect(await stage.newsroom.head(articleId)).toBe(head)
  copyOf(honest.doc).insert(0, 'x')
  expect((await honest.mark(900)).type).toBe('saved')
  expect(await stage.newsroom.logHash(articleId)).toBe(contentHash(honest.doc))
}

function refusals(socket: RawSocket): ServerNotice[] {
  return socket.notices.filter((notice) => notice.type === 'refused')
}

function update(payload: Uint8Array): Uint8Array {
  return encodeSync(SYNC.update, payload)
}

/** Puts a block of whatever kind at the end. */
function block(name: string, attributes: Record<string, string> = {}): (doc: Y.Doc) => void {
  return (doc) => {
    const element = new Y.XmlElement(name)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    const root = doc.getXmlFragment('content')
    root.insert(root.length, [element])
  }
}

function mark(name: string, value: unknown): (doc: Y.Doc) => void {
  return (doc) => copyOf(doc).format(0, 5, { [name]: value })
}

describe('frames that are no messages close with 4400 and one security line', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['noise', new Uint8Array([9, 9, 9])],
    ['a truncated sync message', new Uint8Array([0, 2, 200])],
    ['an auth message', new Uint8Array([2, 0])],
    ['an unknown notice', encodeNotice({ type: 'review' })],
    ['a notice of broken JSON', bytes((e) => (writeVarUint(e, 8), writeVarString(e, '{"type":')))],
    [
      'a state vector that claims a billion entries',
      encodeSync(
        SYNC.step1,
        bytes((e) => writeVarUint(e, 1e9)),
      ),
    ],
    ['33 million structs in seven bytes', update(MILLIONS_OF_STRUCTS)],
    ['presence that is no presence', encodeAwareness(new Uint8Array([255, 255, 3]))],
  ])('[CO-8a] %s', async (_name, frame) => {
    const attack = await prepare()
    attack.socket.send(frame)
    expect(await attack.socket.closed).toBe(CLOSE.malformed)
    expect(stage.server.security.filter((line) => line['userId'] === attack.attacker.userId)).toHaveLength(1)
    await expectUnharmed(attack, 2)
  })

  it('[CO-8a] a text frame closes with 1003', async () => {
    const attack = await prepare()
    attack.socket.send('hello')
    expect(await attack.socket.closed).toBe(CLOSE.textFrame)
    await expectUnharmed(attack, 2)
  })

  it('[CO-8e] a frame above the limit closes with 1009', async () => {
    const attack = await prepare()
    attack.socket.send(new Uint8Array(2 * 1024 * 1024 + 1))
    expect(await attack.socket.closed).toBe(CLOSE.tooBig)
    await expectUnharmed(attack, 2)
  })
})

describe('updates that may not stand are refused whole', () => {
  it.each([
    ['an unknown block', block('script')],
    ['an unknown attribute', block('paragraph', { onclick: 'x' })],
    ['a javascript: link', mark('link', { href: 'javascript:alert(1)' })],
    ['a data: image', block('image', { src: 'data:text/html,x' })],
    ['a second headline', block('headline')],
    ['a second standfirst', block('standfirst')],
    ['a mark that says verified', mark('verified', {})],
    ['a claim the server never issued', mark('claim--AAAAAAAA', { id: '3f0c7a4e-0000-4000-8000-000000000000' })],
    ['another root type', (doc: Y.Doc) => doc.getMap('verdicts').set('claim', 'verified')],
  ])('[CO-8d] %s', async (_name, change) => {
    const attack = await prepare()
    attack.socket.send(update(edit(attack.state, change)))
    attack.socket.send(encodeNotice({ type: 'mark', n: 7 }))
    await waitFor(() => refusals(attack.socket).some((notice) => notice.type === 'refused' && notice.n === 7))
    expect(refusals(attack.socket)[0]).toMatchObject({ type: 'refused', reason: 'schema' })
    expect(attack.socket.notices.filter((notice) => notice.type === 'saved')).toEqual([])
    expect(stage.server.security).toContainEqual(expect.objectContaining({ security: 'schema', userId: attack.attacker.userId }))
    await expectUnharmed(attack, 2)
  })

  it.each([
    ['a collected struct of length 2^50', collected(7, 0, 2 ** 50)],
    ['a value nested 200,000 deep', nested(200_000)],
  ])('[CO-8a] %s', async (_name, payload) => {
    const attack = await prepare()
    attack.socket.send(update(payload))
    await waitFor(() => refusals(attack.socket).length > 0)
    expect(refusals(attack.socket)[0]).toMatchObject({ reason: 'limit' })
    await expectUnharmed(attack, 2)
  })

  it('[CO-4b] a refusal names its own change, and a later one that is stored is saved', async () => {
    const { socket, state, articleId } = await prepare()
    socket.send(update(edit(state, block('script'))))
    socket.send(encodeNotice({ type: 'mark', n: 1 }))
    socket.send(update(edit(state, (doc) => copyOf(doc).insert(0, 'good '), 41)))
    socket.send(encodeNotice({ type: 'mark', n: 2 }))
    await waitFor(() => socket.notices.some((notice) => notice.type === 'saved'))
    const answers = socket.notices.filter((notice) => notice.type === 'saved' || notice.type === 'refused')
    expect(answers).toEqual([
      { type: 'refused', n: 1, reason: 'schema', detail: expect.any(String) },
      { type: 'saved', n: 2 },
    ])
    expect(await stage.newsroom.logCopy(articleId)).toContain('good ')
  })

  it('[CO-8c] missing predecessors, thousands of times, are stored not once and end with 4413', async () => {
    const attack = await prepare()
    for (let i = 0; i < 3000; i++) {
      const orphan = oneStruct({ client: 99, clock: 10 + i }, (e) => (writeUint8(e, 0x84), writeVarUint(e, 99), writeVarUint(e, 9 + i), writeVarString(e, 'x')))
      attack.socket.send(update(orphan))
    }
    expect([CLOSE.limit, CLOSE.tooFast]).toContain(await attack.socket.closed)
    await expectUnharmed(attack, 2)
  })

  it('[CO-8d] the mark of a claim that the server issued while the article was open may be moved by hand', async () => {
    const attack = await prepare()
    const { articleId, honest } = attack
    const claimId = await stage.newsroom.issueClaim(articleId)
    await waitFor(() => textOf(honest.doc).includes('tagged'))
    copyOf(honest.doc).format(0, 5, { [anchorAttribute('claim', claimId)]: { id: claimId } })
    expect(await honest.mark(2)).toEqual({ type: 'saved', n: 2 })
  })
})

describe('another’s identity', () => {
  it('[CO-8b] another user’s Yjs client id closes with 4409, and nobody diverges', async () => {
    const attack = await prepare()
    const { honest, socket, state } = attack
    socket.send(update(edit(state, (doc) => copyOf(doc).insert(0, 'forged '), honest.doc.clientID)))
    expect(await socket.closed).toBe(CLOSE.conflict)
    expect(stage.server.security).toContainEqual(expect.objectContaining({ security: 'foreign-client-id', userId: attack.attacker.userId }))
    await expectUnharmed(attack, 2)
  })

  it('[CO-8b] the server’s own client id closes with 4409', async () => {
    const attack = await prepare()
    attack.socket.send(update(edit(attack.state, (doc) => addParagraph(doc, 'as the server'), 1)))
    expect(await attack.socket.closed).toBe(CLOSE.conflict)
    await expectUnharmed(attack, 2)
  })

  it('[CO-8b] a client id stays bound across a restart of the room', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const reporter = await newsroom.hire('reporter')
    const tab = await stage.open(articleId, reporter)
    copyOf(tab.doc).insert(0, 'mine ')
    await tab.mark(1)
    const state = Y.encodeStateAsUpdate(tab.doc)
    const clientId = tab.doc.clientID
    const restarted = await startServer(stage.database.url)
    try {
      const socket = await openRaw(`${restarted.url}/${articleId}`, headersOf(await newsroom.hire('editor')))
      await waitFor(() => socket.notices.length > 0)
      socket.send(update(edit(state, (doc) => copyOf(doc).insert(0, 'forged '), clientId)))
      expect(await socket.closed).toBe(CLOSE.conflict)
    } finally {
      await restarted.stop()
    }
  })

  it('[CO-8b] a client id belongs to who announced it, also before they typed and after they left, on every node', async () => {
    const { newsroom } = stage
    const attack = await prepare()
    const { articleId, state, honest } = attack
    const colleague = await stage.open(articleId, await newsroom.hire('reporter'))
    const { clientID } = colleague.doc
    await waitFor(() => honest.provider.awareness.getStates().has(clientID))
    colleague.leave()
    const other = await startServer(stage.database.url)
    try {
      for (const { url } of [stage.server, other]) {
        const socket = await openRaw(`${url}/${articleId}`, headersOf(attack.attacker))
        await waitFor(() => socket.notices.length > 0)
        socket.send(update(edit(state, (doc) => copyOf(doc).insert(0, 'squatted '), clientID)))
        expect(await socket.closed).toBe(CLOSE.conflict)
      }
    } finally {
      await other.stop()
    }
    await expectUnharmed(attack, 2)
  })

  it('[CO-8b] nobody is told of a client id before it is bound', async () => {
    const attack = await prepare()
    const { articleId, honest } = attack
    const bound = async (clientId: number): Promise<unknown[]> =>
      await stage.newsroom.sql.query('SELECT 1 FROM document_client WHERE article_id = $1 AND client_id = $2', [articleId, clientId])
    const seen: Promise<unknown[]>[] = []
    honest.provider.awareness.on('change', ({ added }: { added: number[] }) => seen.push(...added.map(bound)))
    await stage.open(articleId, await stage.newsroom.hire('checker'))
    await waitFor(() => seen.length > 0)
    for (const rows of await Promise.all(seen)) expect(rows).toHaveLength(1)
  })

  it('[CO-4, CO-8b] other words under a client id and clock that are taken are a conflict, never Saved', async () => {
    const attack = await prepare()
    const { socket, state } = attack
    const first = edit(state, (doc) => copyOf(doc).insert(0, 'told '), 77)
    const second = edit(state, (doc) => copyOf(doc).insert(0, 'lost '), 77)
    socket.send(update(first))
    socket.send(encodeNotice({ type: 'mark', n: 1 }))
    await waitFor(() => socket.notices.some((notice) => notice.type === 'saved'))
    socket.send(update(first))
    socket.send(encodeNotice({ type: 'mark', n: 2 }))
    await waitFor(() => socket.notices.some((notice) => notice.type === 'saved' && notice.n === 2))
    socket.send(update(second))
    socket.send(encodeNotice({ type: 'mark', n: 3 }))
    expect(await socket.closed).toBe(CLOSE.conflict)
    expect(socket.notices).not.toContainEqual({ type: 'saved', n: 3 })
    await expectUnharmed(attack, 3)
  })

  it('[CO-7c] presence under somebody else’s client id is dropped', async () => {
    const attack = await prepare()
    const { honest, socket, attacker } = attack
    const entry = bytes((e) => (writeVarUint(e, 1), writeVarUint(e, honest.doc.clientID), writeVarUint(e, 2 ** 40), writeVarString(e, '{"user":{"name":"x"}}')))
    socket.send(encodeAwareness(entry))
    await waitFor(() => stage.server.security.some((line) => line['security'] === 'foreign-presence' && line['userId'] === attacker.userId))
    expect(honest.provider.awareness.getStates().size).toBe(1)
    await expectUnharmed(attack, 2)
  })

  it('[CO-8e] twenty thousand cursors in one message close with 4400', async () => {
    const attack = await prepare()
    attack.socket.send(
      encodeAwareness(
        bytes((e) => {
          writeVarUint(e, 20_000)
          for (let i = 0; i < 20_000; i++) {
            writeVarUint(e, i + 2)
            writeVarUint(e, 1)
            writeVarString(e, '{}')
          }
        }),
      ),
    )
    expect(await attack.socket.closed).toBe(CLOSE.malformed)
    await expectUnharmed(attack, 2)
  })
})

describe('too much', () => {
  it('[CO-8e] a client that stops reading is let go, and the others notice nothing', async () => {
    const { newsroom, database } = stage
    const server = await startServer(database.url, { limits: { ...DEFAULT_LIMITS, sendBufferBytes: 256 * 1024 } })
    try {
      const articleId = await newsroom.writeArticle()
      const honest = await stage.open(articleId, await newsroom.hire('reporter'), server)
      const sleeper = await openRaw(`${server.url}/${articleId}`, headersOf(await newsroom.hire('checker')))
      sleeper.ws.pause()
      for (let i = 0; i < 100; i++) {
        copyOf(honest.doc).insert(0, 'x'.repeat(100_000))
        expect((await honest.mark(i + 1)).type).toBe('saved')
        if (server.collab.health().sockets === 1) break
      }
      expect(server.collab.health().sockets).toBe(1)
      expect(server.security).toContainEqual(expect.objectContaining({ security: 'limit' }))
      expect(server.errors).toEqual([])
      sleeper.ws.terminate()
    } finally {
      await server.stop()
    }
  })

  it('[CO-8e] a message of more fragments than any browser sends closes the socket', async () => {
    const attack = await prepare()
    for (let i = 0; i < 200; i++) attack.socket.ws.send(new Uint8Array([0]), { fin: false })
    expect(await attack.socket.closed).not.toBe(1000)
    await expectUnharmed(attack, 2)
  })

  it('[CO-8e] compression is not offered: a small frame cannot grow here', async () => {
    const attack = await prepare()
    expect(attack.socket.ws.extensions).toBe('')
  })

  it('[CO-8e] ten thousand messages a second close with 4429', async () => {
    const attack = await prepare()
    for (let i = 0; i < 10_000; i++) attack.socket.send(new Uint8Array([3]))
    expect(await attack.socket.closed).toBe(CLOSE.tooFast)
    await expectUnharmed(attack, 2)
  })

  it('[CO-8e] the full state asked for again and again closes with 4429', async () => {
    const attack = await prepare()
    for (let i = 0; i < 50; i++) attack.socket.send(encodeSync(SYNC.step1, new Uint8Array([0])))
    expect(await attack.socket.closed).toBe(CLOSE.tooFast)
    await expectUnharmed(attack, 2)
  })

  it('[CO-8] everything deleted by one small update is a writer’s right, and it is in the log', async () => {
    const attack = await prepare()
    attack.socket.send(update(edit(attack.state, (doc) => copyOf(doc).delete(0, copyOf(doc).length))))
    attack.socket.send(encodeNotice({ type: 'mark', n: 1 }))
    await waitFor(() => attack.socket.notices.some((notice) => notice.type === 'saved'))
    expect(await stage.newsroom.logCopy(attack.articleId)).toBe('')
  })
})
