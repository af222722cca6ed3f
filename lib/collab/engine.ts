/**
 * One document's room, without I/O, clock or randomness: events and the time go in, effects come out, so that
 * thousands of random schedules can be played against it (see room-types.ts for both).
 *
 * The path of an edit, top to bottom in this file: `takeFrame` reads it, `takeUpdate` checks it and tries it on the
 * candidate document, `enqueue` lines it up, `advance` sends a batch to the log, and only the reply that it is
 * committed (`afterAppend`) applies it to the committed document, broadcasts it and answers Saved (CO-1, CO-4).
 *
 * Two replicas: `committed` holds exactly what the log is known to hold; `candidate` holds that and every pending
 * edit. An answer that never came is not an acknowledgement: the log is read, and a pending edit counts as saved
 * only when it is found there.
 */
import { SERVER_CLIENT_ID } from '#lib/editor/schema.ts'
import { CLOSE } from './close-codes.ts'
import type { CollabLimits } from './limits.ts'
import { updatesOf, type AppendResult, type Author, type LogRow } from './log.ts'
import { decodeClientMessage, encodeAwareness, encodeNotice, encodeStateVectorMap, encodeSync, SYNC, type RefusalReason } from './messages.ts'
import { PresenceBoard } from './presence-board.ts'
import { encodePresence, readOwnPresence, type PresenceEntry } from './presence.ts'
import { scanUpdate, type ScannedUpdate } from './prescan.ts'
import { Rate } from './rate.ts'
import { Replica } from './replica.ts'
import type { CheckChange, ClientVersion, Member, RoomEffect, RoomEvent, RoomTail, SecurityEvent, SocketId } from './room-types.ts'

export interface RoomOptions {
  limits: CollabLimits
  checkChange: CheckChange
}

interface Refusal {
  reason: RefusalReason
  detail: string
}

/** Edits are numbered in the order in which they were accepted; a mark waits for everything up to its position. */
interface PendingEdit {
  position: number
  socket: SocketId
  update: Uint8Array
  scanned: ScannedUpdate
  author: Author & { clientIds: readonly number[] }
}

interface Socket {
  member: Member
  version: ClientVersion
  early: Uint8Array[]
  marks: { n: number; position: number }[]
  lastMark: number
  /** Something of this socket was not taken, so no later mark of it is covered until it sent all it has again. */
  refused: Refusal | null
  /** We asked for all it has, and the answer has not come: an edit that builds on what is still to come is no fault. */
  owesAll: boolean
  syncRequests: Rate
  refusals: Rate
}

type Work = 'none' | 'loading' | 'reading' | 'appending'

/** y-websocket's provider takes a connection for dead that was silent for 30 s. */
const KEEPALIVE_MS = 12_000
const MINUTE_MS = 60_000

const NO_LIMITS = { structsPerUpdate: Infinity, deletedLength: Infinity, documentDepth: Infinity }

const MISSING: Refusal = { reason: 'missing', detail: 'This edit builds on another one that has not arrived.' }

const SECURITY_EVENT: Record<RefusalReason, SecurityEvent> = {
  forbidden: 'forbidden',
  schema: 'schema',
  missing: 'missing-predecessor',
  limit: 'limit',
}

export class Room {
  private readonly limits: CollabLimits
  private readonly checkChange: CheckChange
  private readonly sockets = new Map<SocketId, Socket>()
  private readonly presence = new PresenceBoard()
  private effects: RoomEffect[] = []
  private now = 0

  private committed: Replica | null = null
  private candidate: Replica | null = null
  private candidateUsedAt = 0
  private head = 0
  private epoch = 0
  private schemaMajor = 0
  private bytes = 0
  private snapshotSeq = 0
  private owners = new Map<number, string>()
  private claimIds: ReadonlySet<string> = new Set()

