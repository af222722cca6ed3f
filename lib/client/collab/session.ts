/**
 * One article open in one tab: the shared document, its connection, its copy in this browser, and the truth about
 * what is saved. Knows nothing of React; `subscribe` and `getSnapshot` fit `useSyncExternalStore`.
 */
import * as decoding from 'lib0/decoding'
import { IndexeddbPersistence } from 'y-indexeddb'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { z } from 'zod'
import { CLOSE, FOREIGN_CLIENT_ID } from '#lib/collab/close-codes.ts'
import { encodeNotice, MESSAGE, SYNC } from '#lib/collab/messages.ts'
import { SCHEMA_MAJOR } from '#lib/editor/schema.ts'
import { afterPaint, runWaiting } from '../after-paint.ts'
import { underFreshId } from './fresh-id.ts'
import { canKeepCopies, dropCopy, keepDraft, nameCopy } from './local-copies.ts'
import {
  addChange,
  concernsOpen,
  coverTo,
  EMPTY_ACCOUNT,
  NOT_SAVED_AFTER_MS,
  savedState,
  sendAgain,
  type Account,
  type End,
  type SavedState,
} from './saved-state.ts'
import { watchUnsaved } from './unsaved.ts'
import { unsentText } from './unsent.ts'

export interface CollabSessionOptions {
  articleId: string
  userId: string
  /** Of the document, as the page was given it. */
  epoch: number
  /** `wss://newsroom.example/collab`; by default this page's own host. */
  url?: string
  /** What stands between us and the server when the WebSocket does not open; by default asked of the API. */
  probe?: () => Promise<'ok' | 'signed-out' | 'forbidden' | 'unreachable'>
  /** From `renewed` of the session before: what was typed there and not stored. */
  unsent?: Uint8Array
  /** For tests outside a browser. */
  webSocket?: typeof globalThis.WebSocket
}

export interface CollabSnapshot {
  saved: SavedState
  /** The document is here: before that the editor has nothing to show. */
  synced: boolean
  /** null until the server has said. */
  canEdit: boolean | null
  link: 'connecting' | 'connected' | 'offline' | 'blocked'
  /** Local changes that no commit covers yet. */
  unsaved: number
}

export interface CollabEvents {
  /** What the person may do changed: fetch the article again. */
  abilities: (abilities: { canEdit: boolean }) => void
  /** Claims, tasks, sign-offs or the stage changed: look again. */
  review: () => void
  /**
   * The client id of this session turned out to be somebody else's. Open another session with what is handed over,
   * and destroy this one, before anything more is typed here.
   */
  renewed: (unsent: Uint8Array) => void
}

export interface CollabSession {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  getSnapshot: () => CollabSnapshot
  subscribe: (listener: () => void) => () => void
  on: <E extends keyof CollabEvents>(event: E, listener: CollabEvents[E]) => () => void
  /** The blocks of this tab that hold words the server is not known to have; '' when there are none. */
  unsentText: () => string
  /** Tries again at once. */
  reconnect: () => void
  destroy: () => void
}

/** How long a connection may take before the person is told that something is in the way. */
const BLOCKED_AFTER_MS = 4_000
/** A copy in this browser that does not open must not hold up the article. */
const COPY_WAIT_MS = 1_500
/** After so many edits refused for want of an earlier one, sending everything again has not helped. */
const MAX_MISSING = 5

export function createCollabSession(options: CollabSessionOptions): CollabSession {
  return new Session(options)
}

const noticeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('saved'), n: z.int() }),
  z.object({ type: z.literal('refused'), n: z.int(), reason: z.enum(['forbidden', 'schema', 'missing', 'limit']), detail: z.string() }),
  z.object({ type: z.literal('abilities'), canEdit: z.boolean() }),
  z.object({ type: z.literal('review') }),
])
type Notice = z.infer<typeof noticeSchema>

class Session implements CollabSession {
  readonly doc = new Y.Doc()
  readonly awareness: Awareness
  private readonly options: CollabSessionOptions
  private readonly provider: WebsocketProvider
  private readonly persistence: IndexeddbPersistence | null
  private readonly copyName: string
  private readonly listeners = new Set<() => void>()
  private readonly events: { [E in keyof CollabEvents]: Set<CollabEvents[E]> } = { abilities: new Set(), review: new Set(), renewed: new Set() }
  private readonly timers = new Set<ReturnType<typeof setTimeout>>()

  private account: Account = EMPTY_ACCOUNT
  private end: End | null = null
  private link: CollabSnapshot['link'] = 'connecting'
  private canEdit: boolean | null = null
  private synced = false
  private missing = 0
  private isDestroyed = false
  /** All that this tab has was sent on the present connection: only then does a mark say the truth. */
  private hasSentAll = false
  private markIsDue = false
  private warningIsDue = false
  private isRenewing = false
  private confirmed = new Map<number, number>()
  /** Clocks of our own client id: up to where this tab has sent, and up to where it was told Saved. */
  private ownSent = 0
  private ownSaved = 0
  private readonly sentMarks = new Map<number, Map<number, number>>()
  private snapshot: CollabSnapshot
  private readonly forgetUnsaved: () => void

