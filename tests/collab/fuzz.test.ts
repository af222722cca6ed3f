import fc from 'fast-check'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { Room } from '#lib/collab/engine.ts'
import { DEFAULT_LIMITS } from '#lib/collab/limits.ts'
import { encodeAwareness, encodeNotice, encodeSync, SYNC } from '#lib/collab/messages.ts'
import { encodePresence } from '#lib/collab/presence.ts'
import { Replica } from '#lib/collab/replica.ts'
import type { Member, RoomEffect, RoomEvent } from '#lib/collab/room-types.ts'
import { contentHash } from '#lib/editor/canonical.ts'
import { checkDocument, checkTypes } from '#lib/editor/validate.ts'
import { initialState } from '#lib/editor/ydoc.ts'
import { edit } from './support/forge.ts'
import { addParagraph, article, copyOf } from './support/newsroom.ts'

const first = initialState(article('Grain deal nears'))
const MUTATIONS = Number(process.env['STET_TEST_MUTATIONS'] ?? 20_000)

/** A room whose database answers at once. */
class LiveRoom {
  readonly rows: Uint8Array[] = [first]
  readonly sent: Uint8Array[] = []
  readonly security: string[] = []
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
      if (effect.type !== 'append') continue
      this.rows.push(...effect.updates.map(({ update }) => update))
      effects.push(...this.play({ type: 'appended', result: { ok: true, head: this.rows.length } }))
    }
    return effects
  }
}

function member(userId: string): Member {
  return { userId, sessionId: null, canEdit: true, user: { id: userId, name: userId, role: 'editor', colorIndex: 0, color: '#000000' } }
}

/** What an honest session sends: the exchange, words, a deletion, formatting, a block, a cursor, marks. */
function recording(): Uint8Array[] {
  const changes: ((doc: Y.Doc) => void)[] = [
    (doc) => copyOf(doc).insert(0, 'Putin met with Erdogan'),
    (doc) => copyOf(doc).delete(0, 1),
    (doc) => copyOf(doc).format(0, 1, { link: { href: 'https://example.org', title: null } }),
    (doc) => addParagraph(doc, 'The trip was his second 🌾'),
  ]
  const updates = changes.map((change) => edit(first, change))
  const cursor = encodePresence([{ clientId: 77, clock: 3, state: { user: member('x').user, cursor: null } }])
  return [
    encodeSync(SYNC.step1, Y.encodeStateVectorFromUpdate(first)),
    encodeSync(SYNC.step2, updates[0] ?? first),
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
  })
  .map(({ frame, other, at, kind, bytes }) => {
    const honest = frames[frame] ?? new Uint8Array()
    const place = at % (honest.length + 1)
    const [head, tail] = [honest.slice(0, place), honest.slice(place)]
    if (kind === 'cut') return head
    if (kind === 'insert') return Uint8Array.from([...head, ...bytes, ...tail])
    if (kind === 'splice') return Uint8Array.from([...head, ...(frames[other] ?? []).slice(place)])
    return Uint8Array.from([...head, ...bytes, ...tail.slice(bytes.length)])
  })

describe('mutated traffic', () => {
  it(`[CO-8] never throws, and leaves a document of the schema that the log repeats`, () => {
    const live = new LiveRoom()
    let socket = 0
    const check = (): void => {
      const truth = new Replica(live.rows)
      expect(checkDocument(truth.doc)).toBeNull()
      expect(truth.waits).toBe(false)
    }
    fc.assert(
      fc.property(mutation, (frame) => {
        socket += 1
        live.now += 1_000
        live.play({ type: 'join', socket, member: member(`attacker ${socket}`), version: { schemaMajor: null, epoch: null } })
        live.play({ type: 'frame', socket, bytes: frame })
        live.play({ type: 'leave', socket })
        if (socket % 500 === 0) check()
      }),
      { numRuns: MUTATIONS },
    )
    check()
    expect(new Set(live.security)).toContain('malformed')
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