  private pending: PendingEdit[] = []
  private pendingBytes = 0
  private lastPosition = 0
  /** How many of `pending` are in the append that is under way. */
  private inFlight = 0
  private work: Work = 'none'
  private wantedHead = 0
  private mustRead = false
  private failures = 0
  private retryAt = 0
  private keptAliveAt = 0
  private isClosed = false

  constructor({ limits, checkChange }: RoomOptions) {
    this.limits = limits
    this.checkChange = checkChange
  }

  /** `now` in milliseconds; it may only rise. */
  handle(event: RoomEvent, now: number): RoomEffect[] {
    this.now = now
    this.effects = []
    if (!this.isClosed) {
      this.take(event)
      this.advance()
    }
    return this.effects
  }

  /** Nobody is here and nothing is under way: the room may be forgotten. */
  get isIdle(): boolean {
    return this.isClosed || (this.sockets.size === 0 && this.pending.length === 0 && this.work === 'none')
  }

  /** Everybody was sent away; who comes now needs a new room. */
  get isOver(): boolean {
    return this.isClosed
  }

  get hasPending(): boolean {
    return this.pending.length > 0
  }

  private take(event: RoomEvent): void {
    switch (event.type) {
      case 'join':
        return this.join(event.socket, event.member, event.version)
      case 'leave':
        return this.leave(event.socket)
      case 'frame':
        return this.takeFrame(event.socket, event.bytes)
      case 'rights':
        return this.changeRights(event.socket, event.member)
      case 'read':
        return this.afterRead(event.tail)
      case 'read-failed':
        return this.afterFailure()
      case 'appended':
        return this.afterAppend(event.result)
      case 'append-failed':
        this.inFlight = 0
        this.mustRead = true
        return this.afterFailure()
      case 'wake':
        this.wantedHead = Math.max(this.wantedHead, event.head)
        return
      case 'review':
        return this.broadcast(encodeNotice({ type: 'review' }))
      case 'far-presence':
        return this.tellHere(this.presence.hear(event.entries, this.now))
      case 'presence-wanted':
        this.effects.push({ type: 'presence', entries: this.presence.allHere() })
        return
      case 'tick':
        return this.tidy()
    }
  }

  // --- frames -----------------------------------------------------------------------------------------------------

  private takeFrame(id: SocketId, bytes: Uint8Array): void {
    const socket = this.sockets.get(id)
    if (socket === undefined) return
    if (this.committed === null) return this.keepForLater(id, socket, bytes)
    const message = decodeClientMessage(bytes)
    switch (message.kind) {
      case 'step1':
        return this.answerStep1(id, socket, message.stateVector)
      case 'update':
        return this.takeUpdate(id, socket, message)
      case 'mark':
        return this.takeMark(id, socket, message.n)
      case 'awareness':
        return this.takePresence(id, socket, message.payload)
      case 'query-awareness':
        return this.sendPresence(id)
      case 'malformed':
        this.security(id, 'malformed', message.detail)
        this.close(id, CLOSE.malformed, 'This message could not be read.')
    }
  }

  private keepForLater(id: SocketId, socket: Socket, bytes: Uint8Array): void {
    if (socket.early.length < this.limits.earlyFrames) socket.early.push(bytes)
    else this.close(id, CLOSE.tryAgain, 'The document is not ready yet; try again in a moment.')
  }

  private answerStep1(id: SocketId, socket: Socket, stateVector: ReadonlyMap<number, number>): void {
    if (this.committed === null) return
    if (!socket.syncRequests.take(this.now)) {
      this.security(id, 'too-fast', 'full state asked for too often')
      return this.close(id, CLOSE.tooFast, 'The whole document was asked for too often.')
    }
    this.send(id, encodeSync(SYNC.step2, this.committed.encode(encodeStateVectorMap(stateVector))))
  }

