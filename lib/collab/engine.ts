/**
 * One document's room, without I/O, clock or randomness: events and the time go in, effects come out, so that
 * thousands of random schedules can be played against it (see room-types.ts for both).
 *
 * The path of an edit, top to bottom in this file: `takeFrame` reads it, `takeUpdate` has it judged on the candidate
 * document and lines it up (edit-queue.ts), `advance` sends a batch to the log, and only the reply that it is committed
 * (`afterAppend`) applies it to the committed document, broadcasts it and answers Saved (CO-1, CO-4; receipts.ts
 * keeps the account of each socket).
 *
 * An answer that never came is not an acknowledgement: the log is read, and a pending edit counts as saved only when
 * it is found there. Nor is anybody refused because this room lags behind: what an edit builds on may be in the log
 * and not here, so the log is read before an edit is called orphaned or forged.
 */
import type * as Y from 'yjs'
import { ClientIds } from './client-ids.ts'
import { CLOSE, FOREIGN_CLIENT_ID } from './close-codes.ts'
import { EditQueue, sizeOf, type EditToStore, type PendingEdit, type Refusal } from './edit-queue.ts'
import type { CollabLimits } from './limits.ts'
import { updatesOf, type AppendResult, type Author, type LogRow } from './log.ts'
import { decodeClientMessage, encodeSync, SYNC, type RefusalReason } from './messages.ts'
import { Outbox } from './outbox.ts'
import { People, type Socket } from './people.ts'
import { scanUpdate } from './prescan.ts'
import { accept, forgiveMissing, refuse, settle, type Receipt } from './receipts.ts'
import type { CheckChange, ClientVersion, Member, RoomEffect, RoomEvent, RoomTail, SecurityEvent, SocketId } from './room-types.ts'

export interface RoomOptions {
  limits: CollabLimits
  checkChange: CheckChange
}

type Work = 'none' | 'loading' | 'reading' | 'appending'

/** What an update is to this room. A new one is on the candidate already, and must be lined up. */
type Judgement =
  | { kind: 'known' }
  | { kind: 'new'; edit: Omit<PendingEdit, 'socket' | 'receipt'> }
  | { kind: 'refused'; refusal: Refusal }
  /** Under a client id of somebody else. */
  | { kind: 'foreign'; detail: string }
  /** Under a client id of which this room does not know whose it is. */
  | { kind: 'strange' }
  | { kind: 'busy' }
  | { kind: 'malformed'; detail: string }

const NO_LIMITS = { structsPerUpdate: Infinity, deletedLength: Infinity, documentDepth: Infinity }

const BUSY = { code: CLOSE.tryAgain, reason: 'Too much is waiting to be saved; try again in a moment.' }
const NOT_READY = { code: CLOSE.tryAgain, reason: 'The document is not ready yet; try again in a moment.' }
const UNREADABLE = { code: CLOSE.malformed, reason: 'This message could not be read.' }
const FOREIGN = { code: CLOSE.conflict, reason: FOREIGN_CLIENT_ID }
const REBUILT = { code: CLOSE.conflict, reason: 'The article was rebuilt; reload to continue.' }
const GONE = { code: CLOSE.forbidden, reason: 'This article does not exist, or you may not see it.' }

const SECURITY_EVENT: Record<RefusalReason, SecurityEvent> = {
  forbidden: 'forbidden',
  schema: 'schema',
  missing: 'missing-predecessor',
  limit: 'limit',
}

export class Room {
  private readonly limits: CollabLimits
  private readonly checkChange: CheckChange
  private readonly outbox = new Outbox()
  private readonly clientIds: ClientIds
  private readonly people: People
  private now = 0

  /** null until it was loaded. */
  private document: EditQueue | null = null
  private head = 0
  private epoch = 0
  private schemaMajor = 0
  private bytes = 0
  private snapshotSeq = 0

  private work: Work = 'none'
  /** What the append under way would store. */
  private appending: readonly EditToStore[] = []
  private wantedHead = 0
  private mustRead = false
  /** Loads and reads that were begun, and the last of them that was answered. */
  private readsBegun = 0
  private readsDone = 0
  private failures = 0
  private retryAt = 0
  private isClosed = false

