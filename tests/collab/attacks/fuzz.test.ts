import { fc } from '#tests/support/property.ts'
import { createDecoder, readVarUint8Array } from 'lib0/decoding'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { Room } from '#lib/collab/engine.ts'
import { DEFAULT_LIMITS } from '#lib/collab/limits.ts'
import { encodeAwareness, encodeNotice, encodeSync, MESSAGE, SYNC } from '#lib/collab/messages.ts'
import { encodePresence } from '#lib/collab/presence.ts'
import { Replica } from '#lib/collab/replica.ts'
import type { Member, RoomEffect, RoomEvent } from '#lib/collab/room-types.ts'
import { contentHash } from '#lib/editor/canonical.ts'
import { checkDocument, checkTypes } from '#lib/editor/validate.ts'
import { initialState } from '#lib/editor/ydoc.ts'
import { block, edit } from '../support/forge.ts'
import { headersOf, openRaw, waitFor } from '../support/clients.ts'
import { addParagraph, article, copyOf } from '../support/newsroom.ts'
import { setStage } from '../support/stage.ts'

const first = initialState(article('Grain deal nears'))
/** In the pure room; on real sockets a thousandth of them. CONTRIBUTING says how to ask for more. */
const MUTATIONS = Number(process.env['STET_TEST_MUTATIONS'] ?? 100_000)

/** A room whose database answers at once. */
class LiveRoom {
  readonly rows: Uint8Array[] = [first]
  readonly sent: Uint8Array[] = []
  readonly security: string[] = []
  private readonly owners = new Map<number, string>()
  now = 1_000_000
  private readonly room = new Room({
    limits: DEFAULT_LIMITS,
    checkChange: ({ types, since }, claimIds) => checkTypes(types, { since, claimIds })?.detail ?? null,
  })

  constructor() {
    this.room.handle({ type: 'join', socket: 0, member: member('honest'), version: { schemaMajor: null, epoch: null } }, this.now)
    const tail = { articleId: '', head: 1, epoch: 1, schemaMajor: 1, snapshot: null, base: 0, rows: [{ seq: 1, userId: null, update: first }] }
    this.play({ type: 'read', tail: { ...tail, owners: new Map(), claimIds: new Set() } })
  }

  /** Returns what came out, the answers of the database carried back in. */
  play(event: RoomEvent): RoomEffect[] {
    const effects = this.room.handle(event, this.now)
    for (const effect of effects) {
      if (effect.type === 'security') this.security.push(effect.event)
      const answer = this.answerTo(effect)
      if (answer !== null) effects.push(...this.play(answer))
    }
    return effects
  }

  private answerTo(effect: RoomEffect): RoomEvent | null {
    switch (effect.type) {
      case 'append':
        for (const { update, userId, clientIds } of effect.updates) {
          this.rows.push(update)
          for (const clientId of clientIds) this.owners.set(clientId, userId ?? '')
        }
        return { type: 'appended', result: { ok: true, head: this.rows.length } }
      case 'read': {
        const rows = this.rows.slice(effect.after).map((update, index) => ({ seq: effect.after + index + 1, userId: null, update }))
        const tail = { articleId: '', head: this.rows.length, epoch: 1, schemaMajor: 1, snapshot: null, base: effect.after, rows }
        return { type: 'read', tail: { ...tail, owners: new Map(), claimIds: null } }
      }
      case 'bind': {
        const owner = this.owners.get(effect.clientId) ?? effect.userId
        this.owners.set(effect.clientId, owner)
        return { type: 'bound', clientId: effect.clientId, owner }
      }
      default:
        return null
    }
  }
}

function member(userId: string): Member {
  return { userId, sessionId: null, canEdit: true, user: { id: userId, name: userId, role: 'editor', colorIndex: 0, color: '#000000' } }
}

