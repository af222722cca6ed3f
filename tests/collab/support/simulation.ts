/**
 * A world of two nodes, one log and three people, in which a schedule decides what happens next: whose edit,
 * which frame arrives, whether the database answers, fails, loses its answer or commits long after. Nothing in it
 * knows the time or waits for anything, so that a schedule and its outcome can be repeated exactly.
 */
import { createDecoder, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding'
import * as Y from 'yjs'
import { Room } from '#lib/collab/engine.ts'
import { DEFAULT_LIMITS } from '#lib/collab/limits.ts'
import type { AppendResult, LogRow, NewUpdate } from '#lib/collab/log.ts'
import { encodeAwareness, encodeNotice, encodeSync, MESSAGE, SYNC, type ServerNotice } from '#lib/collab/messages.ts'
import { encodePresence } from '#lib/collab/presence.ts'
import { scanUpdate, type ScannedUpdate } from '#lib/collab/prescan.ts'
import { Replica } from '#lib/collab/replica.ts'
import type { Member, RoomEffect, RoomEvent } from '#lib/collab/room-types.ts'
import { contentHash } from '#lib/editor/canonical.ts'
import { checkTypes } from '#lib/editor/validate.ts'
import { edit } from './forge.ts'
import { addParagraph, copyOf, textOf } from './newsroom.ts'

export type Step =
  | { do: 'edit'; peer: number; kind: 'insert' | 'delete' | 'format' | 'paragraph'; at: number }
  | { do: 'up'; peer: number }
  | { do: 'down'; peer: number }
  | { do: 'join'; peer: number; node: number }
  | { do: 'drop'; peer: number }
  | { do: 'database'; node: number; outcome: 'ok' | 'fails' | 'lost' | 'late' }
  | { do: 'zombie' }
  | { do: 'crash'; node: number; committed: boolean }
  | { do: 'service'; heard: boolean }
  | { do: 'tick'; ms: number }
  /** A change that the schema does not allow, sent and marked by an honest socket. */
  | { do: 'bad'; peer: number }
  /** Somebody who may edit writes under the client id that a colleague has announced. */
  | { do: 'squat'; peer: number; node: number }

export interface Faults {
  /** Answers Saved before the commit. */
  acksEarly?: boolean
  /** Binds a client id at the first edit only, and takes a clock for the words. */
  trustsClocks?: boolean
}

const SQUATTER: Member = {
  userId: 'squatter',
  sessionId: null,
  canEdit: true,
  user: { id: 'squatter', name: 'squatter', role: 'editor', colorIndex: 0, color: '#000000' },
}

/** `client:clock` → character. Of what was deleted in the same update nothing is known. */
function wordsOf(update: Uint8Array): Map<string, string> {
  const words = new Map<string, string>()
  for (const struct of Y.decodeUpdate(update).structs) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue
    const { client, clock } = struct.id
    Array.from({ length: struct.length }, (_, i) => words.set(`${client}:${clock + i}`, (struct.content as Y.ContentString).str.charAt(i)))
  }
  return words
}

const PEERS = 3
const NODES = 2
/** Small, so that batches and snapshots are cut in the middle of things. */
const LIMITS = { ...DEFAULT_LIMITS, batchEdits: 3, snapshotEvery: 4, refusalsPerMinute: 10_000, syncRequestsPerMinute: 10_000 }

/** The log as the database keeps it: compare and set, client ids bound to their user. */
class FakeLog {
  readonly rows: LogRow[] = []
  readonly owners = new Map<number, string>()
  snapshot: { seq: number; state: Uint8Array } | null = null
  readonly words = new Map<string, string>()
  /** What the rows amount to, kept as they come. */
  readonly truth = new Replica()

  constructor(first: Uint8Array) {
    this.push({ seq: 1, userId: null, update: first })
  }

  private push(row: LogRow): void {
    this.rows.push(row)
    this.truth.apply([row.update])
    for (const [at, character] of wordsOf(row.update)) this.words.set(at, character)
  }