  constructor({ limits, checkChange }: RoomOptions) {
    this.limits = limits
    this.checkChange = checkChange
    this.clientIds = new ClientIds({ announcedPerMinute: limits.clientIdsPerMinute })
    this.people = new People({ limits, outbox: this.outbox, clientIds: this.clientIds })
  }

  /** `now` in milliseconds; it may only rise. */
  handle(event: RoomEvent, now: number): RoomEffect[] {
    this.now = now
    if (!this.isClosed) {
      this.take(event)
      this.advance()
    }
    return this.outbox.empty()
  }

  /** Nobody is here and nothing is under way: the room may be forgotten. */
  get isIdle(): boolean {
    return this.isClosed || (this.people.isEmpty && !this.hasPending && this.work === 'none')
  }

  /** Everybody was sent away; who comes now needs a new room. */
  get isOver(): boolean {
    return this.isClosed
  }

  /** What is committed, to be read and never changed; null before it is open. */
  get committed(): Y.Doc | null {
    return this.document?.isApplied === true ? this.document.committed.doc : null
  }

  /** Something waits for the log, for the document to be ready, or to be tried again. */
  get isBusy(): boolean {
    return this.work !== 'none' || this.failures > 0 || this.hasPending || this.document?.isApplied === false
  }

  get hasPending(): boolean {
    return this.document !== null && this.document.length > 0
  }

  private take(event: RoomEvent): void {
    switch (event.type) {
      case 'join':
        return this.join(event.socket, event.member, event.version)
      case 'leave':
        return this.people.leave(event.socket, this.now)
      case 'frame':
        return this.receive(event.socket, event.bytes)
      case 'rights':
        return this.changeRights(event.socket, event.member)
      case 'read':
        return this.afterRead(event.tail)
      case 'read-failed':
      case 'append-failed':
        this.mustRead = true
        return this.afterFailure()
      case 'appended':
        return this.afterAppend(event.result)
      case 'bound':
        this.people.bound(event.clientId, event.owner, this.now)
        return this.document === null ? undefined : this.dropForeign(this.document)
      case 'wake':
        this.wantedHead = Math.max(this.wantedHead, event.head)
        return
      case 'review':
        return this.people.notifyUsers({ type: 'review' }, event.only)
      case 'far-presence':
        return this.people.hear(event.entries, this.now)
      case 'presence-wanted':
        return this.people.tellNodes()
      case 'tick':
        return this.tidy()
    }
  }

  // --- frames -----------------------------------------------------------------------------------------------------

  private receive(id: SocketId, bytes: Uint8Array): void {
    const socket = this.people.get(id)
    if (socket === undefined) return
    if (this.document === null || socket.held.length > 0) this.hold(id, socket, { bytes, after: this.readsBegun })
    else this.takeFrame(id, socket, { bytes, isUpToDate: false })
  }

  /** Keeps a frame, and with it all that follows on the same socket, until the log was read. */
  private hold(id: SocketId, socket: Socket, frame: { bytes: Uint8Array; after: number }): void {
    if (socket.held.length >= this.limits.earlyFrames) return this.close(id, NOT_READY)
    socket.held.push(frame)
  }

  private release(id: SocketId, socket: Socket): void {
    for (let frame = socket.held[0]; frame !== undefined && this.people.get(id) === socket; frame = socket.held[0]) {
      const isUpToDate = frame.after < this.readsDone
      const waiting = socket.held
      socket.held = []
      this.takeFrame(id, socket, { bytes: frame.bytes, isUpToDate })
      const isHeldAgain = socket.held.length > 0
      socket.held = isHeldAgain ? waiting : waiting.slice(1)
      if (isHeldAgain) return
    }
  }

  /** `isUpToDate`: the log was read after the frame came. */
  private takeFrame(id: SocketId, socket: Socket, { bytes, isUpToDate }: { bytes: Uint8Array; isUpToDate: boolean }): void {
    const message = decodeClientMessage(bytes)
    switch (message.kind) {
      case 'step1':
        return this.answerStep1(id, socket, message.stateVector)
      case 'update':
        return this.takeUpdate(id, socket, { bytes, update: message.update, isStep2: message.isStep2, isUpToDate })
      case 'mark':
        return this.takeMark(id, socket, message.n)
      case 'awareness':
        return this.people.takePresence(id, message.payload, this.now)
      case 'query-awareness':
        return this.people.introduce(id)
      case 'malformed':
        this.people.security(id, 'malformed', message.detail)
        this.close(id, UNREADABLE)
    }
  }