/** What an honest session sends: the exchange, then edit upon edit as one client makes them, marks, a cursor. */
function recording(): Uint8Array[] {
  const changes: ((doc: Y.Doc) => void)[] = [
    (doc) => copyOf(doc).insert(0, 'Putin met with Erdogan'),
    (doc) => copyOf(doc).delete(0, 1),
    (doc) => copyOf(doc).insert(0, 'p'),
    (doc) => copyOf(doc).format(0, 4, { link: { href: 'https://example.org', title: null } }),
    (doc) => copyOf(doc).format(2, 3, { bold: {}, link: null }),
    (doc) => addParagraph(doc, 'The trip was his second 🌾'),
    (doc) => addParagraph(doc, ''),
    block('horizontalRule'),
    block('image', { src: 'https://example.org/1.jpg', alt: 'Grain' }),
    block('embed', { url: 'https://example.org/post' }),
    (doc) => {
      const [list, item, paragraph] = ['orderedList', 'listItem', 'paragraph'].map((name) => new Y.XmlElement(name))
      if (!list || !item || !paragraph) return
      paragraph.insert(0, [new Y.XmlText('One of several')])
      item.insert(0, [paragraph])
      list.insert(0, [item])
      doc.getXmlFragment('content').push([list])
    },
    (doc) => doc.getXmlFragment('content').delete(doc.getXmlFragment('content').length - 2, 1),
  ]
  const session = new Y.Doc()
  Y.applyUpdate(session, first)
  const updates: Uint8Array[] = []
  session.on('update', (update: Uint8Array) => updates.push(update))
  for (const change of changes) session.transact(() => change(session))
  const cursor = encodePresence([{ clientId: 77, clock: 3, state: { user: member('x').user, cursor: null } }])
  return [
    encodeSync(SYNC.step1, Y.encodeStateVectorFromUpdate(first)),
    encodeSync(SYNC.step2, Y.mergeUpdates(updates)),
    ...updates.map((update) => encodeSync(SYNC.update, update)),
    encodeNotice({ type: 'mark', n: 3 }),
    encodeAwareness(cursor),
    new Uint8Array([3]),
  ]
}

const frames = recording()

const mutation = fc
  .record({
    frame: fc.nat({ max: frames.length - 1 }),
    other: fc.nat({ max: frames.length - 1 }),
    at: fc.nat({ max: 400 }),
    kind: fc.constantFrom('flip' as const, 'cut' as const, 'insert' as const, 'splice' as const),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 9 }),
    inside: fc.boolean(),
  })
  .map(({ frame, other, inside, ...how }) => {
    const [honest, donor] = [frames[frame] ?? new Uint8Array(), frames[other] ?? new Uint8Array()]
    // Inside, the outer lengths are made right again, so that what is wrong is found later or not at all.
    if (!inside || honest[0] !== MESSAGE.sync) return mutated(honest, donor, how)
    return encodeSync(honest[1] === SYNC.step2 ? SYNC.step2 : SYNC.update, mutated(payloadOf(honest), payloadOf(donor), how))
  })

function mutated(
  honest: Uint8Array,
  donor: Uint8Array,
  { at, kind, bytes }: { at: number; kind: 'flip' | 'cut' | 'insert' | 'splice'; bytes: Uint8Array },
): Uint8Array {
  const place = at % (honest.length + 1)
  const [head, tail] = [honest.slice(0, place), honest.slice(place)]
  switch (kind) {
    case 'cut':
      return head
    case 'insert':
      return Uint8Array.from([...head, ...bytes, ...tail])
    case 'splice':
      return Uint8Array.from([...head, ...donor.slice(place)])
    case 'flip':
      return Uint8Array.from([...head, ...bytes, ...tail.slice(bytes.length)])
  }
}

function payloadOf(frame: Uint8Array): Uint8Array {
  if (frame[0] !== MESSAGE.sync) return frame
  const decoder = createDecoder(frame.slice(2))
  return readVarUint8Array(decoder)
}

/** After so many the article is a new one, or accepted nonsense would make it slow. */
const FRESH_AFTER = 2_000

