/**
 * The clients, in a process of their own. They are thin on purpose: edits are made before the clock runs, and what
 * arrives is read only as far as it says whose edit it is, so that the servers are measured and not the clients.
 *
 * An edit's time runs from when it was due, not from when it was sent: a crew that falls behind shows, instead of
 * hiding the waiting of those who come after (coordinated omission).
 */
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { encodeNotice } from '#lib/collab/messages.ts'
import { scanUpdate, type ClockRange } from '#lib/collab/prescan.ts'
import { Frames } from './frames.ts'
import { planSchema, type Plan, type Quantiles, type Report } from './plan.ts'
import { arrivals } from './random.ts'
import { typeAhead } from './writer.ts'

const SETTLE_MS = 300
const PATIENCE_MS = 15_000
/** Timers are a millisecond coarse; the rest is waited for awake. */
const AWAKE_MS = 1.5
const SCAN_LIMITS = { structsPerUpdate: Infinity, deletedLength: Infinity, documentDepth: Infinity }

interface Client {
  id: number
  ws: WebSocket
  frames: Frames
  room: number
  /** The node it is connected to. */
  host: string
  /** Yjs client id. */
  writer: number
  outgoing: Uint8Array[]
  sent: number
  /** Saved covers this many of its edits. */
  coveredTo: number
  synced: boolean
}

interface Edit {
  dueAt: number
  room: number
  host: string
  client: number
  clock: number
}