  private answerStep1(id: SocketId, socket: Socket, stateVector: ReadonlyMap<number, number>): void {
    if (this.document === null) return
    if (!socket.syncRequests.take(this.now)) {
      this.people.security(id, 'too-fast', 'full state asked for too often')
      return this.close(id, { code: CLOSE.tooFast, reason: 'The whole document was asked for too often.' })
    }
    this.outbox.send(id, encodeSync(SYNC.step2, this.document.stateFor(stateVector)))
  }

  private takeUpdate(id: SocketId, socket: Socket, frame: { bytes: Uint8Array; update: Uint8Array; isStep2: boolean; isUpToDate: boolean }): void {
    const { document } = this
    if (document === null) return
    const { bytes, update, isStep2, isUpToDate } = frame
    const judged = this.judge(document, { id, member: socket.member }, { update, isUpToDate })
    const isMissing = judged.kind === 'refused' && judged.refusal.reason === 'missing'
    // Before it has sent all it has, an edit that builds on what is still to come is no fault.
    const isExpected = isMissing && socket.owesAll && !isStep2
    // A reader brings nothing new, unless this room lags behind what the reader was told elsewhere.
    const isByReader = judged.kind === 'refused' && judged.refusal.reason === 'forbidden' && isStep2
    const mayBeOurLag = isMissing || isByReader || judged.kind === 'foreign' || judged.kind === 'strange'
    if (mayBeOurLag && !isUpToDate && !isExpected) {
      this.mustRead = true
      return this.hold(id, socket, { bytes, after: this.readsBegun })
    }
    if (isStep2) socket.owesAll = false
    const receipt = socket.receipts.take({ hasAll: isStep2 })
    if (isStep2 && (judged.kind === 'known' || judged.kind === 'new')) forgiveMissing(receipt)
    switch (judged.kind) {
      case 'known':
        return
      case 'new':
        accept(receipt)
        return document.add({ ...judged.edit, socket: id, receipt })
      case 'refused':
        return this.refuse(id, { receipt, refusal: judged.refusal, isExpected })
      case 'foreign':
        return this.sendAwayForeign(id, judged.detail)
      case 'busy':
      case 'strange':
        return this.close(id, BUSY)
      case 'malformed':
        this.people.security(id, 'malformed', judged.detail)
        return this.close(id, UNREADABLE)
    }
  }

  private judge(
    document: EditQueue,
    { id, member }: { id: SocketId; member: Member },
    { update: bytes, isUpToDate }: { update: Uint8Array; isUpToDate: boolean },
  ): Judgement {
    const scan = scanUpdate(bytes, this.limits)
    if (!scan.ok) return scan.fault === 'malformed' ? { kind: 'malformed', detail: scan.detail } : refused(scan.fault, scan.detail)
    const { scanned } = scan
    if (document.contradicts({ bytes, scanned }, this.now)) return { kind: 'foreign', detail: 'says otherwise than another edit under the same client id' }
    if (document.committed.holds(scanned)) return { kind: 'known' }
    if (!member.canEdit) return refused('forbidden', 'You may read this article, but not edit it.')
    if (document.length >= this.limits.queuedEdits || document.pendingBytes + bytes.length > this.limits.queuedBytes) return { kind: 'busy' }
    if (this.bytes + document.pendingBytes + bytes.length > this.limits.documentBytes) {
      return refused('limit', `The article would grow beyond ${this.limits.documentBytes} bytes.`)
    }
    const clientIds = document.newClients(scanned, this.now)
    const foreign = clientIds.find((clientId) => this.clientIds.isForeign(clientId, member.userId))
    if (foreign !== undefined) return { kind: 'foreign', detail: `client id ${foreign}` }
    // Who comes from another node brings what others wrote there: in the log it stands under their names already.
    if (!isUpToDate && this.isStrange(id, clientIds)) return { kind: 'strange' }
    // Whose it is will be known when the database has answered; until then nobody is called a forger.
    if (clientIds.some((clientId) => this.clientIds.ownerOf(clientId) === null && document.isClaimed(clientId, member.userId))) return { kind: 'busy' }
    if (clientIds.length > this.limits.clientIdsPerUpdate) return refused('limit', `more than ${this.limits.clientIdsPerUpdate} client ids in one update`)
    const tried = document.try({ bytes, scanned }, this.now)
    if ('reason' in tried) return { kind: 'refused', refusal: tried }
    const { userId, sessionId } = member
    return { kind: 'new', edit: { ...tried, bytes, scanned, author: { userId, sessionId } } }
  }