  private takeUpdate(id: SocketId, socket: Socket, { update, isStep2 }: { update: Uint8Array; isStep2: boolean }): void {
    const scan = scanUpdate(update, this.limits)
    if (!scan.ok) {
      if (scan.fault !== 'malformed') return void this.refuse(id, { reason: scan.fault, detail: scan.detail })
      this.security(id, 'malformed', scan.detail)
      return this.close(id, CLOSE.malformed, 'This edit could not be read.')
    }
    if (isStep2) socket.owesAll = false
    const taken = this.committed?.holds(scan.scanned) === true || this.tryEdit(id, socket, update, scan.scanned)
    if (taken && isStep2) socket.refused = null
  }

  /** True when the edit was accepted and waits for its commit, or turned out to hold nothing new. */
  private tryEdit(id: SocketId, { member }: Socket, update: Uint8Array, scanned: ScannedUpdate): boolean {
    if (!member.canEdit) return this.refuse(id, { reason: 'forbidden', detail: 'You may read this article, but not edit it.' })
    if (this.pending.length >= this.limits.queuedEdits || this.pendingBytes + update.length > this.limits.queuedBytes) {
      this.close(id, CLOSE.tryAgain, 'Too much is waiting to be saved; try again in a moment.')
      return false
    }
    if (this.bytes + this.pendingBytes + update.length > this.limits.documentBytes) {
      return this.refuse(id, { reason: 'limit', detail: `The article would grow beyond ${this.limits.documentBytes} bytes.` })
    }
    const candidate = this.openCandidate()
    const newClients = scanned.structs.filter((range) => range.to > candidate.clock(range.client)).map((range) => range.client)
    const foreign = newClients.find((client) => client === SERVER_CLIENT_ID || (this.owners.get(client) ?? member.userId) !== member.userId)
    if (foreign !== undefined) {
      this.security(id, 'foreign-client-id', `client id ${foreign}`)
      this.close(id, CLOSE.conflict, 'This edit was written under a client id that belongs to someone else.')
      return false
    }
    if (newClients.length > this.limits.clientIdsPerUpdate) {
      return this.refuse(id, { reason: 'limit', detail: `more than ${this.limits.clientIdsPerUpdate} client ids in one update` })
    }
    if (!candidate.hasPredecessorsOf(scanned)) {
      return this.refuse(id, MISSING)
    }
    const tried = this.tryOnCandidate(candidate, [update])
    if ('reason' in tried) {
      this.dropCandidate()
      return this.refuse(id, tried)
    }
    if (tried.update !== null) this.enqueue({ socket: id, update: tried.update, scanned, member, newClients })
    return true
  }

  /** What of the updates was new, as one update; or why they may not stand, and then the candidate is spoilt. */
  private tryOnCandidate(candidate: Replica, updates: readonly Uint8Array[]): { update: Uint8Array | null } | Refusal {
    try {
      const change = candidate.apply(updates)
      if (candidate.waits) return MISSING
      const fault = this.checkChange(change, this.claimIds)
      return fault === null ? { update: change.update } : { reason: 'schema', detail: fault }
    } catch (error) {
      return { reason: 'schema', detail: error instanceof Error ? error.message : String(error) }
    }
  }

  private enqueue(edit: { socket: SocketId; update: Uint8Array; scanned: ScannedUpdate; member: Member; newClients: number[] }): void {
    const { socket, update, scanned, newClients } = edit
    const { userId, sessionId } = edit.member
    for (const client of newClients) this.owners.set(client, userId)
    this.lastPosition += 1
    this.pending.push({ position: this.lastPosition, socket, update, scanned, author: { userId, sessionId, clientIds: newClients } })
    this.pendingBytes += update.length
  }