  append(knownHead: number, updates: readonly NewUpdate[]): AppendResult {
    if (knownHead !== this.rows.length) return { ok: false, reason: 'moved' }
    const taken = updates.flatMap(({ userId, clientIds }) => (userId === null ? [] : clientIds.filter((id) => (this.owners.get(id) ?? userId) !== userId)))
    if (taken.length > 0)
      return { ok: false, reason: 'client-id-taken', clients: taken.map((clientId) => ({ clientId, userId: this.owners.get(clientId) ?? '' })) }
    for (const { update, userId, clientIds } of updates) {
      if (userId !== null) clientIds.forEach((id) => this.owners.set(id, userId))
      this.push({ seq: this.rows.length + 1, userId, update })
    }
    return { ok: true, head: this.rows.length }
  }

  /** Whether a change stands here: its clocks, and under them its own words. */
  holds({ scanned, words }: Change): boolean {
    return this.truth.holds(scanned) && [...words].every(([at, character]) => (this.words.get(at) ?? character) === character)
  }

  /** Replayed by itself, from the first row. */
  replay(): Replica {
    return new Replica(this.rows.map((row) => row.update))
  }
}

interface Node {
  room: Room
  /** What it asked the database and was not answered. */
  asked: Extract<RoomEffect, { type: 'load' | 'read' | 'append' }> | null
}

interface Change {
  n: number
  scanned: ScannedUpdate
  words: Map<string, string>
  isSaved: boolean
}

class Peer {
  readonly doc = new Y.Doc()
  readonly changes: Change[] = []
  /** Changes that must be refused, by their number, until they are. */
  readonly bad = new Set<number>()
  /** Sends all it has at each greeting, not only what the server lacks. */
  readonly sendsAll: boolean
  readonly member: Member
  /** What arrives together. */
  up: Uint8Array[][] = []
  down: Uint8Array[] = []
  node: number | null = null
  socket = 0
  hasSentAll = false
  hasAnnounced = false
  lastChange = 0
  refused = 0

  get open(): Change[] {
    return this.changes.filter((change) => !change.isSaved)
  }

  constructor(index: number, onChange: (peer: Peer, update: Uint8Array) => void) {
    const userId = `user-${index}`
    this.member = { userId, sessionId: null, canEdit: true, user: { id: userId, name: userId, role: 'editor', colorIndex: index, color: '#000000' } }
    this.sendsAll = index === PEERS - 1
    this.doc.clientID = 1000 + index
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      transaction._needFormattingCleanup = false
    })
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'network') onChange(this, update)
    })
  }
}

export class Simulation {
  private readonly log: FakeLog
  private readonly nodes: Node[] = Array.from({ length: NODES }, freshNode)
  private readonly peers: Peer[]
  private squatters: { node: number; socket: number }[] = []
  private zombies: { knownHead: number; updates: readonly NewUpdate[] }[] = []
  private now = 1_000_000
  private lastSocket = 0
  private words = 0
  private readonly faults: Faults

  constructor(first: Uint8Array, faults: Faults = {}) {
    this.log = new FakeLog(first)
    this.faults = faults
    this.peers = Array.from({ length: PEERS }, (_, index) => new Peer(index, (peer, update) => this.afterLocalChange(peer, update)))
  }

  play(step: Step): void {
    this.now += 1
    switch (step.do) {
      case 'edit':
        return this.edit(this.peer(step.peer), step)
      case 'up':
        return this.carryUp(this.peer(step.peer))
      case 'down':
        return this.carryDown(this.peer(step.peer))
      case 'join':
        return this.join(this.peer(step.peer), step.node)
      case 'drop':
        return this.drop(this.peer(step.peer))
      case 'database':
        return this.answer(step.node, step.outcome)
      case 'zombie': {
        const zombie = this.zombies.shift()
        if (zombie !== undefined) this.log.append(zombie.knownHead, zombie.updates)
        return
      }
      case 'crash':
        return this.crash(step.node, step.committed)
      case 'service':
        return this.writeAsService(step.heard)
      case 'bad':
        return this.sendBad(this.peer(step.peer))
      case 'squat':
        return this.squat(this.peer(step.peer), step.node)
      case 'tick':
        this.now += step.ms
        this.nodes.forEach((_node, index) => this.dispatch(index, { type: 'tick' }))
    }
  }