  /** Whether some may be of others. A single one of who never said which is theirs is taken for theirs. */
  private isStrange(id: SocketId, clientIds: readonly number[]): boolean {
    const own = this.people.clientIdOf(id) ?? (clientIds.length === 1 ? clientIds[0] : undefined)
    return clientIds.some((clientId) => clientId !== own && this.clientIds.ownerOf(clientId) === null)
  }

  /** Nothing of a refused edit is stored. Its sender is asked for all it has when something is missing. */
  private refuse(id: SocketId, { receipt, refusal, isExpected = false }: { receipt: Receipt; refusal: Refusal; isExpected?: boolean }): void {
    const socket = this.people.get(id)
    if (socket === undefined) return
    refuse(receipt, refusal, this.now)
    if (!isExpected) {
      this.people.security(id, SECURITY_EVENT[refusal.reason], refusal.detail)
      if (!socket.refusals.take(this.now)) return this.close(id, { code: CLOSE.limit, reason: 'Too many of your edits had to be refused.' })
    }
    this.answer(id, socket)
    if (refusal.reason === 'missing' && !socket.owesAll) this.askForAll(id, socket)
  }

  private sendAwayForeign(id: SocketId, detail: string): void {
    this.people.security(id, 'foreign-client-id', detail)
    this.close(id, FOREIGN)
  }

  private askForAll(id: SocketId, socket: Socket): void {
    if (this.document === null) return
    socket.owesAll = true
    this.outbox.send(id, encodeSync(SYNC.step1, this.document.stateVector()))
  }

  private takeMark(id: SocketId, socket: Socket, n: number): void {
    if (socket.receipts.length >= this.limits.queuedEdits) return this.close(id, BUSY)
    socket.receipts.mark(n)
    this.answer(id, socket)
  }

  private answer(id: SocketId, { receipts }: Socket): void {
    for (const answer of receipts.answers(this.now)) this.outbox.notify(id, answer)
  }

  private answerAll(): void {
    for (const [id, socket] of this.people.all()) this.answer(id, socket)
  }

  // --- the log ----------------------------------------------------------------------------------------------------

  /** Starts what has to be done next; one request is under way at a time. */
  private advance(): void {
    if (this.isClosed || this.work !== 'none' || this.now < this.retryAt) return
    const { document, epoch, head } = this
    if (document === null) {
      if (!this.people.isEmpty) this.begin('loading', { type: 'load' })
      return
    }
    if (this.mustRead || this.wantedHead > head) return this.begin('reading', { type: 'read', epoch, after: head })
    this.appending = document.batch(this.limits.batchEdits)
    const updates = this.appending.map(({ update, author, clientIds }) => ({ update, ...author, clientIds }))
    if (updates.length > 0) this.begin('appending', { type: 'append', epoch, knownHead: head, updates })
  }

  private begin(work: Work, effect: Extract<RoomEffect, { type: 'load' | 'read' | 'append' }>): void {
    this.work = work
    if (effect.type !== 'append') {
      this.readsBegun += 1
      this.mustRead = false
    }
    this.outbox.push(effect)
  }

