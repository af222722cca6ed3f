/** The presence of one room: a state a socket for the people here, and what other nodes told of theirs. */
import type { PresenceEntry, PresenceUser, StatedPresence } from './presence.ts'
import type { SocketId } from './room-types.ts'

/** Browsers drop a state that was not renewed for 30 s; so do we with what another node stopped renewing. */
const FAR_PRESENCE_MS = 35_000

export class PresenceBoard {
  private readonly here = new Map<SocketId, PresenceEntry>()
  private readonly far = new Map<number, { entry: PresenceEntry; heardAt: number }>()
  private lastClock = 0

  clientIdOf(socket: SocketId): number | null {
    return this.here.get(socket)?.clientId ?? null
  }

  /** The socket that shows itself under this client id. */
  socketOf(clientId: number): SocketId | null {
    for (const [socket, entry] of this.here) if (entry.clientId === clientId) return socket
    return null
  }

  /** Takes what a socket says about itself and returns what to tell everybody else. */
  state(socket: SocketId, user: PresenceUser, { clientId, cursor, leaves }: StatedPresence, now: number): PresenceEntry {
    const entry: PresenceEntry = { clientId, clock: this.nextClock(now), state: leaves ? null : { user, cursor } }
    this.here.set(socket, entry)
    return entry
  }

  /** The person's name, role or colour changed; null when they have not shown themselves. */
  rename(socket: SocketId, user: PresenceUser, now: number): PresenceEntry | null {
    const known = this.here.get(socket)
    if (known?.state == null) return null
    return this.state(socket, user, { clientId: known.clientId, cursor: known.state.cursor, leaves: false }, now)
  }

  /** The same person came back on another socket before this one was seen to be dead. */
  takeOver(socket: SocketId): void {
    this.here.delete(socket)
  }

  /** Forgets a socket; what to tell the others, or null when nobody was shown. */
  leave(socket: SocketId, now: number): PresenceEntry | null {
    const known = this.here.get(socket)
    this.here.delete(socket)
    return known?.state == null ? null : { clientId: known.clientId, clock: this.nextClock(now), state: null }
  }

  /** Takes another node's word; returns what is news here. */
  hear(entries: readonly PresenceEntry[], now: number): PresenceEntry[] {
    const news = entries.filter((entry) => (this.far.get(entry.clientId)?.entry.clock ?? -1) < entry.clock && this.socketOf(entry.clientId) === null)
    for (const entry of news) this.far.set(entry.clientId, { entry, heardAt: now })
    return news
  }

  /** Drops people of a node that fell silent; what to tell the others. */
  expire(now: number): PresenceEntry[] {
    const silent = [...this.far.values()].filter(({ heardAt }) => now - heardAt > FAR_PRESENCE_MS).map(({ entry }) => entry)
    for (const { clientId } of silent) this.far.delete(clientId)
    return silent.filter((entry) => entry.state !== null).map(({ clientId }) => ({ clientId, clock: this.nextClock(now), state: null }))
  }

  /** Everybody who is shown, but for one socket. */
  all(except: SocketId | null): PresenceEntry[] {
    const here = [...this.here].filter(([socket]) => socket !== except).map(([, entry]) => entry)
    const far = [...this.far.values()].map(({ entry }) => entry)
    return [...here, ...far].filter((entry) => entry.state !== null)
  }

  /** Everybody at this node, for the other nodes. */
  allHere(): PresenceEntry[] {
    return [...this.here.values()].filter((entry) => entry.state !== null)
  }

  /** Wall-clock milliseconds, made to rise: a client that moves to another node is not outdated there. */
  private nextClock(now: number): number {
    this.lastClock = Math.max(this.lastClock + 1, Math.floor(now))
    return this.lastClock
  }
}