  /** Everything comes back and is carried to the end; then all must be one. Throws when it is not. */
  settle(): void {
    for (const zombie of this.zombies.splice(0)) this.log.append(zombie.knownHead, zombie.updates)
    for (const { node, socket } of this.squatters.splice(0)) this.dispatch(node, { type: 'leave', socket })
    this.peers.forEach((peer, index) => {
      if (peer.node === null) this.join(peer, index % NODES)
    })
    // A deletion moves no state vector: only rounds in which nothing happens any more show that all have it.
    for (let round = 0, quiet = 0; quiet < 3; round++) {
      quiet = this.isQuiet() ? quiet + 1 : 0
      if (round > 2_000) throw new Error(`never comes to rest: ${this.describe()}`)
      this.now += 100
      for (let node = 0; node < NODES; node++) {
        this.dispatch(node, { type: 'wake', head: this.log.rows.length })
        this.dispatch(node, { type: 'tick' })
        this.answer(node, 'ok')
      }
      for (const peer of this.peers) {
        if (peer.node === null) this.join(peer, 0)
        while (peer.up.length > 0) this.carryUp(peer)
        while (peer.down.length > 0) this.carryDown(peer)
      }
    }
    this.expectOne()
  }

  private expectOne(): void {
    const truth = this.log.replay()
    const hash = contentHash(truth.doc)
    for (const [index, peer] of this.peers.entries()) {
      if (contentHash(peer.doc) !== hash) throw new Error(`peer ${index} diverged: ${this.describe()}`)
      if (peer.bad.size > 0) throw new Error(`peer ${index} was never told of a refusal: ${this.describe()}`)
      if (peer.open.length > 0) throw new Error(`peer ${index} was never told Saved: ${this.describe()}`)
      for (const change of peer.changes) if (!this.log.holds(change)) throw new Error(`an edit of peer ${index} is lost`)
    }
    if (/<script|squatted/.test(textOf(truth.doc))) throw new Error('the log holds what had to be refused')
    const written = this.words
    const found = new Set(textOf(truth.doc).match(/⟨\d+⟩/g) ?? [])
    if (found.size > written) throw new Error('the log holds words that nobody wrote')
  }

  private isQuiet(): boolean {
    const headsAgree = this.peers.every((peer) => peer.node !== null && peer.up.length === 0 && peer.down.length === 0 && peer.open.length === 0)
    // A frame may be held until the database, which failed, is asked again.
    return (
      headsAgree && this.nodes.every((node) => node.asked === null && (node.room.isIdle || !node.room.isBusy)) && this.peers.every((peer) => this.seesAll(peer))
    )
  }

  private seesAll(peer: Peer): boolean {
    return [...Y.decodeStateVector(this.log.truth.stateVector())].every(([client, clock]) => Y.getState(peer.doc.store, client) >= clock)
  }

  private describe(): string {
    return JSON.stringify({
      rows: this.log.rows.length,
      peers: this.peers.map(({ node, open, changes, refused }) => ({ node, open: open.length, of: changes.length, refused })),
    })
  }

  // --- people -----------------------------------------------------------------------------------------------------

  private edit(peer: Peer, { kind, at }: Extract<Step, { do: 'edit' }>): void {
    if (peer.doc.getXmlFragment('content').length === 0) return
    const copy = copyOf(peer.doc)
    this.words += 1
    const word = `⟨${this.words}⟩`
    if (kind === 'paragraph') addParagraph(peer.doc, word)
    else if (kind === 'insert' || copy.length === 0) copy.insert(at % (copy.length + 1), word)
    else if (kind === 'delete') copy.delete(at % copy.length, 1)
    else copy.format(at % copy.length, 1, { bold: at % 2 === 0 ? {} : null })
  }

  private afterLocalChange(peer: Peer, update: Uint8Array): void {
    const scan = scanUpdate(update, LIMITS)
    if (!scan.ok) throw new Error(scan.detail)
    peer.lastChange += 1
    peer.changes.push({ n: peer.lastChange, scanned: scan.scanned, words: wordsOf(update), isSaved: false })
    if (peer.node === null) return
    peer.up.push([encodeSync(SYNC.update, update)])
    if (peer.hasSentAll) this.sendMark(peer)
  }

  private sendMark(peer: Peer): void {
    if (peer.open.length > 0) peer.up.push([encodeNotice({ type: 'mark', n: peer.lastChange })])
    if (this.faults.acksEarly === true) peer.down.push(encodeNotice({ type: 'saved', n: peer.lastChange }))
  }

