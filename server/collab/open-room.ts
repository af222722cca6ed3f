/** A document room with its sockets: hands events to the pure engine and carries out what it answers. */
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type * as Y from 'yjs'
import { CLOSE } from '#lib/collab/close-codes.ts'
import { Room } from '#lib/collab/engine.ts'
import type { CollabLimits } from '#lib/collab/limits.ts'
import { bindClientId, readClientIds, readSince, readTail, writeSnapshot, type Append, type AppendResult, type LogTail } from '#lib/collab/log.ts'
import type { PresenceEntry } from '#lib/collab/presence.ts'
import type { CheckChange, RoomEffect, RoomEvent, RoomTail, SocketId } from '#lib/collab/room-types.ts'
import { pgSql, type Sql } from '#lib/db/sql.ts'
import { serverFrame } from './server-frame.ts'
import type { CollabSocket } from './socket.ts'

export interface OpenRoomOptions {
  articleId: string
  pool: Pool
  log: Logger
  limits: CollabLimits
  checkChange: CheckChange
  /** Commits edits, without waking anybody. */
  append: (append: Omit<Append, 'isQuiet'>) => Promise<AppendResult>
  /** The room holds everything up to this head. */
  onCommitted: (articleId: string, head: number) => void
  /** We committed up to this head; the other nodes do not know yet. */
  onAppended: (articleId: string, head: number) => void
  onPresence: (articleId: string, entries: readonly PresenceEntry[]) => void
}

export class OpenRoom {
  readonly articleId: string
  private readonly options: OpenRoomOptions
  private readonly room: Room
  private readonly sql: Sql
  private readonly sockets = new Map<SocketId, CollabSocket>()
  private lastNow = 0
  private isBroken = false

  constructor(options: OpenRoomOptions) {
    this.options = options
    this.articleId = options.articleId
    this.sql = pgSql(options.pool)
    this.room = new Room({ limits: options.limits, checkChange: options.checkChange })
  }

  get isIdle(): boolean {
    return this.isBroken || this.room.isIdle
  }

  /** The room sent everybody away and answers nobody any more. */
  get isClosed(): boolean {
    return this.isBroken || this.room.isOver
  }

  /** To be read, never changed; null while it is not open. */
  get document(): Y.Doc | null {
    return this.room.committed
  }

  /** Something waits for the database, or to be tried again. */
  get isBusy(): boolean {
    return this.room.isBusy
  }

  get hasPending(): boolean {
    return this.room.hasPending
  }

  add(socket: CollabSocket, event: Extract<RoomEvent, { type: 'join' }>): void {
    this.sockets.set(socket.id, socket)
    this.dispatch(event)
  }

  remove(socket: SocketId): void {
    if (this.sockets.delete(socket)) this.dispatch({ type: 'leave', socket })
  }

  dispatch(event: RoomEvent): void {
    // The wall clock may step back; the room's time may not.
    this.lastNow = Math.max(this.lastNow, Date.now())
    if (this.isBroken) return
    try {
      for (const effect of this.room.handle(event, this.lastNow)) this.perform(effect)
    } catch (error) {
      this.fail(error)
    }
  }

  private perform(effect: RoomEffect): void {
    switch (effect.type) {
      case 'send':
        return this.sockets.get(effect.socket)?.send(effect.frame)
      case 'broadcast':
        return this.broadcast(effect)
      case 'close':
        return this.sockets.get(effect.socket)?.close(effect.code, effect.reason)
      case 'load':
        return this.ask(() => this.load(), 'read-failed')
      case 'read':
        return this.ask(() => this.read(effect), 'read-failed')
      case 'append':
        return this.ask(() => this.append(effect), 'append-failed')
      case 'bind':
        return this.bind(effect)
      case 'snapshot':
        return this.keepSnapshot(effect)
      case 'committed':
        return this.options.onCommitted(this.articleId, effect.head)
      case 'presence':
        return this.options.onPresence(this.articleId, effect.entries)
      case 'security': {
        const { event, detail, userId } = effect
        return this.options.log.warn({ security: event, articleId: this.articleId, userId, detail }, 'refused')
      }
    }
  }

  private broadcast({ frame, except }: Extract<RoomEffect, { type: 'broadcast' }>): void {
    const framed = serverFrame(frame)
    for (const [id, socket] of this.sockets) if (id !== except) socket.sendFramed(frame, framed)
  }

  /** Exactly one event answers each question to the database. */
  private ask(question: () => Promise<RoomEvent>, failure: 'read-failed' | 'append-failed'): void {
    question()
      .catch((error: unknown): RoomEvent => {
        this.options.log.warn({ err: error, articleId: this.articleId }, `the database did not answer (${failure})`)
        return { type: failure }
      })
      .then((event) => this.dispatch(event))
      .catch((error: unknown) => this.fail(error))
  }

  private async load(): Promise<RoomEvent> {
    const tail = await readTail(this.sql, this.articleId)
    if (tail === null) return { type: 'read', tail: null }
    const [owners, claimIds] = await Promise.all([readClientIds(this.sql, this.articleId), this.readClaimIds()])
    return { type: 'read', tail: { ...tail, owners, claimIds } }
  }

  private async read({ epoch, after }: { epoch: number; after: number }): Promise<RoomEvent> {
    const tail = await readSince(this.sql, { articleId: this.articleId, epoch, after })
    return { type: 'read', tail: tail === null ? null : await this.withClaimIds(tail) }
  }

  /** Only the server issues claims, and with each it writes to the document. */
  private async withClaimIds(tail: LogTail): Promise<RoomTail> {
    const serverWrote = tail.rows.some((row) => row.userId === null)
    return { ...tail, owners: new Map(), claimIds: serverWrote ? await this.readClaimIds() : null }
  }

  private async readClaimIds(): Promise<ReadonlySet<string>> {
    const rows = await this.sql.query<{ id: string }>('SELECT id FROM claim WHERE article_id = $1::uuid', [this.articleId])
    return new Set(rows.map((row) => row.id))
  }

  private async append({ epoch, knownHead, updates }: Extract<RoomEffect, { type: 'append' }>): Promise<RoomEvent> {
    const { articleId } = this
    const result = await this.options.append({ articleId, epoch, knownHead, updates })
    if (result.ok) this.options.onAppended(articleId, result.head)
    return { type: 'appended', result }
  }

  private bind({ clientId, userId }: Extract<RoomEffect, { type: 'bind' }>): void {
    bindClientId(this.sql, { articleId: this.articleId, clientId, userId, atMost: this.options.limits.clientIdsPerUser })
      .catch((error: unknown) => {
        this.options.log.warn({ err: error, articleId: this.articleId }, 'a client id could not be bound; its owner is shown when it can')
        return null
      })
      .then((owner) => this.dispatch({ type: 'bound', clientId, owner }))
      .catch((error: unknown) => this.fail(error))
  }

  private keepSnapshot({ epoch, seq, state }: Extract<RoomEffect, { type: 'snapshot' }>): void {
    writeSnapshot(this.sql, { articleId: this.articleId, epoch, seq, state }).catch((error: unknown) => {
      // Opening stays slower until the next one; nothing depends on it.
      this.options.log.warn({ err: error, articleId: this.articleId }, 'a snapshot could not be kept')
    })
  }

  /** A fault of ours in this room: its people come back to a fresh one, and the others notice nothing. */
  private fail(error: unknown): void {
    this.isBroken = true
    this.options.log.error({ err: error, articleId: this.articleId }, 'a document room failed')
    for (const socket of this.sockets.values()) socket.close(CLOSE.tryAgain, 'Something went wrong on our side; trying again.')
  }
}