describe('mutated traffic', () => {
  it(`[AT-31, CO-8] ${MUTATIONS} times, never throws, and leaves a document of the schema that the log repeats`, { timeout: 60_000 + 3 * MUTATIONS }, () => {
    let live = new LiveRoom()
    let socket = 0
    const answers = new Map<string, number>()
    const check = (): void => {
      const truth = new Replica(live.rows)
      expect(checkDocument(truth.doc)).toBeNull()
      expect(truth.waits).toBe(false)
      for (const answer of [...live.security, ...live.rows.slice(1).map(() => 'taken')]) answers.set(answer, (answers.get(answer) ?? 0) + 1)
      live = new LiveRoom()
    }
    fc.assert(
      fc.property(mutation, (frame) => {
        socket += 1
        live.now += 1_000
        live.play({ type: 'join', socket, member: member(`attacker ${socket}`), version: { schemaMajor: null, epoch: null } })
        live.play({ type: 'frame', socket, bytes: frame })
        live.play({ type: 'leave', socket })
        if (socket % FRESH_AFTER === 0) check()
      }),
      { numRuns: MUTATIONS },
    )
    check()
    // They reached every part of the room.
    expect([...answers.keys()]).toEqual(expect.arrayContaining(['foreign-client-id', 'limit', 'malformed', 'missing-predecessor', 'schema', 'taken']))
  })

  const stage = setStage()

  it('[AT-31] on real sockets, a sample: an honest client types on, and the log repeats what is on its screen', async () => {
    const { newsroom } = stage
    const articleId = await newsroom.writeArticle()
    const honest = await stage.open(articleId, await newsroom.hire('reporter'))
    const samples = fc.sample(mutation, Math.ceil(MUTATIONS / 1_000))
    for (const [index, frame] of samples.entries()) {
      const socket = await openRaw(`${stage.server.url}/${articleId}`, headersOf(await newsroom.hire('editor')))
      socket.send(frame)
      copyOf(honest.doc).insert(0, 'x')
      expect(await honest.mark(index + 1)).toEqual({ type: 'saved', n: index + 1 })
      socket.ws.terminate()
    }
    await waitFor(async () => (await newsroom.logHash(articleId)) === contentHash(honest.doc))
    expect(checkDocument(honest.doc)).toBeNull()
    expect(honest.closed).toEqual([])
  })
})

describe('what the log keeps', () => {
  it('[CO-1c] of an update that is partly known the new part, and of one that is known nothing', () => {
    const live = new LiveRoom()
    const one = edit(first, (doc) => copyOf(doc).insert(0, 'one '), 50)
    const both = edit(one.length > 0 ? Y.mergeUpdates([first, one]) : first, (doc) => copyOf(doc).insert(4, 'two '), 50)
    live.play({ type: 'join', socket: 1, member: member('writer'), version: { schemaMajor: null, epoch: null } })
    const all = Y.mergeUpdates([first, one, both])
    live.play({ type: 'frame', socket: 1, bytes: encodeSync(SYNC.update, one) })
    live.play({ type: 'frame', socket: 1, bytes: encodeSync(SYNC.step2, all) })
    live.play({ type: 'frame', socket: 1, bytes: encodeSync(SYNC.step2, all) })
    expect(live.rows).toHaveLength(3)
    expect(live.rows[2]?.length).toBeLessThan(all.length)
    expect(contentHash(new Replica(live.rows).doc)).toBe(contentHash(new Replica([all]).doc))
  })

  it('[CO-1c] not what yjs would skip: other words under clocks that are taken', () => {
    const live = new LiveRoom()
    live.play({ type: 'join', socket: 1, member: member('writer'), version: { schemaMajor: null, epoch: null } })
    live.play({
      type: 'frame',
      socket: 1,
      bytes: encodeSync(
        SYNC.update,
        edit(first, (doc) => copyOf(doc).insert(0, 'true '), 50),
      ),
    })
    live.play({
      type: 'frame',
      socket: 1,
      bytes: encodeSync(
        SYNC.update,
        edit(first, (doc) => copyOf(doc).insert(0, 'FALSE and more'), 50),
      ),
    })
    const text = copyOf(new Replica(live.rows).doc).toString()
    expect(text).not.toContain('FALSE')
    expect(Buffer.concat(live.rows).toString()).not.toContain('FALSE')
  })
})
