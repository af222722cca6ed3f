import { createDecoder, readVarUint } from 'lib0/decoding'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { CLOSE } from '#lib/collab/close-codes.ts'
import { Room } from '#lib/collab/engine.ts'
import { DEFAULT_LIMITS } from '#lib/collab/limits.ts'
import type { LogRow } from '#lib/collab/log.ts'
import { encodeNotice, encodeSync, SYNC } from '#lib/collab/messages.ts'
import { Replica } from '#lib/collab/replica.ts'
import type { Member, RoomEffect, RoomTail } from '#lib/collab/room-types.ts'
import { initialState } from '#lib/editor/ydoc.ts'
import { article, copyOf } from '#tests/collab/support/newsroom.ts'
import { edit } from '#tests/collab/support/forge.ts'

const NOTHING = new Uint8Array([0, 0])
const first = initialState(article('Grain deal nears'))

function member(userId: string): Member {
  return { userId, sessionId: null, canEdit: true, user: { id: userId, name: userId, role: 'editor', colorIndex: 0, color: '#000000' } }
}

function tail(rows: LogRow[], base: number): RoomTail {
  const head = rows.length
  return { articleId: '', head, epoch: 1, schemaMajor: 1, snapshot: null, base, rows: rows.slice(base), owners: new Map(), claimIds: null }
}

/** A room whose document has one row, with one socket, 1, of Rita. */
function openRoom(): { room: Room; rows: LogRow[]; say: (frame: Uint8Array) => RoomEffect[] } {
  const room = new Room({ limits: DEFAULT_LIMITS, checkChange: () => null })
  const rows: LogRow[] = [{ seq: 1, userId: null, update: first }]
  room.handle({ type: 'join', socket: 1, member: member('rita'), version: { schemaMajor: null, epoch: null } }, 0)
  room.handle({ type: 'read', tail: tail(rows, 0) }, 0)
  return { room, rows, say: (bytes) => room.handle({ type: 'frame', socket: 1, bytes }, 0) }
}

function types(effects: readonly RoomEffect[]): string[] {
  return effects.map((effect) => effect.type)
}

describe('a room that lags behind the log', () => {
  const edda = edit(first, (doc) => copyOf(doc).insert(0, 'by Edda '), 77)
  const both = new Replica([first, edda])
  const onTop = edit(Y.encodeStateAsUpdate(both.doc), (doc) => copyOf(doc).insert(8, 'by Rita '), 88)

  it('[CO-8c] reads before it calls an edit orphaned, and then takes it', () => {
    const { room, rows, say } = openRoom()
    say(encodeSync(SYNC.step2, NOTHING))
    rows.push({ seq: 2, userId: 'edda', update: edda })
    expect(say(encodeSync(SYNC.update, onTop))).toEqual([{ type: 'read', epoch: 1, after: 1 }])
    expect(say(encodeNotice({ type: 'mark', n: 1 }))).toEqual([])
    const effects = room.handle({ type: 'read', tail: tail(rows, 1) }, 0)
    expect(types(effects)).toEqual(['broadcast', 'committed', 'append'])
    expect(types(room.handle({ type: 'appended', result: { ok: true, head: 3 } }, 0))).toEqual(['broadcast', 'committed', 'send'])
  })

  it('[CO-8b] reads before it calls an edit foreign: who brings what a colleague wrote on another node is no forger', () => {
    const { room, rows, say } = openRoom()
    room.handle({ type: 'bound', clientId: 77, owner: 'edda' }, 0)
    rows.push({ seq: 2, userId: 'edda', update: edda })
    const all = new Replica([first, edda, onTop])
    expect(say(encodeSync(SYNC.step2, all.encode(new Replica([first]).stateVector())))).toEqual([{ type: 'read', epoch: 1, after: 1 }])
    const effects = room.handle({ type: 'read', tail: tail(rows, 1) }, 0)
    expect(types(effects)).toEqual(['broadcast', 'committed', 'append'])
  })

  it('[CO-8c] reads before it takes words under client ids that it does not know: they may stand in the log under a colleague’s name', () => {
    const { room, rows, say } = openRoom()
    room.handle({ type: 'bound', clientId: 88, owner: 'rita' }, 0)
    rows.push({ seq: 2, userId: 'edda', update: edda })
    const all = new Replica([first, edda, onTop])
    expect(say(encodeSync(SYNC.step2, all.encode(new Replica([first]).stateVector())))).toEqual([{ type: 'read', epoch: 1, after: 1 }])
    const effects = room.handle({ type: 'read', tail: tail(rows, 1) }, 0)
    expect(types(effects)).toEqual(['broadcast', 'committed', 'append'])
    const append = effects.find((effect) => effect.type === 'append')
    expect(append?.updates.map(({ clientIds }) => clientIds)).toEqual([[88]])
  })

  it('[CO-8c] takes the words of who never said which client id is theirs, unless they are under several', () => {
    const one = openRoom()
    expect(types(one.say(encodeSync(SYNC.update, edda)))).toEqual(['append'])
    const two = openRoom()
    const all = new Replica([first, edda, onTop]).encode(new Replica([first]).stateVector())
    expect(types(two.say(encodeSync(SYNC.update, all)))).toEqual(['read'])
    expect(types(two.room.handle({ type: 'read', tail: tail(two.rows, 1) }, 0))).toEqual(['append'])
  })

  it('[CO-7a] reads before it says to a reader that they may not edit: they may only bring what they were told on another node', () => {
    const { room, rows } = openRoom()
    const reader = { ...member('lena'), canEdit: false }
    room.handle({ type: 'join', socket: 2, member: reader, version: { schemaMajor: null, epoch: null } }, 0)
    rows.push({ seq: 2, userId: 'edda', update: edda })
    const all = both.encode(new Replica([first]).stateVector())
    expect(room.handle({ type: 'frame', socket: 2, bytes: encodeSync(SYNC.step2, all) }, 0)).toEqual([{ type: 'read', epoch: 1, after: 1 }])
    expect(types(room.handle({ type: 'read', tail: tail(rows, 1) }, 0))).toEqual(['broadcast', 'committed'])
  })

  it('[CO-8b, CO-8c] calls them so when the log does not have it either', () => {
    const orphan = openRoom()
    orphan.say(encodeSync(SYNC.step2, NOTHING))
    orphan.say(encodeSync(SYNC.update, onTop))
    expect(types(orphan.room.handle({ type: 'read', tail: tail(orphan.rows, 1) }, 0))).toEqual(['security', 'send'])
    const forger = openRoom()
    forger.room.handle({ type: 'bound', clientId: 77, owner: 'edda' }, 0)
    forger.say(encodeSync(SYNC.update, edda))
    expect(types(forger.room.handle({ type: 'read', tail: tail(forger.rows, 1) }, 0))).toEqual(['security', 'close'])
  })

  it('[CO-8e] does not keep frames without end while it reads', () => {
    const { say } = openRoom()
    say(encodeSync(SYNC.step2, NOTHING))
    say(encodeSync(SYNC.update, onTop))
    const effects = Array.from({ length: DEFAULT_LIMITS.earlyFrames }, (_, n) => say(encodeNotice({ type: 'mark', n }))).flat()
    expect(types(effects)).toEqual(['close'])
  })
})