  private afterAppend(result: AppendResult): void {
    const { document, appending } = this
    this.work = 'none'
    this.failures = 0
    if (document === null) return
    if (result.ok) {
      for (const { author, clientIds } of appending) for (const clientId of clientIds) this.clientIds.bind(clientId, author.userId)
      const updates = appending.map(({ update }) => update)
      return this.commit(document, { updates, head: result.head, except: onlyWriter(appending) })
    }
    switch (result.reason) {
      case 'moved':
      case 'epoch':
      case 'gone':
        this.mustRead = true
        return
      case 'forbidden':
        return this.dropForbidden(document, result.authors)
      case 'client-id-taken':
        for (const { clientId, userId } of result.clients) this.clientIds.correct(clientId, userId)
        this.mustRead = true
        return this.dropForeign(document)
    }
  }

  /** The log holds these now: everybody gets them, and who wrote them is told Saved. */
  private commit(document: EditQueue, { updates, head, except = null }: { updates: readonly Uint8Array[]; head: number; except?: SocketId | null }): void {
    this.head = head
    this.bytes += sizeOf(updates)
    const { update, settled } = document.commit(updates)
    for (const edit of settled) settle(edit.receipt)
    if (update !== null) this.outbox.broadcast(encodeSync(SYNC.update, update), except)
    this.outbox.push({ type: 'committed', head })
    this.answerAll()
  }

  private dropForbidden(document: EditQueue, authors: readonly Author[]): void {
    const isForbidden = ({ userId, sessionId }: Author): boolean => authors.some((author) => author.userId === userId && author.sessionId === sessionId)
    for (const [id, { member }] of this.people.all()) if (isForbidden(member)) this.changeRights(id, { ...member, canEdit: false })
    const refusal: Refusal = { reason: 'forbidden', detail: 'You may no longer edit this article.' }
    this.refuseAccepted(document.remove((edit) => isForbidden(edit.author)).map((edit) => ({ edit, refusal })))
    this.recheck(document)
  }

  /** Somebody else's client id came to light under what waits: it goes, before it spoils what others build on it. */
  private dropForeign(document: EditQueue): void {
    const dropped = document.remove(({ clientIds, author }) => clientIds.some((clientId) => this.clientIds.isForeign(clientId, author.userId)))
    if (dropped.length === 0) return
    for (const { socket, clientIds } of dropped) this.sendAwayForeign(socket, `client id among ${clientIds.join(', ')}`)
    this.recheck(document)
  }

  private recheck(document: EditQueue): void {
    this.refuseAccepted(document.recheck(this.now))
    // An edit that only repeated one that went brings its client ids itself now.
    this.dropForeign(document)
    this.answerAll()
  }

  private refuseAccepted(dropped: readonly { edit: PendingEdit; refusal: Refusal }[]): void {
    for (const { edit, refusal } of dropped) {
      settle(edit.receipt)
      this.refuse(edit.socket, { receipt: edit.receipt, refusal })
    }
  }

  private afterRead(tail: RoomTail | null): void {
    this.work = 'none'
    this.failures = 0
    this.readsDone = this.readsBegun
    if (tail === null) return this.closeAll(GONE)
    if (this.document === null) this.open(tail)
    else if (tail.epoch !== this.epoch) return this.closeAll(REBUILT)
    else this.catchUp(this.document, tail)
    for (const [id, socket] of this.people.all()) this.release(id, socket)
  }

  private open(tail: RoomTail): void {
    const updates = updatesOf(tail)
    this.document = new EditQueue({ updates, claimIds: tail.claimIds ?? new Set(), checkChange: this.checkChange })
    this.outbox.isOpen = true
    this.head = tail.head
    this.epoch = tail.epoch
    this.schemaMajor = tail.schemaMajor
    this.snapshotSeq = tail.snapshot === null ? 0 : tail.base
    for (const [clientId, userId] of tail.owners) this.clientIds.bind(clientId, userId)
    this.bytes = sizeOf(updates)
    this.outbox.push({ type: 'committed', head: this.head })
    for (const [id, socket] of this.people.all()) this.greet(id, socket)
  }

