/**
 * The people in one room: their sockets, what they may do, and how they show themselves to one another (CO-7).
 *
 * A Yjs client id is bound to the user who announces it before anybody else hears of it (CO-8b): who does not know an
 * id cannot write under it, and who knows it comes too late.
 */
import type { ClientIds } from './client-ids.ts'
import { CLOSE } from './close-codes.ts'
import type { CollabLimits } from './limits.ts'
import { encodeAwareness, encodeNotice, KEEPALIVE, type ServerNotice } from './messages.ts'
import type { Outbox } from './outbox.ts'
import { PresenceBoard } from './presence-board.ts'
import { encodePresence, readOwnPresence, type PresenceEntry, type StatedPresence } from './presence.ts'
import { Rate } from './rate.ts'
import { Receipts } from './receipts.ts'
import type { ClientVersion, Member, SecurityEvent, SocketId } from './room-types.ts'

export interface Socket {
  member: Member
  version: ClientVersion
  /** Frames that wait until the log was read, each with the number of reads begun before it came. */
  held: { bytes: Uint8Array; after: number }[]
  receipts: Receipts
  /** We asked for all it has, and the answer has not come: an edit that builds on what is still to come is no fault. */
  owesAll: boolean
  syncRequests: Rate
  refusals: Rate
  /** What it says of itself, while its client id is being bound. */
  announced: StatedPresence | null
}

const MINUTE_MS = 60_000
/** y-websocket's provider takes a connection for dead that was silent for 30 s. */
const KEEPALIVE_MS = 12_000

export class People {
  private readonly limits: CollabLimits
  private readonly outbox: Outbox
  private readonly clientIds: ClientIds
  private readonly sockets = new Map<SocketId, Socket>()
  private readonly presence = new PresenceBoard()
  private keptAliveAt = 0

  constructor(options: { limits: CollabLimits; outbox: Outbox; clientIds: ClientIds }) {
    this.limits = options.limits
    this.outbox = options.outbox
    this.clientIds = options.clientIds
  }

  get isEmpty(): boolean {
    return this.sockets.size === 0
  }

  /** Everybody here, or these users alone. */
  notifyUsers(notice: ServerNotice, only: readonly string[] | null): void {
    if (only === null) return this.outbox.broadcast(encodeNotice(notice))
    if (!this.outbox.isOpen) return
    for (const [id, { member }] of this.sockets) if (only.includes(member.userId)) this.outbox.notify(id, notice)
  }

  get(id: SocketId): Socket | undefined {
    return this.sockets.get(id)
  }

  /** The client id that it says it writes under; null while it has said nothing of itself. */
  clientIdOf(id: SocketId): number | null {
    return this.presence.clientIdOf(id) ?? this.sockets.get(id)?.announced?.clientId ?? null
  }

  all(): [SocketId, Socket][] {
    return [...this.sockets]
  }

  join(id: SocketId, { member, version }: Pick<Socket, 'member' | 'version'>, now: number): Socket {
    const { syncRequestsPerMinute, refusalsPerMinute } = this.limits
    const socket: Socket = {
      member,
      version,
      held: [],
      receipts: new Receipts(),
      owesAll: true,
      syncRequests: new Rate({ perPeriod: syncRequestsPerMinute, periodMs: MINUTE_MS, now }),
      refusals: new Rate({ perPeriod: refusalsPerMinute, periodMs: MINUTE_MS, now }),
      announced: null,
    }
    this.sockets.set(id, socket)
    return socket
  }

  leave(id: SocketId, now: number): void {
    if (this.sockets.delete(id)) this.tell(this.presence.leave(id, now), id)
  }

  close(id: SocketId, { code, reason }: { code: number; reason: string }, now: number): void {
    this.outbox.push({ type: 'close', socket: id, code, reason })
    this.leave(id, now)
  }

  security(socket: SocketId, event: SecurityEvent, detail: string): void {
    const userId = this.sockets.get(socket)?.member.userId
    if (userId !== undefined) this.outbox.push({ type: 'security', socket, userId, event, detail })
  }

  // --- presence ---------------------------------------------------------------------------------------------------

  /** The person's name, role or colour changed. */
  rename(id: SocketId, member: Member, now: number): void {
    this.tell(this.presence.rename(id, member.user, now), id)
  }

