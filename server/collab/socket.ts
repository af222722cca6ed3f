/** One WebSocket: what may come in, how fast, and how much may wait unread on the way out (CO-8). */
import type { WebSocket } from 'ws'
import { CLOSE } from '#lib/collab/close-codes.ts'
import type { CollabLimits } from '#lib/collab/limits.ts'
import { KEEPALIVE, MESSAGE } from '#lib/collab/messages.ts'
import { Rate } from '#lib/collab/rate.ts'
import type { SecurityEvent, SocketId } from '#lib/collab/room-types.ts'
import type { Actor } from '#lib/policies/actor.ts'
import type { IncomingMessage } from 'node:http'
import { serverFrame } from './server-frame.ts'

const RATE_PERIOD_MS = 10_000
/** Up to here a frame is copied behind its header, and costs one write instead of two. */
const SMALL_BYTES = 4_096
/** How long a peer may take to answer a close before the connection is cut. */
const CLOSE_GRACE_MS = 2_000

export interface SocketEvents {
  onFrame: (bytes: Uint8Array) => void
  onGone: () => void
  onSecurity: (event: SecurityEvent, detail: string) => void
}

export interface SocketOptions extends SocketEvents {
  id: SocketId
  ws: WebSocket
  actor: Actor
  articleId: string
  /** Kept to ask again who is behind an API token. */
  request: IncomingMessage
  /** When the question was put whose answer let the person in. */
  askedAt: number
  limits: CollabLimits
}

export class CollabSocket {
  readonly id: SocketId
  readonly articleId: string
  readonly request: IncomingMessage
  actor: Actor
  private readonly ws: WebSocket
  private readonly limits: CollabLimits
  private readonly events: SocketEvents
  private readonly rate: Rate
  private readonly pinging: NodeJS.Timeout
  private confirmedAt: number
  /** Waits until the person's right is confirmed. */
  private held: Uint8Array[] = []
  private heldBytes = 0
  private answered = true
  private isOpen = true

  constructor({ id, ws, actor, articleId, request, askedAt, limits, ...events }: SocketOptions) {
    this.id = id
    this.ws = ws
    this.actor = actor
    this.articleId = articleId
    this.request = request
    this.confirmedAt = askedAt
    this.limits = limits
    this.events = events
    this.rate = new Rate({ perPeriod: (limits.messagesPerSecond * RATE_PERIOD_MS) / 1000, periodMs: RATE_PERIOD_MS, now: performance.now() })
    this.pinging = setInterval(() => this.ping(), limits.pingMs)
    ws.on('message', (data, isBinary) => this.receive(data, isBinary))
    ws.on('pong', () => {
      this.answered = true
    })
    // `ws` closes by itself with the right code (1009, 1002, …); the event must have a listener.
    ws.on('error', (error) => this.events.onSecurity('malformed', error.message))
    ws.on('close', () => this.gone())
  }

  send(frame: Uint8Array): void {
    if (this.isOpen && !this.mustWait(frame)) this.write(frame)
  }

  /** The person may still have the document, says an answer to a question put at `askedAt`. */
  confirm(askedAt: number): void {
    this.confirmedAt = Math.max(this.confirmedAt, askedAt)
    if (!this.isConfirmed) return
    const held = this.held
    this.held = []
    this.heldBytes = 0
    for (const frame of held) this.write(frame)
  }

  /**
   * While it cannot be learnt what the person may (the database is away, this process was frozen), what others
   * write is held back here. Notices pass: they say what became of the person's own edits. So does what keeps the
   * connection: the browser drops one that is silent for half a minute.
   */
  private mustWait(frame: Uint8Array): boolean {
    if (frame[0] === MESSAGE.stet || frame === KEEPALIVE || this.isConfirmed) return false
    this.held.push(frame)
    this.heldBytes += frame.length
    if (this.heldBytes > this.limits.sendBufferBytes)
      this.close(CLOSE.tryAgain, 'Your right to this article cannot be confirmed just now; try again in a moment.')
    return true
  }

  private get isConfirmed(): boolean {
    return performance.now() - this.confirmedAt <= this.limits.rightsStaleMs
  }

  private write(frame: Uint8Array): void {
    // What is large is not copied.
    if (frame.length <= SMALL_BYTES) return this.writeFramed(serverFrame(frame))
    if (!this.isOpen) return
    this.ws.send(frame, { binary: true }, ignore)
    this.checkUnread()
  }

  /** Sends what `serverFrame` made of the frame. */
  sendFramed(frame: Uint8Array, framed: Buffer): void {
    if (this.isOpen && !this.mustWait(frame)) this.writeFramed(framed)
  }

  /** Past `ws`, straight to the connection: without compression `ws` writes each message at once, so the order stays. */
  private writeFramed(framed: Buffer): void {
    if (!this.isOpen || this.ws.readyState !== this.ws.OPEN) return
    this.request.socket.write(framed)
    this.checkUnread()
  }

  private checkUnread(): void {
    if (this.ws.bufferedAmount <= this.limits.sendBufferBytes) return
    this.events.onSecurity('limit', `${this.ws.bufferedAmount} bytes unread`)
    this.close(CLOSE.limit, 'Too much was sent to you that you did not read.')
  }

  /** Nothing is sent or heard after it. */
  close(code: number, reason: string): void {
    if (!this.isOpen) return
    this.ws.close(code, reason)
    this.gone()
    setTimeout(() => this.ws.terminate(), CLOSE_GRACE_MS).unref()
  }

  private receive(data: unknown, isBinary: boolean): void {
    if (!this.isOpen) return
    if (!isBinary) {
      this.events.onSecurity('malformed', 'a text frame')
      return this.close(CLOSE.textFrame, 'Only binary messages are understood.')
    }
    if (!this.rate.take(performance.now())) {
      this.events.onSecurity('too-fast', `more than ${this.limits.messagesPerSecond} messages a second`)
      return this.close(CLOSE.tooFast, 'Too many messages came too fast.')
    }
    if (data instanceof Uint8Array) this.events.onFrame(data)
  }

  private ping(): void {
    if (!this.answered) return this.ws.terminate()
    this.answered = false
    this.ws.ping()
  }

  private gone(): void {
    if (!this.isOpen) return
    this.isOpen = false
    clearInterval(this.pinging)
    this.events.onGone()
  }
}

function ignore(): void {
  // A frame that cannot be sent any more is followed by `close`.
}