  /** Others appended, or an append of ours whose answer was lost is found in the log. */
  private catchUp(document: EditQueue, tail: RoomTail): void {
    if (tail.base !== this.head) throw new Error(`asked for what follows ${this.head}, got what follows ${tail.base}`)
    document.claimIds = tail.claimIds ?? document.claimIds
    for (const row of tail.rows) this.bindWriters(row)
    this.dropForeign(document)
    const updates = tail.rows.map((row) => row.update)
    this.head = tail.head
    if (updates.length === 0) return
    const stands = document.standsOn(updates)
    this.commit(document, { updates, head: tail.head })
    if (!stands) this.recheck(document)
  }

  private bindWriters({ userId, update }: LogRow): void {
    const scan = scanUpdate(update, NO_LIMITS)
    if (userId === null || !scan.ok) return
    for (const { client } of scan.scanned.structs) this.clientIds.bind(client, userId)
  }

  private afterFailure(): void {
    this.work = 'none'
    this.failures += 1
    this.retryAt = this.now + Math.min(this.limits.retryMaxMs, this.limits.retryMinMs * 2 ** this.failures)
  }

  // --- people -----------------------------------------------------------------------------------------------------

  private join(id: SocketId, member: Member, version: ClientVersion): void {
    const socket = this.people.join(id, { member, version }, this.now)
    if (this.document !== null) this.greet(id, socket)
  }

  /** What the person may do, then who is here; and a request for what they wrote while away. */
  private greet(id: SocketId, socket: Socket): void {
    const { schemaMajor, epoch } = socket.version
    if ((schemaMajor ?? this.schemaMajor) !== this.schemaMajor) {
      return this.close(id, { code: CLOSE.clientTooOld, reason: 'Stet was updated; reload to continue.' })
    }
    if ((epoch ?? this.epoch) !== this.epoch) return this.close(id, REBUILT)
    this.sendAbilities(id, socket)
    this.askForAll(id, socket)
    this.people.introduce(id)
  }

  private sendAbilities(id: SocketId, { member }: Socket): void {
    this.outbox.notify(id, { type: 'abilities', canEdit: member.canEdit, epoch: this.epoch, schemaMajor: this.schemaMajor })
  }

  private changeRights(id: SocketId, member: Member): void {
    const socket = this.people.get(id)
    if (socket === undefined) return
    const before = socket.member
    socket.member = member
    if (JSON.stringify(before.user) !== JSON.stringify(member.user)) this.people.rename(id, member, this.now)
    if (before.canEdit === member.canEdit || this.document === null) return
    this.sendAbilities(id, socket)
    if (member.canEdit) this.askForAll(id, socket)
  }

  private close(id: SocketId, why: { code: number; reason: string }): void {
    if (this.people.get(id) !== undefined) this.people.close(id, why, this.now)
  }

  private closeAll(why: { code: number; reason: string }): void {
    for (const [id] of this.people.all()) this.close(id, why)
    this.isClosed = true
  }

  // --- housekeeping -----------------------------------------------------------------------------------------------

  private tidy(): void {
    this.people.tidy(this.now)
    this.document?.makeReady()
    this.document?.tidy(this.now - this.limits.candidateIdleMs)
    this.answerAll()
    this.keepSnapshot()
  }

  /**
   * Off the path of an edit: when nothing waits, or when so much has gathered that opening would get slow. Who leaves last
   * leaves one behind, so that the next to open the article is sent it as it is.
   */
  private keepSnapshot(): void {
    const gathered = this.head - this.snapshotSeq
    const { snapshotEvery } = this.limits
    // The first row of a log is a state as well.
    const isLeft = this.people.isEmpty && this.head > Math.max(1, this.snapshotSeq)
    const isDue = (!this.hasPending && (isLeft || gathered >= snapshotEvery)) || gathered >= 4 * snapshotEvery
    if (!isDue || this.document === null) return
    const state = this.document.committed.encode()
    this.snapshotSeq = this.head
    this.bytes = state.length
    this.outbox.push({ type: 'snapshot', epoch: this.epoch, seq: this.head, state })
  }
}

function refused(reason: RefusalReason, detail: string): Judgement {
  return { kind: 'refused', refusal: { reason, detail } }
}

/** Whoever wrote all of it has it already. */
function onlyWriter(edits: readonly PendingEdit[]): SocketId | null {
  const [first, ...others] = new Set(edits.map((edit) => edit.socket))
  return others.length === 0 ? (first ?? null) : null
}