describe('an edit that only repeats what waits', () => {
  const once = edit(first, (doc) => copyOf(doc).insert(0, 'once '), 88)

  it('[CO-4, CO-8b] is not one that says otherwise under the same client id and clock', () => {
    const { room, rows, say } = openRoom()
    const told: string[] = []
    const note = (effects: RoomEffect[]): void => {
      for (const effect of effects) {
        if (effect.type === 'send' && effect.socket === 2) told.push(new TextDecoder().decode(effect.frame))
        if (effect.type === 'close') told.push(`close ${effect.socket} ${effect.code}`)
      }
    }
    room.handle({ type: 'join', socket: 2, member: { ...member('rita'), sessionId: 'second' }, version: { schemaMajor: null, epoch: null } }, 0)
    expect(types(say(encodeSync(SYNC.update, once)))).toEqual(['append'])
    const other = edit(first, (doc) => copyOf(doc).insert(0, 'else '), 88)
    note(room.handle({ type: 'frame', socket: 2, bytes: encodeSync(SYNC.update, other) }, 0))
    note(room.handle({ type: 'frame', socket: 2, bytes: encodeNotice({ type: 'mark', n: 1 }) }, 0))
    rows.push({ seq: 2, userId: 'rita', update: once })
    note(room.handle({ type: 'appended', result: { ok: true, head: 2 } }, 0))
    note(room.handle({ type: 'read', tail: tail(rows, 2) }, 0))
    expect(told.filter((what) => what.includes('saved'))).toEqual([])
    expect(told).toContain(`close 2 ${CLOSE.conflict}`)
  })

  it('[CO-4] is not saved when the first sending is refused after all', () => {
    const { room, say } = openRoom()
    const notices: string[] = []
    const note = (effects: RoomEffect[]): RoomEffect[] => {
      for (const effect of effects) if (effect.type === 'send') notices.push(new TextDecoder().decode(effect.frame))
      return effects
    }
    room.handle({ type: 'join', socket: 2, member: { ...member('rita'), sessionId: 'second' }, version: { schemaMajor: null, epoch: null } }, 0)
    say(encodeSync(SYNC.update, once))
    room.handle({ type: 'frame', socket: 2, bytes: encodeSync(SYNC.update, once) }, 0)
    room.handle({ type: 'frame', socket: 2, bytes: encodeNotice({ type: 'mark', n: 1 }) }, 0)
    // The first session was revoked meanwhile; the second writes in its own right.
    const again = note(room.handle({ type: 'appended', result: { ok: false, reason: 'forbidden', authors: [{ userId: 'rita', sessionId: null }] } }, 0))
    expect(notices.filter((notice) => notice.includes('saved'))).toEqual([])
    expect(types(again)).toContain('append')
    note(room.handle({ type: 'appended', result: { ok: true, head: 2 } }, 0))
    expect(notices.filter((notice) => notice.includes('"saved","n":1'))).toHaveLength(1)
  })
})

