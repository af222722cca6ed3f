/**
 * The collaboration server: takes upgrades of `/collab/<article id>` on an HTTP server, keeps a room for each
 * document that somebody has open here, and wakes the rooms when other processes write (CO-3).
 *
 * Rooms are caches of the log, so any number of nodes may have the same document open, and a room may be thrown
 * away at any time.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { WebSocketServer, type WebSocket } from 'ws'
import { CLOSE } from '#lib/collab/close-codes.ts'
import { DEFAULT_LIMITS, type CollabLimits } from '#lib/collab/limits.ts'
import type { CheckChange, Member } from '#lib/collab/room-types.ts'
import { Listener } from '#lib/db/listener.ts'
import { pgSql } from '#lib/db/sql.ts'
import { checkTypes } from '#lib/editor/validate.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { Committer } from './committer.ts'
import { Debounced } from './debounced.ts'
import { warnOfLooseDatabase } from './durability.ts'
import { NodePresence } from './node-presence.ts'
import { OpenRoom } from './open-room.ts'
import { Passes } from './passes.ts'
import { readRights, type Rights } from './rights.ts'
import { CollabSocket } from './socket.ts'
import { Waker } from './waker.ts'
import { admit, isCollabPath, refuseUpgrade, type Admission } from './upgrade.ts'

const CHANNELS = ['stet_doc', 'stet_review', 'stet_access', 'stet_presence'] as const
type Channel = (typeof CHANNELS)[number]

export interface CollabOptions {
  pool: Pool
  /** For the one connection that listens. */
  databaseUrl: string
  /** Exact origins that a browser's upgrade may come from, such as `https://stet.example.org`. */
  origins: readonly string[]
  /** null: nobody, or an ended session. */
  authenticate: (request: IncomingMessage) => Promise<Actor | null>
  log: Logger
  limits?: Readonly<CollabLimits>
  checkChange?: CheckChange
  /** Called soon after commits that may concern claims, once for many; safe to repeat. Rejections are logged. */
  onCommitted?: (articleId: string, head: number) => Promise<void>
  /** Called now and then while typing goes on that concerns no claim; safe to repeat. Rejections are logged. */
  onTyping?: (articleId: string) => Promise<void>
}

export interface CollabHealth {
  status: 'ok' | 'degraded'
  /** False while the wake-up channel is down: what others write is then seen by the poll, within a second. */
  listening: boolean
  documents: number
  sockets: number
  /** Documents with edits that are not committed yet. */
  unsaved: number
}

export interface Collab {
  health: () => CollabHealth
  /** Takes no more sockets, commits what was received, then closes with 1012. Resolves within seven seconds, whatever the database does. */
  close: () => Promise<void>
}

const TICK_MS = 50
const CALM_TICKS = 5
const QUIET_MS = 150
const AT_MOST_MS = 1_000
/** How long stopping waits for what was received to be committed, and then for the pass after a commit. */
const DRAIN_MS = 4_000
const LAST_PASS_MS = 2_000

export function attachCollab(server: Server, options: CollabOptions): Collab {
  return new CollabServer(server, options)
}

class CollabServer implements Collab {
  private readonly server: Server
  private readonly options: CollabOptions
  private readonly limits: Readonly<CollabLimits>
  private readonly wss: WebSocketServer
  private readonly rooms = new Map<string, OpenRoom>()
  private readonly sockets = new Map<number, CollabSocket>()
  /** Upgrades that wait for the database's word. */
  private readonly atTheDoor = new Set<Duplex>()
  private readonly listener: Listener<Channel>
  private readonly presence: NodePresence
  private readonly waker: Waker
  private readonly committer: Committer
  private readonly committed: Debounced<number>
  private readonly passes: Passes
  private readonly timers: NodeJS.Timeout[]
  private lastPass: Promise<void> = Promise.resolve()
  private ticks = 0
  private lastSocketId = 0
  private isChecking = false
  private isPolling = false
  private isClosing = false

