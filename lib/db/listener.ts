/**
 * The ear of a node: one LISTEN connection that comes back by itself. Only one attempt is under way at a time
 * (a reconnect that doubles itself ends in "too many clients"), and a silent link is noticed by asking.
 */
import type { Client } from 'pg'
import type { Logger } from 'pino'
import { connect } from './pool.ts'

const MIN_RETRY_MS = 200
const MAX_RETRY_MS = 5_000
const FAREWELL_MS = 500

export interface ListenerOptions<Channel extends string> {
  channels: readonly Channel[]
  applicationName: string
  databaseUrl: string
  log: Logger
  /** Milliseconds between two questions whether the link still answers, and until an answer. */
  limits: { listenProbeMs: number; listenReplyMs: number }
  onNotice: (channel: Channel, payload: string) => void
  /** Listening began, or began again: whatever was said meanwhile was missed. */
  onListening: () => void
}

export class Listener<Channel extends string> {
  private readonly options: ListenerOptions<Channel>
  private client: Client | null = null
  private timer: NodeJS.Timeout | null = null
  private failures = 0
  private isStopped = false

  constructor(options: ListenerOptions<Channel>) {
    this.options = options
    void this.start()
  }

  get isListening(): boolean {
    return this.client !== null
  }

  async stop(): Promise<void> {
    this.isStopped = true
    if (this.timer !== null) clearTimeout(this.timer)
    const { client } = this
    this.client = null
    // On a link that swallows everything the farewell is never answered.
    await Promise.race([client?.end(), rejectAfter(FAREWELL_MS)]).catch(ignore)
  }

  private async start(): Promise<void> {
    let opened: Client | null = null
    try {
      const client = await connect(this.options.databaseUrl, this.options.applicationName)
      opened = client
      client.on('notification', ({ channel, payload }) => this.hear(channel, payload ?? ''))
      client.on('error', () => this.lose(client))
      client.on('end', () => this.lose(client))
      await client.query(this.options.channels.map((channel) => `LISTEN ${channel}`).join(';'))
      if (this.isStopped) return void client.end().catch(ignore)
      this.client = client
      this.failures = 0
      this.options.onListening()
      this.later(this.options.limits.listenProbeMs, () => void this.probe(client))
    } catch (error) {
      this.options.log.warn({ err: error }, 'cannot listen to the database; trying again')
      void opened?.end().catch(ignore)
      this.retry()
    }
  }

  private hear(channel: string, payload: string): void {
    const known = this.options.channels.find((candidate) => candidate === channel)
    if (known !== undefined) this.options.onNotice(known, payload)
  }

  private async probe(client: Client): Promise<void> {
    try {
      await Promise.race([client.query('SELECT 1'), rejectAfter(this.options.limits.listenReplyMs)])
      if (client === this.client) this.later(this.options.limits.listenProbeMs, () => void this.probe(client))
    } catch {
      this.lose(client)
    }
  }

  private lose(client: Client): void {
    if (client !== this.client) return
    this.client = null
    void client.end().catch(ignore)
    this.retry()
  }

  private retry(): void {
    this.failures += 1
    this.later(Math.min(MAX_RETRY_MS, MIN_RETRY_MS * 2 ** this.failures), () => void this.start())
  }

  /** The one timer: to try again, or to probe. */
  private later(ms: number, act: () => void): void {
    if (this.isStopped) return
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = setTimeout(act, ms)
  }
}

function rejectAfter(ms: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('the database does not answer')), ms).unref()
  })
}

function ignore(): void {
  // The connection is given up either way.
}
