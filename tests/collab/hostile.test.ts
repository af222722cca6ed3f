/** What becomes of edits and client ids beside a hostile colleague; the attacks by themselves are in attacks/. */
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { CLOSE } from '#lib/collab/close-codes.ts'
import { encodeNotice, encodeSync, SYNC } from '#lib/collab/messages.ts'
import { anchorAttribute } from '#lib/editor/claim-marks.ts'
import { contentHash } from '#lib/editor/canonical.ts'
import { headersOf, openRaw, waitFor, type RawSocket, type Tab } from './support/clients.ts'
import { block, edit } from './support/forge.ts'
import { copyOf, textOf, type Person } from './support/newsroom.ts'
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

function update(payload: Uint8Array): Uint8Array {
  return encodeSync(SYNC.update, payload)
}

describe('updates that may not stand are refused whole', () => {
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
})