  private sendBad(peer: Peer): void {
    if (peer.node === null || !peer.hasSentAll) return
    peer.lastChange += 1
    peer.bad.add(peer.lastChange)
    const forged = (doc: Y.Doc): void => doc.getXmlFragment('content').insert(0, [new Y.XmlElement('script')])
    const update = edit(this.log.truth.encode(), forged, 5_000 + peer.lastChange)
    peer.up.push([encodeSync(SYNC.update, update), encodeNotice({ type: 'mark', n: peer.lastChange })])
  }

  /** Only an id that was announced is known to others. */
  private squat({ doc: { clientID }, hasAnnounced }: Peer, node: number): void {
    if (!hasAnnounced) return
    const socket = ++this.lastSocket
    const update = edit(this.log.truth.encode(), (doc) => copyOf(doc).insert(0, 'squatted'), clientID)
    this.dispatch(node, { type: 'join', socket, member: SQUATTER, version: { schemaMajor: null, epoch: null } })
    this.dispatch(node, { type: 'frame', socket, bytes: encodeSync(SYNC.update, update) })
    this.squatters.push({ node, socket })
  }

  private join(peer: Peer, node: number): void {
    if (peer.node !== null) return
    peer.node = node
    peer.socket = ++this.lastSocket
    peer.hasSentAll = false
    peer.up.push([encodeSync(SYNC.step1, Y.encodeStateVector(peer.doc))])
    peer.up.push([encodeAwareness(encodePresence([{ clientId: peer.doc.clientID, clock: this.now, state: { user: peer.member.user, cursor: null } }]))])
    this.dispatch(node, { type: 'join', socket: peer.socket, member: peer.member, version: { schemaMajor: null, epoch: null } })
  }

  private drop(peer: Peer): void {
    if (peer.node === null) return
    const { node, socket } = peer
    this.forget(peer)
    this.dispatch(node, { type: 'leave', socket })
  }

  private forget(peer: Peer): void {
    peer.node = null
    peer.bad.clear()
    peer.up = []
    peer.down = []
  }

  private carryUp(peer: Peer): void {
    for (const bytes of peer.up.shift() ?? []) if (peer.node !== null) this.dispatch(peer.node, { type: 'frame', socket: peer.socket, bytes })
  }

  private carryDown(peer: Peer): void {
    const frame = peer.down.shift()
    if (frame === undefined) return
    const decoder = createDecoder(frame)
    const type = readVarUint(decoder)
    if (type === MESSAGE.stet) return this.hear(peer, JSON.parse(readVarString(decoder)))
    if (type !== MESSAGE.sync) return
    const step = readVarUint(decoder)
    const payload = readVarUint8Array(decoder)
    if (step === SYNC.step1) {
      peer.up.push([encodeSync(SYNC.step2, Y.encodeStateAsUpdate(peer.doc, peer.sendsAll ? undefined : payload))])
      // As the browser does: what is sent again is a change of its own.
      if (peer.open.length > 0) peer.lastChange += 1
      for (const change of peer.open) change.n = peer.lastChange
      peer.hasSentAll = true
      return this.sendMark(peer)
    }
    this.expectInLog(payload)
    Y.applyUpdate(peer.doc, payload, 'network')
  }

  /** CO-1: nobody sees what is not committed. */
  private expectInLog(update: Uint8Array): void {
    const scan = scanUpdate(update, { structsPerUpdate: Infinity, deletedLength: Infinity, documentDepth: Infinity })
    if (!scan.ok || !this.log.truth.holds(scan.scanned)) throw new Error('somebody saw an edit that is not in the log')
  }

  private hear(peer: Peer, notice: ServerNotice): void {
    if (notice.type === 'refused') peer.refused += 1
    if (notice.type === 'refused' && notice.reason === 'schema' && !peer.bad.delete(notice.n))
      throw new Error(`refused ${notice.n} is not the change that was bad: ${JSON.stringify(notice)}`)
    if (notice.type !== 'saved') return
    for (const change of peer.open) {
      if (change.n > notice.n) continue
      if (!this.log.holds(change)) throw new Error(`Saved ${notice.n} was told, but change ${change.n} is not in the log`)
      change.isSaved = true
    }
  }