  constructor(server: Server, options: CollabOptions) {
    const { pool, log, databaseUrl, limits = DEFAULT_LIMITS } = options
    this.server = server
    this.options = options
    this.limits = limits
    this.wss = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      maxPayload: limits.frameBytes,
      maxFragments: limits.frameFragments,
    })
    this.presence = new NodePresence({
      pool,
      log,
      onEntries: (articleId, entries) => this.rooms.get(articleId)?.dispatch({ type: 'far-presence', entries }),
      onWanted: (articleId) => this.tellPresence(articleId),
    })
    this.committer = new Committer(pgSql(pool))
    // A node that is deaf knows of nobody.
    this.waker = new Waker({ sql: pgSql(pool), log, isNeeded: () => !this.listener.isListening || this.presence.hasOthers() })
    this.passes = new Passes({
      sql: pgSql(pool),
      pass: async (articleId, head) => await options.onCommitted?.(articleId, head),
      keep: async (articleId) => await options.onTyping?.(articleId),
    })
    this.committed = new Debounced({ quietMs: QUIET_MS, maxMs: AT_MOST_MS, call: (articleId, head) => this.announce(articleId, head) })
    this.listener = new Listener({
      channels: CHANNELS,
      applicationName: 'stet-listen',
      databaseUrl,
      log,
      limits,
      onNotice: (channel, payload) => this.hear(channel, payload),
      onListening: () => this.catchUp(),
    })
    this.timers = [
      setInterval(() => this.tick(), TICK_MS),
      setInterval(() => void this.poll(), limits.pollMs),
      setInterval(() => void this.checkRights(), limits.rightsMs),
    ]
    server.on('upgrade', this.onUpgrade)
    warnOfLooseDatabase(pgSql(pool), log).catch((error: unknown) => log.warn({ err: error }, 'the database could not be asked whether it waits for its disk'))
  }

  health(): CollabHealth {
    const rooms = [...this.rooms.values()]
    const listening = this.listener.isListening
    return {
      status: listening && !this.isClosing ? 'ok' : 'degraded',
      listening,
      documents: rooms.length,
      sockets: this.sockets.size,
      unsaved: rooms.filter((room) => room.hasPending).length,
    }
  }

  async close(): Promise<void> {
    this.isClosing = true
    await until(() => [...this.rooms.values()].every((room) => !room.hasPending), DRAIN_MS)
    for (const stream of this.atTheDoor) refuseUpgrade(stream, 503)
    for (const socket of this.sockets.values()) socket.close(CLOSE.restart, 'Stet is restarting; your browser will come back by itself.')
    this.presence.flush()
    this.presence.stop()
    this.timers.forEach(clearInterval)
    await Promise.race([this.committed.flush(), delay(LAST_PASS_MS)])
    await this.listener.stop()
  }

  // --- sockets ----------------------------------------------------------------------------------------------------

  private readonly onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    if (!isCollabPath(request)) return
    // Until `ws` has the stream, an error on it has no other listener.
    const onError = (): void => void stream.destroy()
    stream.on('error', onError)
    // Also after `close`: a request that was on its way then would be nobody's, and its reset would end the process.
    if (this.isClosing) return refuseUpgrade(stream, 503)
    this.atTheDoor.add(stream)
    admit(request, {
      origins: this.options.origins,
      authenticate: this.options.authenticate,
      readRights: (actor, articleId) => this.rightsOf(actor, articleId),
      hasRoomFor: (userId) => this.countSockets(userId) < this.limits.socketsPerUser,
    })
      .then((answer) => {
        if ('status' in answer) {
          this.options.log.warn({ security: 'upgrade', status: answer.status, why: answer.why, url: request.url?.slice(0, 80) }, 'refused')
          return refuseUpgrade(stream, answer.status)
        }
        if (this.isClosing || stream.destroyed) return refuseUpgrade(stream, 503)
        stream.off('error', onError)
        this.wss.handleUpgrade(request, stream, head, (ws) => this.open(ws, request, answer))
      })
      .catch((error: unknown) => {
        this.options.log.warn({ err: error }, 'an upgrade could not be answered')
        refuseUpgrade(stream, 503)
      })
      .finally(() => this.atTheDoor.delete(stream))
  }

  private async rightsOf(actor: Actor, articleId: string): Promise<Rights> {
    const [rights] = await readRights(pgSql(this.options.pool), [{ actor, articleId }])
    return rights ?? { kind: 'forbidden' }
  }

  private countSockets(userId: string): number {
    let count = 0
    for (const socket of this.sockets.values()) if (socket.actor.userId === userId) count += 1
    return count
  }

  private open(ws: WebSocket, request: IncomingMessage, { articleId, actor, rights, version, askedAt }: Admission): void {
    const id = ++this.lastSocketId
    const room = this.roomOf(articleId)
    const socket = new CollabSocket({
      id,
      ws,
      actor,
      articleId,
      request,
      askedAt,
      limits: this.limits,
      onFrame: (bytes) => {
        if (!this.isClosing) room.dispatch({ type: 'frame', socket: id, bytes })
      },
      onGone: () => {
        this.sockets.delete(id)
        room.remove(id)
      },
      onSecurity: (event, detail) => this.options.log.warn({ security: event, articleId, userId: actor.userId, detail }, 'refused'),
    })
    this.sockets.set(id, socket)
    room.add(socket, { type: 'join', socket: id, member: memberOf(actor, rights), version })
  }

  private roomOf(articleId: string): OpenRoom {
    const open = this.rooms.get(articleId)
    if (open !== undefined && !open.isClosed) return open
    const room = new OpenRoom({
      articleId,
      pool: this.options.pool,
      log: this.options.log,
      limits: this.limits,
      checkChange: this.options.checkChange ?? checkChange,
      append: (append) => this.committer.append(append),
      onCommitted: (id, head) => this.committed.note(id, head),
      onAppended: (id, head) => this.waker.tell(id, head),
      onPresence: (id, entries) => this.presence.tell(id, entries),
    })
    this.rooms.set(articleId, room)
    this.presence.want(articleId)
    return room
  }

  // --- waking -----------------------------------------------------------------------------------------------------

  private hear(channel: Channel, payload: string): void {
    switch (channel) {
      case 'stet_doc': {
        const [articleId = '', head] = payload.split(':')
        return this.rooms.get(articleId)?.dispatch({ type: 'wake', head: Number(head) })
      }
      case 'stet_review':
        return this.hearReview(payload.split(':'))
      case 'stet_access':
        this.passes.forget()
        return void this.checkRights()
      case 'stet_presence':
        return this.presence.hear(payload)
    }
  }

  /** `only`: the users who see something change; nobody named is everybody. */
  private hearReview([articleId = '', ...only]: string[]): void {
    this.passes.forget(articleId)
    this.rooms.get(articleId)?.dispatch({ type: 'review', only: only.length === 0 ? null : only })
  }

  /** Whatever was said while nobody listened. */
  private catchUp(): void {
    this.presence.greet()
    this.passes.forget()
    void this.poll()
    void this.checkRights()
    for (const room of this.rooms.values()) room.dispatch({ type: 'review', only: null })
  }

  private async poll(): Promise<void> {
    if (this.isPolling || this.rooms.size === 0) return
    this.isPolling = true
    try {
      const heads = await pgSql(this.options.pool).query<{ article_id: string; head: string }>(
        'SELECT article_id, head FROM document WHERE article_id = ANY($1::uuid[])',
        [[...this.rooms.keys()]],
      )
      for (const { article_id, head } of heads) this.rooms.get(article_id)?.dispatch({ type: 'wake', head: Number(head) })
    } catch (error) {
      this.options.log.debug({ err: error }, 'the poll found no database')
    } finally {
      this.isPolling = false
    }
  }

  private tick(): void {
    this.ticks += 1
    let place = 0
    for (const [articleId, room] of this.rooms) {
      place += 1
      // Where nothing waits, four times a second do.
      if (!room.isBusy && (place + this.ticks) % CALM_TICKS !== 0) continue
      room.dispatch({ type: 'tick' })
      if (!room.isIdle) continue
      this.rooms.delete(articleId)
      this.passes.forget(articleId)
    }
  }

  private tellPresence(articleId: string | null): void {
    const rooms = articleId === null ? [...this.rooms.values()] : [this.rooms.get(articleId)]
    for (const room of rooms) room?.dispatch({ type: 'presence-wanted' })
  }

  /** One pass at a time: many documents that fall quiet together must not hold up those who type on. */
  private announce(articleId: string, head: number): Promise<void> {
    this.lastPass = this.lastPass.then(() => this.pass(articleId, head))
    return this.lastPass
  }

  private async pass(articleId: string, head: number): Promise<void> {
    try {
      await this.passes.after(articleId, head, this.listener.isListening ? (this.rooms.get(articleId)?.document ?? null) : null)
    } catch (error) {
      this.options.log.error({ err: error, articleId, head }, 'the pass after a commit failed; the next edit repeats it')
    }
  }

  // --- rights -----------------------------------------------------------------------------------------------------

  /** Every second, and at once when somebody's access changed: closes or demotes who may no longer (CO-7). */
  private async checkRights(): Promise<void> {
    if (this.isChecking || this.sockets.size === 0) return
    this.isChecking = true
    try {
      const sockets = [...this.sockets.values()]
      const askedAt = performance.now()
      const rights = await readRights(pgSql(this.options.pool), sockets)
      sockets.forEach((socket, i) => this.applyRights(socket, rights[i] ?? { kind: 'signed-out' }))
      const [bySession, byToken] = [sockets.filter(hasSession), sockets.filter((socket) => !hasSession(socket))]
      for (const socket of bySession) socket.confirm(askedAt)
      await Promise.all(byToken.map((socket) => this.checkToken(socket, askedAt)))
    } catch (error) {
      this.options.log.warn({ err: error }, 'rights could not be checked; trying again')
    } finally {
      this.isChecking = false
    }
  }

  /** An API token has no session to look at: ask again who is behind it. */
  private async checkToken(socket: CollabSocket, askedAt: number): Promise<void> {
    const actor = await this.options.authenticate(socket.request)
    if (actor === null) return this.applyRights(socket, { kind: 'signed-out' })
    socket.actor = actor
    socket.confirm(askedAt)
  }

  private applyRights(socket: CollabSocket, rights: Rights): void {
    switch (rights.kind) {
      case 'signed-out':
        return socket.close(CLOSE.signedOut, 'You are signed out; sign in again to go on.')
      case 'forbidden':
        return socket.close(CLOSE.forbidden, 'This article does not exist, or you may not see it.')
      case 'member':
        return this.rooms.get(socket.articleId)?.dispatch({ type: 'rights', socket: socket.id, member: memberOf(socket.actor, rights) })
    }
  }
}

function memberOf({ userId, sessionId }: Actor, { canEdit, user }: Extract<Rights, { kind: 'member' }>): Member {
  return { userId, sessionId, canEdit, user }
}

function hasSession({ actor }: CollabSocket): boolean {
  return actor.sessionId !== null
}

const checkChange: CheckChange = ({ types, since, insertsOnly }, claimIds) => checkTypes(types, { since, insertsOnly, claimIds })?.detail ?? null

async function until(isTrue: () => boolean, timeoutMs: number): Promise<void> {
  const end = performance.now() + timeoutMs
  while (!isTrue() && performance.now() < end) await delay(10)
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