  /**
   * Nothing of a refused edit is stored, and no later mark of the socket is answered Saved until it has sent all it
   * has again. `position` is that of an edit that had been accepted before; the marks that wait for it are refused.
   */
  private refuse(id: SocketId, refusal: Refusal, position = Infinity): false {
    const socket = this.sockets.get(id)
    if (socket === undefined) return false
    socket.refused = refusal
    const isExpected = refusal.reason === 'missing' && socket.owesAll
    if (!isExpected) this.security(id, SECURITY_EVENT[refusal.reason], refusal.detail)
    if (!isExpected && !socket.refusals.take(this.now)) {
      this.close(id, CLOSE.limit, 'Too many of your edits had to be refused.')
      return false
    }
    const uncovered = socket.marks.filter((mark) => mark.position >= position).map((mark) => mark.n)
    socket.marks = socket.marks.filter((mark) => mark.position < position)
    for (const n of uncovered.length > 0 ? uncovered : [socket.lastMark + 1]) this.send(id, encodeNotice({ type: 'refused', n, ...refusal }))
    if (refusal.reason === 'missing' && !socket.owesAll) this.askForAll(id, socket)
    return false
  }

  private askForAll(id: SocketId, socket: Socket): void {
    if (this.committed === null) return
    socket.owesAll = true
    this.send(id, encodeSync(SYNC.step1, this.committed.stateVector()))
  }

  private takeMark(id: SocketId, socket: Socket, n: number): void {
    socket.lastMark = Math.max(socket.lastMark, n)
    if (socket.refused !== null) return this.send(id, encodeNotice({ type: 'refused', n, ...socket.refused }))
    const last = socket.marks.at(-1)
    if (last?.position === this.lastPosition) last.n = Math.max(last.n, n)
    else socket.marks.push({ n, position: this.lastPosition })
    this.answerMarks(id, socket)
  }

  private answerMarks(id: SocketId, socket: Socket): void {
    const settled = (this.pending[0]?.position ?? this.lastPosition + 1) - 1
    let n: number | null = null
    while (socket.marks[0] !== undefined && socket.marks[0].position <= settled) n = socket.marks.shift()?.n ?? n
    if (n !== null) this.send(id, encodeNotice({ type: 'saved', n }))
  }

  // --- the log ----------------------------------------------------------------------------------------------------

  /** Starts what has to be done next; one request is under way at a time. */
  private advance(): void {
    if (this.isClosed || this.work !== 'none' || this.now < this.retryAt) return
    if (this.committed === null) {
      if (this.sockets.size > 0) this.begin('loading', { type: 'load' })
      return
    }
    if (this.mustRead || this.wantedHead > this.head) {
      this.begin('reading', { type: 'read', epoch: this.epoch, after: this.head })
      return
    }
    if (this.pending.length === 0) return
    const batch = this.pending.slice(0, this.limits.batchEdits)
    this.inFlight = batch.length
    const updates = batch.map(({ update, author }) => ({ update, ...author }))
    this.begin('appending', { type: 'append', epoch: this.epoch, knownHead: this.head, updates })
  }

  private begin(work: Work, effect: RoomEffect): void {
    this.work = work
    this.effects.push(effect)
  }

  private afterAppend(result: AppendResult): void {
    this.work = 'none'
    this.failures = 0
    const batch = this.pending.slice(0, this.inFlight)
    this.inFlight = 0
    if (result.ok) return this.commitBatch(batch, result.head)
    switch (result.reason) {
      case 'moved':
      case 'epoch':
      case 'gone':
        this.mustRead = true
        return
      case 'forbidden':
        return this.dropForbidden(result.authors)
      case 'client-id-taken':
        return this.dropForeign(result.clientIds)
    }
  }

  private commitBatch(batch: readonly PendingEdit[], head: number): void {
    this.head = head
    const writers = new Set(batch.map((edit) => edit.socket))
    const [only] = writers.size === 1 ? writers : []
    this.applyCommitted(
      batch.map((edit) => edit.update),
      only ?? null,
    )
  }