describe('opening', () => {
  const visitor = { socket: 1, member: member('rita'), version: { schemaMajor: null, epoch: null } }
  const empty = new Uint8Array([0])
  const written = edit(first, (doc) => copyOf(doc).insert(0, 'kept words '), 77)
  const state = new Replica([first, written]).encode()
  const kept: RoomTail = { ...tail([], 0), head: 2, snapshot: state, base: 2, rows: [] }

  function newRoom(): Room {
    return new Room({ limits: DEFAULT_LIMITS, checkChange: () => null })
  }

  /** What a client that has `vector` is sent at once. */
  function opened(room: Room, read: RoomTail, vector: Uint8Array): Uint8Array[] {
    room.handle({ type: 'join', ...visitor }, 0)
    room.handle({ type: 'frame', socket: 1, bytes: encodeSync(SYNC.step1, vector) }, 0)
    return sent(room.handle({ type: 'read', tail: read }, 0))
  }

  function sent(effects: readonly RoomEffect[]): Uint8Array[] {
    return effects.flatMap((effect) => (effect.type === 'send' ? [effect.frame] : []))
  }

  it('[CO-3c] asks for what the client has and sends the kept state as it is, before it is applied', () => {
    const room = newRoom()
    const abilities = encodeNotice({ type: 'abilities', canEdit: true, epoch: 1, schemaMajor: 1 })
    const question = encodeSync(SYNC.step1, new Replica([state]).stateVector())
    expect(opened(room, kept, empty)).toEqual([abilities, question, encodeSync(SYNC.step2, state)])
    expect(room.committed).toBeNull()
    expect(room.isBusy).toBe(true)
    expect(room.handle({ type: 'tick' }, 0)).toEqual([])
    expect(room.committed).not.toBeNull()
    expect(room.isBusy).toBe(false)
  })

  it('[CO-3c] sends to who has a part what they lack', () => {
    const [, , frame = empty] = opened(newRoom(), kept, new Replica([first]).stateVector())
    expect(frame.length).toBeLessThan(state.length / 2)
    const client = new Replica([first])
    Y.applyUpdate(client.doc, frame.subarray(frame.length - updateLength(frame)))
    expect(client.encode()).toEqual(state)
  })

  it('[CO-3c] an edit that comes at once is taken', () => {
    const room = newRoom()
    opened(room, kept, empty)
    const onTop = edit(state, (doc) => copyOf(doc).insert(0, 'by Rita '), 88)
    expect(types(room.handle({ type: 'frame', socket: 1, bytes: encodeSync(SYNC.update, onTop) }, 0))).toEqual(['append'])
  })

  it('[CO-3c] words that were deleted before one came are not sent', () => {
    const secret = edit(state, (doc) => copyOf(doc).insert(0, 'a name to protect'), 88)
    const deleted = edit(new Replica([state, secret]).encode(), (doc) => copyOf(doc).delete(0, 'a name to protect'.length), 99)
    const rows = [secret, deleted].map((update, i) => ({ seq: 3 + i, userId: 'edda', update }))
    const [, , frame = empty] = opened(newRoom(), { ...kept, head: 4, rows }, empty)
    expect(Buffer.from(frame).includes('kept words')).toBe(true)
    expect(Buffer.from(frame).includes('a name to protect')).toBe(false)
  })

  it('[CO-3c] who leaves last leaves a state behind, unless nothing was written since', () => {
    const room = newRoom()
    opened(
      room,
      {
        ...kept,
        base: 1,
        snapshot: null,
        rows: [
          { seq: 1, userId: null, update: first },
          { seq: 2, userId: 'edda', update: written },
        ],
      },
      empty,
    )
    expect(types(room.handle({ type: 'tick' }, 0))).not.toContain('snapshot')
    room.handle({ type: 'leave', socket: 1 }, 0)
    expect(room.handle({ type: 'tick' }, 0)).toEqual([{ type: 'snapshot', epoch: 1, seq: 2, state }])
    expect(room.handle({ type: 'tick' }, 0)).toEqual([])
    const readOnly = newRoom()
    opened(readOnly, kept, empty)
    readOnly.handle({ type: 'leave', socket: 1 }, 0)
    expect(readOnly.handle({ type: 'tick' }, 0)).toEqual([])
  })
})

/** Of the update that a sync frame ends with. */
function updateLength(frame: Uint8Array): number {
  const decoder = createDecoder(frame)
  readVarUint(decoder)
  readVarUint(decoder)
  return readVarUint(decoder)
}