  // --- nodes and the log ------------------------------------------------------------------------------------------

  private dispatch(index: number, event: RoomEvent): void {
    const node = this.node(index)
    for (const effect of node.room.handle(event, this.now)) this.perform(index, effect)
  }

  private perform(index: number, effect: RoomEffect): void {
    const here = this.peers.filter((peer) => peer.node === index)
    switch (effect.type) {
      case 'send':
        return here.find((peer) => peer.socket === effect.socket)?.down.push(effect.frame) as undefined
      case 'broadcast':
        for (const peer of here) if (peer.socket !== effect.except) peer.down.push(effect.frame)
        return
      case 'close':
        for (const peer of here) if (peer.socket === effect.socket) this.forget(peer)
        return
      case 'load':
      case 'read':
      case 'append':
        if (this.node(index).asked !== null) throw new Error('two questions to the database at once')
        this.node(index).asked = effect
        return
      case 'bind':
        for (const peer of this.peers) peer.hasAnnounced ||= peer.doc.clientID === effect.clientId
        if (this.faults.trustsClocks === true) return this.dispatch(index, { type: 'bound', clientId: effect.clientId, owner: effect.userId })
        this.log.owners.set(effect.clientId, this.log.owners.get(effect.clientId) ?? effect.userId)
        return this.dispatch(index, { type: 'bound', clientId: effect.clientId, owner: this.log.owners.get(effect.clientId) ?? null })
      case 'snapshot':
        this.log.snapshot = { seq: effect.seq, state: effect.state }
        return
      case 'committed':
      case 'presence':
      case 'security':
    }
  }

  private answer(index: number, outcome: Extract<Step, { do: 'database' }>['outcome']): void {
    const node = this.node(index)
    const { asked } = node
    if (asked === null) return
    node.asked = null
    if (asked.type === 'append') return this.answerAppend(index, asked, outcome)
    if (outcome !== 'ok') return this.dispatch(index, { type: 'read-failed' })
    const snapshot = asked.type === 'load' ? this.log.snapshot : null
    const base = asked.type === 'read' ? asked.after : (snapshot?.seq ?? 0)
    const tail = {
      articleId: '',
      head: this.log.rows.length,
      epoch: 1,
      schemaMajor: 1,
      snapshot: snapshot?.state ?? null,
      base,
      rows: this.log.rows.slice(base),
    }
    this.dispatch(index, { type: 'read', tail: { ...tail, owners: new Map(this.log.owners), claimIds: null } })
  }

  private answerAppend(index: number, { knownHead, updates }: Extract<RoomEffect, { type: 'append' }>, outcome: string): void {
    if (outcome === 'late') this.zombies.push({ knownHead, updates })
    const result = outcome === 'ok' || outcome === 'lost' ? this.log.append(knownHead, updates) : null
    if (outcome === 'ok' && result !== null) this.dispatch(index, { type: 'appended', result })
    else this.dispatch(index, { type: 'append-failed' })
  }

  private crash(index: number, committed: boolean): void {
    const { asked } = this.node(index)
    if (asked?.type === 'append' && committed) this.log.append(asked.knownHead, asked.updates)
    this.nodes[index] = freshNode()
    for (const peer of this.peers) if (peer.node === index) this.forget(peer)
  }

  private writeAsService(heard: boolean): void {
    const replica = this.log.replay()
    const before = replica.stateVector()
    replica.doc.clientID = 1
    this.words += 1
    addParagraph(replica.doc, `⟨${this.words}⟩`)
    this.log.append(this.log.rows.length, [{ update: replica.encode(before), userId: null, clientIds: [1] }])
    if (heard) this.nodes.forEach((_node, index) => this.dispatch(index, { type: 'wake', head: this.log.rows.length }))
  }

  private node(index: number): Node {
    const node = this.nodes[index]
    if (node === undefined) throw new Error(`no node ${index}`)
    return node
  }

  private peer(index: number): Peer {
    const peer = this.peers[index]
    if (peer === undefined) throw new Error(`no peer ${index}`)
    return peer
  }
}

function freshNode(): Node {
  return { room: new Room({ limits: LIMITS, checkChange: ({ types, since }) => checkTypes(types, { since })?.detail ?? null }), asked: null }
}