process.on('message', (message) => {
  const plan = planSchema.safeParse(message)
  if (!plan.success) return
  run(plan.data).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
process.on('disconnect', () => process.exit(0))

async function run(plan: Plan): Promise<Report> {
  const crew = new Crew(plan)
  try {
    await crew.arrive()
    process.send?.({ type: 'started' })
    return await crew.work()
  } finally {
    crew.leave()
  }
}

class Crew {
  private readonly plan: Plan
  private readonly due: number[]
  private clients: Client[] = []
  private edits: Edit[] = []
  /** Edits by Yjs client id and clock. */
  private readonly byWriter = new Map<number, Edit[]>()
  private readonly scans = new Map<string, readonly ClockRange[]>()
  private readonly seen: number[] = []
  private readonly far: number[] = []
  private readonly saved: number[] = []
  private readonly late: number[] = []
  private deliveries = 0
  private expected = 0
  private unsaved = 0
  private warmUntil = 0

  constructor(plan: Plan) {
    this.plan = plan
    this.due = arrivals({ perSecond: plan.editsPerSecond, seconds: plan.warmSeconds + plan.seconds, seed: plan.seed })
  }

  /** Everybody connects, has the document and knows what to type. */
  async arrive(): Promise<void> {
    const { plan } = this
    const total = plan.rooms.reduce((sum, room) => sum + room.clients.length, 0)
    const keys = Math.ceil(this.due.length / total)
    const state = Buffer.from(plan.state, 'base64')
    for (const [index, room] of plan.rooms.entries()) {
      const first = this.clients.length
      for (const [place, { url, headers }] of room.clients.entries()) {
        const id = this.clients.length
        const frames = new Frames(plan.dialect === 'hocuspocus' ? room.name : null)
        const typed = typeAhead(state, { at: place, keys, client: 1000 + id })
        const client: Client = {
          id,
          ws: new WebSocket(url, { headers, perMessageDeflate: false }),
          frames,
          room: index,
          host: new URL(url).host,
          writer: typed.client,
          outgoing: typed.updates.map((update) => frames.update(update)),
          sent: 0,
          coveredTo: 0,
          synced: !plan.syncs,
        }
        this.clients.push(client)
        client.ws.on('message', (data: Buffer) => this.hear(client, data))
        client.ws.on('close', (code, reason) => {
          if (code !== 1005 && code !== 1006) throw new Error(`a client was sent away: ${code} ${reason.toString()}`)
        })
        await once(client.ws, 'open')
        for (const frame of frames.greeting()) client.ws.send(frame)
      }
      const seeder = this.clients[first]
      if (plan.seeds) seeder?.ws.send(seeder.frames.update(state))
    }
    await until(() => this.clients.every((client) => client.synced), 'all clients to have the document')
    await pause(SETTLE_MS)
  }

  async work(): Promise<Report> {
    const { plan } = this
    const cpu = process.cpuUsage()
    const startedAt = performance.now() + 20
    this.warmUntil = startedAt + plan.warmSeconds * 1000
    await this.typeAll(startedAt)
    await until(() => this.deliveries >= this.expected && this.unsaved === 0, 'every edit to arrive')
    const { user, system } = process.cpuUsage(cpu)
    return {
      type: 'report',
      edits: this.edits.length,
      deliveries: this.deliveries,
      seen: quantiles(this.seen),
      far: quantiles(this.far),
      saved: quantiles(this.saved),
      late: quantiles(this.late),
      busy: (user + system) / 1000 / (performance.now() - startedAt),
      told: plan.tellsEdits ? this.edits.filter((edit) => edit.dueAt >= this.warmUntil).map((edit) => this.tell(edit)) : [],
    }
  }

  leave(): void {
    for (const { ws } of this.clients) ws.removeAllListeners('close').terminate()
  }

  private async typeAll(startedAt: number): Promise<void> {
    for (const [index, offset] of this.due.entries()) {
      const dueAt = startedAt + offset
      await reach(dueAt)
      const client = this.clients[index % this.clients.length]
      if (client !== undefined) this.type(client, dueAt)
    }
  }

  private type(client: Client, dueAt: number): void {
    const { plan } = this
    const frame = client.outgoing[client.sent]
    if (frame === undefined) throw new Error('a client has nothing left to type')
    const edit = { dueAt, room: client.room, host: client.host, client: client.writer, clock: client.sent }
    this.edits.push(edit)
    const own = this.byWriter.get(client.writer) ?? []
    this.byWriter.set(client.writer, own)
    own.push(edit)
    client.sent += 1
    this.expected += (plan.rooms[client.room]?.clients.length ?? 1) - 1
    client.ws.send(frame)
    if (plan.marks) {
      this.unsaved += 1
      client.ws.send(encodeNotice({ type: 'mark', n: client.sent }))
    }
    if (dueAt >= this.warmUntil) this.late.push(performance.now() - dueAt)
  }

  private hear(client: Client, data: Buffer): void {
    const heard = client.frames.read(data)
    switch (heard.kind) {
      case 'asked':
        if (this.plan.syncs) client.ws.send(client.frames.nothing())
        return
      case 'state':
        client.synced = true
        return
      case 'notice':
        return this.takeNotice(client, heard.text)
      case 'update':
        return this.takeUpdate(client, heard.update)
      case 'other':
    }
  }

  private takeUpdate(client: Client, update: Uint8Array): void {
    const now = performance.now()
    for (const { client: writer, from, to } of this.scan(update)) {
      if (writer === client.writer) continue
      const edits = this.byWriter.get(writer)
      for (let clock = from; edits !== undefined && clock < to; clock++) {
        const edit = edits[clock]
        if (edit === undefined || edit.room !== client.room) continue
        this.deliveries += 1
        if (edit.dueAt >= this.warmUntil) (edit.host === client.host ? this.seen : this.far).push(now - edit.dueAt)
      }
    }
  }

  /** Everybody in a room is sent the same bytes: they are read once. */
  private scan(update: Uint8Array): readonly ClockRange[] {
    const key = Buffer.from(update.buffer, update.byteOffset, update.byteLength).toString('latin1')
    const known = this.scans.get(key)
    if (known !== undefined) return known
    const scan = scanUpdate(update, SCAN_LIMITS)
    const ranges = scan.ok ? scan.scanned.structs : []
    this.scans.set(key, ranges)
    return ranges
  }

  private takeNotice(client: Client, text: string): void {
    const now = performance.now()
    const notice = JSON.parse(text) as { type: string; n: number }
    if (notice.type === 'refused') throw new Error(`an edit was refused: ${text}`)
    if (notice.type !== 'saved') return
    for (; client.coveredTo < notice.n; client.coveredTo++) {
      const edit = this.byWriter.get(client.writer)?.[client.coveredTo]
      this.unsaved -= 1
      if (edit !== undefined && edit.dueAt >= this.warmUntil) this.saved.push(now - edit.dueAt)
    }
  }

  private tell({ dueAt, room, client, clock }: Edit): Report['told'][number] {
    return { document: this.plan.rooms[room]?.name ?? '', client, clock, dueAt: performance.timeOrigin + dueAt }
  }
}

async function reach(at: number): Promise<void> {
  const left = at - performance.now()
  if (left > AWAKE_MS) await pause(left - AWAKE_MS)
  while (performance.now() < at) await new Promise((resolve) => setImmediate(resolve))
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms))
}

async function until(holds: () => boolean, what: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited ${PATIENCE_MS} ms in vain for ${what}`)
    await pause(5)
  }
}

function quantiles(times: readonly number[]): Quantiles {
  const sorted = Float64Array.from(times).sort()
  const at = (part: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 1000) / 1000
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
}