  /**
   * The one place where the committed document changes, and where an edit stops being pending: when the committed
   * document holds it. `except` is the socket that has the updates already.
   */
  private applyCommitted(updates: readonly Uint8Array[], except: SocketId | null): void {
    const { committed } = this
    if (committed === null) return
    const { update } = committed.apply(updates)
    this.bytes += sizeOf(updates)
    this.pending = this.pending.filter((edit) => !committed.holds(edit.scanned))
    this.pendingBytes = sizeOf(this.pending.map((edit) => edit.update))
    if (update !== null) this.broadcast(encodeSync(SYNC.update, update), except)
    this.effects.push({ type: 'committed', head: this.head })
    for (const [id, socket] of this.sockets) this.answerMarks(id, socket)
  }

  private dropForbidden(authors: readonly Author[]): void {
    const isForbidden = ({ userId, sessionId }: Author): boolean => authors.some((author) => author.userId === userId && author.sessionId === sessionId)
    for (const [id, socket] of this.sockets) {
      if (isForbidden(socket.member)) this.changeRights(id, { ...socket.member, canEdit: false })
    }
    this.dropPending((edit) => isForbidden(edit.author), { reason: 'forbidden', detail: 'You may no longer edit this article.' })
  }

  private dropForeign(clientIds: readonly number[]): void {
    const isForeign = (edit: PendingEdit): boolean => edit.author.clientIds.some((client) => clientIds.includes(client))
    const senders = new Set(this.pending.filter(isForeign).map((edit) => edit.socket))
    this.pending = this.pending.filter((edit) => !isForeign(edit))
    for (const id of senders) {
      this.security(id, 'foreign-client-id', `client id among ${clientIds.join(', ')}`)
      this.close(id, CLOSE.conflict, 'This edit was written under a client id that belongs to someone else.')
    }
    this.mustRead = true
    this.recheckPending()
  }

  private dropPending(isDropped: (edit: PendingEdit) => boolean, refusal: Refusal): void {
    const dropped = this.pending.filter(isDropped)
    this.pending = this.pending.filter((edit) => !isDropped(edit))
    for (const edit of dropped) this.refuse(edit.socket, refusal, edit.position)
    this.recheckPending()
  }

  /** The ground under the pending edits changed: tries each again, in order, and refuses what no longer stands. */
  private recheckPending(): void {
    const waiting = this.pending
    this.pending = []
    this.dropCandidate()
    for (const edit of waiting) {
      const candidate = this.openCandidate()
      const tried = candidate.hasPredecessorsOf(edit.scanned) ? this.tryOnCandidate(candidate, [edit.update]) : MISSING
      if ('reason' in tried) {
        this.dropCandidate()
        this.refuse(edit.socket, tried, edit.position)
      } else this.pending.push(edit)
    }
    this.pendingBytes = sizeOf(this.pending.map((edit) => edit.update))
    for (const [id, socket] of this.sockets) this.answerMarks(id, socket)
  }

  private openCandidate(): Replica {
    this.candidateUsedAt = this.now
    if (this.candidate === null) {
      if (this.committed === null) throw new Error('no candidate before the document is open')
      this.candidate = new Replica([this.committed.encode(), ...this.pending.map((edit) => edit.update)])
    }
    return this.candidate
  }

  private dropCandidate(): void {
    this.candidate?.destroy()
    this.candidate = null
  }

  private afterRead(tail: RoomTail | null): void {
    this.work = 'none'
    this.failures = 0
    this.mustRead = false
    if (tail === null) return this.closeAll(CLOSE.forbidden, 'This article does not exist, or you may not see it.')
    this.claimIds = tail.claimIds ?? this.claimIds
    if (this.committed === null) return this.open(tail)
    if (tail.epoch !== this.epoch) return this.closeAll(CLOSE.conflict, 'The article was rebuilt; reload to continue.')
    this.catchUp(tail)
  }

