/**
 * Presence between nodes, over NOTIFY. A node says nothing while it has heard of no other: a newsroom with one
 * node pays nothing for it. What people do within 100 ms goes out together, in pieces that NOTIFY can carry.
 */
import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { z } from 'zod'
import { presenceEntrySchema, type PresenceEntry } from '#lib/collab/presence.ts'

const FLUSH_MS = 100
const HELLO_MS = 10_000
const NODE_SILENT_MS = 25_000
/** NOTIFY carries less than 8,000 bytes, the envelope included. */
const MAX_ENTRIES_BYTES = 7_500

const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello'), node: z.string(), isReply: z.boolean() }),
  z.object({ kind: z.literal('want'), node: z.string(), articleId: z.string() }),
  z.object({ kind: z.literal('here'), node: z.string(), articleId: z.string(), entries: z.array(presenceEntrySchema) }),
])
type Message = z.infer<typeof messageSchema>

export interface NodePresenceOptions {
  pool: Pool
  log: Logger
  onEntries: (articleId: string, entries: PresenceEntry[]) => void
  /** Another node wants to know who is here; null: in every document. */
  onWanted: (articleId: string | null) => void
}

export class NodePresence {
  private readonly options: NodePresenceOptions
  private readonly node = randomUUID()
  private readonly heardAt = new Map<string, number>()
  private readonly outbox = new Map<string, Map<number, PresenceEntry>>()
  private readonly greeting: NodeJS.Timeout
  private flushing: NodeJS.Timeout | null = null

  constructor(options: NodePresenceOptions) {
    this.options = options
    this.greeting = setInterval(() => this.say({ kind: 'hello', node: this.node, isReply: true }), HELLO_MS)
  }

  /** Listening began: whoever is there learns of us and tells us who is with them. */
  greet(): void {
    this.say({ kind: 'hello', node: this.node, isReply: false })
  }

  tell(articleId: string, entries: readonly PresenceEntry[]): void {
    if (!this.hasOthers() || entries.length === 0) return
    const waiting = this.outbox.get(articleId) ?? new Map<number, PresenceEntry>()
    for (const entry of entries) waiting.set(entry.clientId, entry)
    this.outbox.set(articleId, waiting)
    this.flushing ??= setTimeout(() => this.flush(), FLUSH_MS)
  }

  want(articleId: string): void {
    if (this.hasOthers()) this.say({ kind: 'want', node: this.node, articleId })
  }

  hear(payload: string): void {
    const message = parse(payload)
    if (message === null || message.node === this.node) return
    const isNew = !this.heardAt.has(message.node)
    this.heardAt.set(message.node, performance.now())
    switch (message.kind) {
      case 'hello':
        if (!message.isReply) this.say({ kind: 'hello', node: this.node, isReply: true })
        if (isNew || !message.isReply) this.options.onWanted(null)
        return
      case 'want':
        return this.options.onWanted(message.articleId)
      case 'here':
        return this.options.onEntries(message.articleId, message.entries)
    }
  }

  stop(): void {
    clearInterval(this.greeting)
    if (this.flushing !== null) clearTimeout(this.flushing)
  }

  /** Sends what waits; for a node that is about to leave. */
  flush(): void {
    if (this.flushing !== null) clearTimeout(this.flushing)
    this.flushing = null
    for (const [articleId, entries] of this.outbox) {
      for (const part of parts([...entries.values()])) this.say({ kind: 'here', node: this.node, articleId, entries: part })
    }
    this.outbox.clear()
  }

  /** Whether another node was heard of lately. */
  hasOthers(): boolean {
    const now = performance.now()
    for (const [node, heardAt] of this.heardAt) if (now - heardAt > NODE_SILENT_MS) this.heardAt.delete(node)
    return this.heardAt.size > 0
  }

  private say(message: Message): void {
    this.options.pool.query("SELECT pg_notify('stet_presence', $1)", [JSON.stringify(message)]).catch((error: unknown) => {
      this.options.log.debug({ err: error }, 'presence could not be told to the other nodes')
    })
  }
}

function parse(payload: string): Message | null {
  try {
    return messageSchema.safeParse(JSON.parse(payload)).data ?? null
  } catch {
    return null
  }
}

/** Cut so that each part fits into one NOTIFY with its envelope. */
function parts(entries: readonly PresenceEntry[]): PresenceEntry[][] {
  const cut: PresenceEntry[][] = []
  let room = 0
  for (const entry of entries) {
    const bytes = Buffer.byteLength(JSON.stringify(entry)) + 1
    if (bytes > room) {
      cut.push([])
      room = MAX_ENTRIES_BYTES
    }
    cut.at(-1)?.push(entry)
    room -= bytes
  }
  return cut
}