  constructor(options: CollabSessionOptions) {
    this.options = options
    const { articleId, userId, epoch } = options
    this.provider = new WebsocketProvider(options.url ?? ownUrl(), articleId, this.doc, {
      connect: false,
      // Tabs speak through the server alone, so that Saved means the same in each of them.
      disableBc: true,
      params: { schema: String(SCHEMA_MAJOR), epoch: String(epoch) },
      shouldReconnect: ({ code }) => endOf(code, '') === null,
      ...(options.webSocket === undefined ? {} : { WebSocketPolyfill: options.webSocket }),
    })
    this.awareness = this.provider.awareness
    this.copyName = canKeepCopies() ? nameCopy({ userId, articleId, epoch }) : ''
    this.persistence = canKeepCopies() ? new IndexeddbPersistence(this.copyName, this.doc) : null
    if (options.unsent !== undefined) this.takeOver(options.unsent)
    this.snapshot = this.makeSnapshot()
    this.watchDocument()
    this.watchConnection()
    globalThis.window?.addEventListener('beforeunload', this.onBeforeUnload)
    // What has come to an end here is not saved by staying.
    this.forgetUnsaved = watchUnsaved(() => (this.end === null ? (this.account.open[0]?.at ?? null) : null))
    void this.start()
  }

  getSnapshot = (): CollabSnapshot => this.snapshot

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  on<E extends keyof CollabEvents>(event: E, listener: CollabEvents[E]): () => void {
    const listeners = this.events[event]
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  unsentText(): string {
    return unsentText(this.doc, this.confirmed)
  }

  reconnect(): void {
    if (this.end !== null || this.isDestroyed) return
    this.provider.connect()
  }

  destroy(): void {
    runWaiting()
    this.isDestroyed = true
    globalThis.window?.removeEventListener('beforeunload', this.onBeforeUnload)
    this.forgetUnsaved()
    for (const timer of this.timers) clearTimeout(timer)
    this.provider.destroy()
    void this.persistence?.destroy().catch(ignore)
    this.awareness.destroy()
    this.doc.destroy()
    this.listeners.clear()
  }

  /** The copy first, so that the first exchange with the server already carries what was not sent before. */
  private async start(): Promise<void> {
    if (this.persistence !== null) await Promise.race([this.persistence.whenSynced, new Promise((resolve) => this.later(COPY_WAIT_MS, () => resolve(null)))])
    if (this.isDestroyed) return
    this.provider.connect()
    this.later(BLOCKED_AFTER_MS, () => void this.findObstacle())
  }

  // --- the document -----------------------------------------------------------------------------------------------

  /** It builds on what the server holds, and falls into place when that comes; it is sent with all we have, and is one change. */
  private takeOver(unsent: Uint8Array): void {
    Y.applyUpdate(this.doc, unsent)
    this.account = addChange(this.account, Date.now())
  }

  private watchDocument(): void {
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      // Tidying formatting that others wrote would be an edit in this person's name.
      transaction._needFormattingCleanup = false
      if (transaction.origin === this.provider) this.confirm(transaction.afterState)
    })
    this.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin === this.provider) return
      this.account = addChange(this.account, Date.now())
      // Sent before it, in the same task.
      afterPaint(() => this.markSoon())
      this.warnInTime()
      this.publish()
    })
    this.guardProvider()
    if (this.persistence !== null) this.guardPersistence(this.persistence)
  }

  /**
   * The provider would send a new edit as soon as the connection is open, before the exchange that brings the server
   * what was written while away: an edit without the ones it builds on. It goes out with that exchange instead. Nor
   * does a letter wait on its way to the screen for its way to the server.
   */
  private guardProvider(): void {
    const send = this.provider._updateHandler
    this.doc.off('update', send)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (!this.hasSentAll || origin === this.provider) return
      afterPaint(() => {
        if (!this.hasSentAll) return
        send(update, origin)
        this.ownSent = this.ownClock()
      })
    })
  }

  /** A copy that was wiped by a sign-out in another tab throws at the next edit; typing must not. */
  private guardPersistence(persistence: IndexeddbPersistence): void {
    const store = persistence._storeUpdate
    this.doc.off('update', store)
    const keep = (update: Uint8Array, origin: unknown): void => {
      try {
        if (!persistence._destroyed) store(update, origin)
      } catch {
        // Not kept in this browser; the saved state still says whether the server has it.
      }
    }
    this.doc.on('update', (update: Uint8Array, origin: unknown) => afterPaint(() => keep(update, origin)))
  }

  private confirm(state: ReadonlyMap<number, number>): void {
    for (const [client, clock] of state) {
      if (client !== this.doc.clientID && clock > (this.confirmed.get(client) ?? 0)) this.confirmed.set(client, clock)
    }
  }

  // --- the connection ---------------------------------------------------------------------------------------------

  private watchConnection(): void {
    const { provider } = this
    provider.on('status', ({ status }) => {
      this.hasSentAll = false
      if (status === 'connected') this.link = 'connected'
      else if (status === 'disconnected' || this.link === 'connected') this.link = 'offline'
      this.publish()
    })
    provider.on('sync', (isSynced) => {
      this.synced ||= isSynced
      this.publish()
    })
    provider.on('connection-close', (event) => {
      if (this.link !== 'connected') void this.findObstacle()
      else if (event !== null) this.finishAfter(event)
    })
    provider.on('closed', (event) => this.finishAfter(event))
    const readSync = provider.messageHandlers[MESSAGE.sync]
    provider.messageHandlers[MESSAGE.sync] = (encoder, decoder, source, emitSynced, type) => {
      const serverAsks = decoding.peekVarUint(decoder) === SYNC.step1
      if (serverAsks && !this.readServerState(decoding.clone(decoder))) return void this.renew()
      readSync?.(encoder, decoder, source, emitSynced, type)
      if (!serverAsks) return
      // All of it is in the answer, which is sent when this handler returns; the mark must follow it.
      this.account = sendAgain(this.account)
      this.hasSentAll = true
      this.ownSent = this.ownClock()
      this.markSoon()
    }
    provider.messageHandlers[MESSAGE.stet] = (_encoder, decoder) => {
      const notice = noticeSchema.safeParse(JSON.parse(decoding.readVarString(decoder)))
      if (notice.success) this.hear(notice.data)
    }
  }

  /** False when the server holds words under our client id that we never sent. */
  private readServerState(decoder: decoding.Decoder): boolean {
    decoding.readVarUint(decoder)
    const state = Y.decodeStateVector(decoding.readVarUint8Array(decoder))
    if ((state.get(this.doc.clientID) ?? 0) > this.ownSent) return false
    this.confirmed = new Map([...this.confirmed, ...state])
    return true
  }

  private ownClock(): number {
    return Y.getState(this.doc.store, this.doc.clientID)
  }

  /** Changes made in one turn share a mark. */
  private markSoon(): void {
    if (this.markIsDue) return
    this.markIsDue = true
    queueMicrotask(() => {
      this.markIsDue = false
      this.sendMark()
    })
  }

  private sendMark(): void {
    const { ws, wsconnected } = this.provider
    const { last, covered } = this.account
    if (!this.hasSentAll || !wsconnected || ws === null || last === covered) return
    this.sentMarks.set(last, Y.decodeStateVector(Y.encodeStateVector(this.doc)))
    ws.send(encodeNotice({ type: 'mark', n: last }))
  }

  private hear(notice: Notice): void {
    switch (notice.type) {
      case 'saved':
        return this.afterSaved(notice.n)
      case 'refused':
        return this.afterRefusal(notice)
      case 'abilities':
        this.canEdit = notice.canEdit
        this.publish()
        for (const listener of this.events.abilities) listener({ canEdit: notice.canEdit })
        return
      case 'review':
        for (const listener of this.events.review) listener()
    }
  }

  private afterSaved(n: number): void {
    this.account = coverTo(this.account, n)
    this.warnInTime()
    this.missing = 0
    for (const [mark, state] of this.sentMarks) {
      if (mark > n) continue
      this.confirmed = new Map([...this.confirmed, ...state])
      this.ownSaved = Math.max(this.ownSaved, state.get(this.doc.clientID) ?? 0)
      this.sentMarks.delete(mark)
    }
    this.publish()
  }

  private afterRefusal({ n, reason, detail }: Extract<Notice, { type: 'refused' }>): void {
    if (!concernsOpen(this.account, n)) return
    if (reason === 'missing' && ++this.missing < MAX_MISSING) return this.awaitQuestion()
    this.finishIf(reason === 'forbidden' ? { kind: 'forbidden' } : { kind: 'reload-needed', why: 'refused', detail })
  }

  /**
   * The server asks for all we have, and gets it under a new number. What others write may be held back on its way to
   * us, and with it the question, while answers are not: until it comes nothing is sent, and none is taken for what is open.
   */
  private awaitQuestion(): void {
    this.account = sendAgain(this.account)
    this.hasSentAll = false
  }

  /** The WebSocket did not open: is it the session, the right, the network, or something in between that eats it? */
  private async findObstacle(): Promise<void> {
    if (this.end !== null || this.isDestroyed || this.link === 'connected') return
    const found = await (this.options.probe ?? (() => askApi(this.options.articleId)))()
    if (this.isDestroyed || this.isConnected()) return
    if (found === 'signed-out' || found === 'forbidden') return this.finishIf({ kind: found })
    this.link = found === 'ok' ? 'blocked' : 'offline'
    this.publish()
  }

  private isConnected(): boolean {
    return this.link === 'connected'
  }

  // --- the end ----------------------------------------------------------------------------------------------------

  private finishAfter({ code, reason }: { code: number; reason: string }): void {
    if (code === CLOSE.conflict && reason === FOREIGN_CLIENT_ID) void this.renew()
    else this.finishIf(endOf(code, reason))
  }

  /** What was typed goes on in another session, under another client id. One that was handed over already has done all it could. */
  private async renew(): Promise<void> {
    if (this.isRenewing || this.end !== null) return
    if (this.options.unsent !== undefined || this.events.renewed.size === 0) {
      return this.finishIf({ kind: 'reload-needed', why: 'conflict', detail: FOREIGN_CLIENT_ID })
    }
    this.isRenewing = true
    this.provider.disconnect()
    await this.persistence?.destroy().catch(ignore)
    await dropCopy(this.copyName)
    if (this.isDestroyed) return
    const known = new Map(this.confirmed).set(this.doc.clientID, this.ownSaved)
    const unsent = underFreshId(this.doc, { known, to: new Y.Doc().clientID })
    for (const listener of this.events.renewed) listener(unsent)
  }

  private finishIf(end: End | null): void {
    if (end === null || this.end !== null || this.isRenewing) return
    this.end = end
    this.provider.disconnect()
    this.publish()
    // Who signs in again gets their unsent edits merged. In every other case the server will not have them.
    if (end.kind !== 'signed-out') void this.keepAsDraft().catch(ignore)
  }

  private async keepAsDraft(): Promise<void> {
    if (this.persistence === null || this.account.open.length === 0) return
    const text = this.unsentText()
    const { userId, articleId } = this.options
    if (text !== '') await keepDraft({ userId, articleId, at: new Date().toISOString(), text })
    await this.persistence.destroy()
    await dropCopy(this.copyName)
  }

  private readonly onBeforeUnload = (event: BeforeUnloadEvent): void => {
    if (this.account.open.length > 0) event.preventDefault()
  }

  // --- the store --------------------------------------------------------------------------------------------------

  private publish(): void {
    const next = this.makeSnapshot()
    if (JSON.stringify(next) === JSON.stringify(this.snapshot)) return
    this.snapshot = next
    for (const listener of this.listeners) listener()
  }

  private makeSnapshot(): CollabSnapshot {
    const { account, end, link, synced, canEdit } = this
    return { saved: savedState({ account, end, link, now: Date.now() }), synced, canEdit, link, unsaved: account.open.length }
  }

  /**
   * One timer, for the oldest change. It may fire a moment early by the wall clock, and that may be set back: it is
   * asked again until the change is as old as it has to be.
   */
  private warnInTime(): void {
    const [oldest] = this.account.open
    if (oldest === undefined || this.warningIsDue) return
    const left = oldest.at + NOT_SAVED_AFTER_MS - Date.now()
    if (left <= 0) return this.publish()
    this.warningIsDue = true
    this.later(Math.min(left, NOT_SAVED_AFTER_MS), () => {
      this.warningIsDue = false
      runWaiting()
      this.warnInTime()
    })
  }

  private later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      act()
    }, ms)
    this.timers.add(timer)
  }
}

/** What a close code means to the person; null when the connection will come back. */
function endOf(code: number, reason: string): End | null {
  switch (code) {
    case CLOSE.signedOut:
      return { kind: 'signed-out' }
    case CLOSE.forbidden:
      return { kind: 'forbidden' }
    case CLOSE.clientTooOld:
      return { kind: 'reload-needed', why: 'client-too-old', detail: reason }
    case CLOSE.conflict:
      return { kind: 'reload-needed', why: 'conflict', detail: reason }
    case CLOSE.malformed:
      return { kind: 'reload-needed', why: 'refused', detail: reason }
    default:
      return null
  }
}

function ownUrl(): string {
  const { protocol, host } = globalThis.location
  return `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/collab`
}

async function askApi(articleId: string): Promise<'ok' | 'signed-out' | 'forbidden' | 'unreachable'> {
  try {
    const { status } = await fetch(`/api/v1/articles/${encodeURIComponent(articleId)}`, { headers: { accept: 'application/json' } })
    if (status === 401) return 'signed-out'
    if (status === 403 || status === 404) return 'forbidden'
    return status < 500 ? 'ok' : 'unreachable'
  } catch {
    return 'unreachable'
  }
}

function ignore(): void {
  // The connection to the copy is closed either way.
}