  private open(tail: RoomTail): void {
    this.committed = new Replica(updatesOf(tail))
    this.head = tail.head
    this.epoch = tail.epoch
    this.schemaMajor = tail.schemaMajor
    this.snapshotSeq = tail.snapshot === null ? 0 : tail.base
    this.owners = new Map(tail.owners)
    this.bytes = updatesOf(tail).reduce((sum, bytes) => sum + bytes.length, 0)
    this.effects.push({ type: 'committed', head: this.head })
    for (const [id, socket] of this.sockets) {
      this.greet(id, socket)
      const early = socket.early
      socket.early = []
      for (const bytes of early) this.takeFrame(id, bytes)
    }
  }

  /** Others appended, or an append of ours whose answer was lost is found in the log. */
  private catchUp(tail: RoomTail): void {
    if (tail.base !== this.head) throw new Error(`asked for what follows ${this.head}, got what follows ${tail.base}`)
    const updates = tail.rows.map((row) => row.update)
    for (const row of tail.rows) this.bindOwners(row)
    this.head = tail.head
    if (updates.length === 0) return
    const stands = this.candidate === null || !('reason' in this.tryOnCandidate(this.candidate, updates))
    this.applyCommitted(updates, null)
    if (!stands) this.recheckPending()
  }

  private bindOwners({ userId, update }: LogRow): void {
    const scan = scanUpdate(update, NO_LIMITS)
    if (userId === null || !scan.ok) return
    for (const { client } of scan.scanned.structs) if (!this.owners.has(client)) this.owners.set(client, userId)
  }

  private afterFailure(): void {
    this.work = 'none'
    this.failures += 1
    this.retryAt = this.now + Math.min(this.limits.retryMaxMs, this.limits.retryMinMs * 2 ** this.failures)
  }

  // --- people -----------------------------------------------------------------------------------------------------

  private join(id: SocketId, member: Member, version: ClientVersion): void {
    const socket: Socket = {
      member,
      version,
      early: [],
      marks: [],
      lastMark: 0,
      refused: null,
      owesAll: true,
      syncRequests: new Rate({ perPeriod: this.limits.syncRequestsPerMinute, periodMs: MINUTE_MS, now: this.now }),
      refusals: new Rate({ perPeriod: this.limits.refusalsPerMinute, periodMs: MINUTE_MS, now: this.now }),
    }
    this.sockets.set(id, socket)
    if (this.committed !== null) this.greet(id, socket)
  }

  /** What the person may do, then who is here; and a request for what they wrote while away. */
  private greet(id: SocketId, socket: Socket): void {
    if (this.committed === null) return
    const { schemaMajor, epoch } = socket.version
    if ((schemaMajor ?? this.schemaMajor) !== this.schemaMajor) return this.close(id, CLOSE.clientTooOld, 'Stet was updated; reload to continue.')
    if ((epoch ?? this.epoch) !== this.epoch) return this.close(id, CLOSE.conflict, 'The article was rebuilt; reload to continue.')
    this.sendAbilities(id, socket)
    this.send(id, encodeSync(SYNC.step1, this.committed.stateVector()))
    this.sendPresence(id)
  }

  private sendAbilities(id: SocketId, { member }: Socket): void {
    this.send(id, encodeNotice({ type: 'abilities', canEdit: member.canEdit, epoch: this.epoch, schemaMajor: this.schemaMajor }))
  }

  private leave(id: SocketId): void {
    if (!this.sockets.delete(id)) return
    this.tellPresence(this.presence.leave(id, this.now), id)
  }

  private changeRights(id: SocketId, member: Member): void {
    const socket = this.sockets.get(id)
    if (socket === undefined) return
    const before = socket.member
    socket.member = member
    if (JSON.stringify(before.user) !== JSON.stringify(member.user)) this.tellPresence(this.presence.rename(id, member.user, this.now), id)
    if (before.canEdit === member.canEdit || this.committed === null) return
    this.sendAbilities(id, socket)
    if (member.canEdit) this.askForAll(id, socket)
  }