  takePresence(id: SocketId, payload: Uint8Array, now: number): void {
    const socket = this.sockets.get(id)
    if (socket === undefined) return
    const known = this.presence.clientIdOf(id)
    const stated = readOwnPresence(payload, known, this.limits)
    if (stated === 'malformed') {
      this.security(id, 'malformed', 'presence')
      return this.close(id, { code: CLOSE.malformed, reason: 'This message could not be read.' }, now)
    }
    if (stated === null) return
    if (known === null) this.announce(id, socket, stated, now)
    else this.show(id, socket, stated, now)
  }

  /** The first word of a socket about itself names the client id it writes under. */
  private announce(id: SocketId, socket: Socket, stated: StatedPresence, now: number): void {
    const { userId } = socket.member
    const owner = this.clientIds.ownerOf(stated.clientId)
    if (owner === userId) return this.showUnlessTaken(id, socket, stated, now)
    // Browsers pass on that somebody else has left; it is neither believed nor held against them (AT-19).
    if (stated.leaves) return
    const asked = socket.announced
    // So do they with everybody else who is here, once they have said who they are themselves.
    if (asked !== null && asked.clientId !== stated.clientId) return
    if (owner !== null) return this.security(id, 'foreign-presence', `client id ${stated.clientId}`)
    socket.announced = stated
    if (asked !== null) return
    if (this.clientIds.mayAnnounce(userId, now)) return this.outbox.push({ type: 'bind', clientId: stated.clientId, userId })
    socket.announced = null
    this.security(id, 'too-fast', 'client ids announced too often')
  }

  /** The answer to `bind`. A client that could not be bound now says itself again within seconds. */
  bound(clientId: number, owner: string | null, now: number): void {
    if (owner !== null) this.clientIds.bind(clientId, owner)
    for (const [id, socket] of this.sockets) {
      const { announced } = socket
      if (announced?.clientId !== clientId) continue
      socket.announced = null
      if (owner === socket.member.userId) this.showUnlessTaken(id, socket, announced, now)
      else if (owner !== null) this.security(id, 'foreign-presence', `client id ${clientId}`)
    }
  }

  /** Nobody shows themselves under a client id of somebody else. The same person may be back before the old socket was seen to be dead. */
  private showUnlessTaken(id: SocketId, socket: Socket, stated: StatedPresence, now: number): void {
    const holder = this.presence.socketOf(stated.clientId)
    if (holder !== null && holder !== id) {
      if (this.sockets.get(holder)?.member.userId !== socket.member.userId) return this.security(id, 'foreign-presence', `client id ${stated.clientId}`)
      this.presence.takeOver(holder)
    }
    this.show(id, socket, stated, now)
  }

  private show(id: SocketId, { member }: Socket, stated: StatedPresence, now: number): void {
    this.tell(this.presence.state(id, member.user, stated, now), id)
  }

  /** Tells one socket who is here. */
  introduce(id: SocketId): void {
    const entries = this.presence.all(id)
    if (entries.length > 0) this.outbox.send(id, encodeAwareness(encodePresence(entries)))
  }

  /** Another node's word about its people. */
  hear(entries: readonly PresenceEntry[], now: number): void {
    for (const { clientId, state } of entries) if (state !== null) this.clientIds.bind(clientId, state.user.id)
    this.tellHere(this.presence.hear(entries, now))
  }

  /** Tells the other nodes who is here. */
  tellNodes(): void {
    this.outbox.push({ type: 'presence', entries: this.presence.allHere() })
  }

  tidy(now: number): void {
    this.tellHere(this.presence.expire(now))
    if (now - this.keptAliveAt < KEEPALIVE_MS) return
    this.keptAliveAt = now
    this.outbox.broadcast(KEEPALIVE)
  }

  /** Tells everybody here and on the other nodes. */
  private tell(entry: PresenceEntry | null, except: SocketId | null): void {
    if (entry === null) return
    this.outbox.broadcast(encodeAwareness(encodePresence([entry])), except)
    this.outbox.push({ type: 'presence', entries: [entry] })
  }

  private tellHere(entries: readonly PresenceEntry[]): void {
    if (entries.length > 0) this.outbox.broadcast(encodeAwareness(encodePresence(entries)))
  }
}