  private takePresence(id: SocketId, socket: Socket, payload: Uint8Array): void {
    const known = this.presence.clientIdOf(id)
    const stated = readOwnPresence(payload, known, this.limits)
    if (stated === 'malformed') {
      this.security(id, 'malformed', 'presence')
      return this.close(id, CLOSE.malformed, 'This message could not be read.')
    }
    if (stated === null) return
    if (known === null && !this.mayShowAs(id, socket.member, stated.clientId)) {
      return this.security(id, 'foreign-presence', `client id ${stated.clientId}`)
    }
    this.tellPresence(this.presence.state(id, socket.member.user, stated, this.now), id)
  }

  /** Nobody shows themselves under a client id of somebody else. */
  private mayShowAs(id: SocketId, { userId }: Member, clientId: number): boolean {
    if (clientId === SERVER_CLIENT_ID || (this.owners.get(clientId) ?? userId) !== userId) return false
    const holder = this.presence.socketOf(clientId)
    if (holder === null || holder === id) return true
    if (this.sockets.get(holder)?.member.userId !== userId) return false
    this.presence.takeOver(holder)
    return true
  }

  private sendPresence(id: SocketId): void {
    const entries = this.presence.all(id)
    if (entries.length > 0) this.send(id, encodeAwareness(encodePresence(entries)))
  }

  /** Tells everybody here and on the other nodes. */
  private tellPresence(entry: PresenceEntry | null, except: SocketId | null): void {
    if (entry === null) return
    this.broadcast(encodeAwareness(encodePresence([entry])), except)
    this.effects.push({ type: 'presence', entries: [entry] })
  }

  private tellHere(entries: readonly PresenceEntry[]): void {
    if (entries.length > 0) this.broadcast(encodeAwareness(encodePresence(entries)), null)
  }

  // --- housekeeping -----------------------------------------------------------------------------------------------

  private tidy(): void {
    this.tellHere(this.presence.expire(this.now))
    this.keepAlive()
    if (this.pending.length === 0 && this.now - this.candidateUsedAt > this.limits.candidateIdleMs) this.dropCandidate()
    this.keepSnapshot()
  }

  private keepAlive(): void {
    if (this.now - this.keptAliveAt < KEEPALIVE_MS) return
    this.keptAliveAt = this.now
    this.broadcast(encodeAwareness(encodePresence([])))
  }

  /** Off the path of an edit: when nothing waits, or when so much has gathered that opening would get slow. */
  private keepSnapshot(): void {
    const gathered = this.head - this.snapshotSeq
    const isDue = gathered >= this.limits.snapshotEvery && (this.pending.length === 0 || gathered >= 4 * this.limits.snapshotEvery)
    if (!isDue || this.committed === null) return
    const state = this.committed.encode()
    this.snapshotSeq = this.head
    this.bytes = state.length
    this.effects.push({ type: 'snapshot', epoch: this.epoch, seq: this.head, state })
  }

  private send(socket: SocketId, frame: Uint8Array): void {
    this.effects.push({ type: 'send', socket, frame })
  }

  /** Nobody is told anything before the document is open and they were greeted. */
  private broadcast(frame: Uint8Array, except: SocketId | null = null): void {
    if (this.committed === null) return
    this.effects.push({ type: 'broadcast', frame, except })
  }

  private close(id: SocketId, code: number, reason: string): void {
    this.effects.push({ type: 'close', socket: id, code, reason })
    this.leave(id)
  }

  private closeAll(code: number, reason: string): void {
    for (const id of this.sockets.keys()) this.close(id, code, reason)
    this.isClosed = true
  }

  private security(socket: SocketId, event: SecurityEvent, detail: string): void {
    const userId = this.sockets.get(socket)?.member.userId
    if (userId !== undefined) this.effects.push({ type: 'security', socket, userId, event, detail })
  }
}

function sizeOf(updates: readonly Uint8Array[]): number {
  return updates.reduce((sum, update) => sum + update.length, 0)
}
