/**
 * The process with the sockets, where one program carries pages and sockets (`STET_ROLE=all`): the one with the pages
 * starts it, hands it the upgrades of /collab/…, and is told how it is. It ends when told to, or when the other is
 * gone, and then commits what it has received first.
 */
import { createServer } from 'node:http'
import { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { db } from '#lib/db/client.ts'
import { log } from '#lib/web/log.ts'
import { carryCollab } from './carry.ts'
import { orderSchema, requestOf, type StateReport } from './handover.ts'

/** As the whole program stops within ten seconds, so does this one. */
const STOP_MS = 8_000
const REPORT_MS = 1_000

/** Never listens: what it emits was accepted by the other process. */
const server = createServer()
const collab = await carryCollab(server)
let stopping: Promise<void> | null = null

process.on('message', (message: unknown, socket: unknown) => {
  const order = orderSchema.parse(message)
  if (order.type === 'stop') return void stop()
  // A connection that was lost on its way over comes without its socket.
  if (socket instanceof Socket) server.emit('upgrade', requestOf(order, socket), socket, Buffer.from(order.head, 'base64'))
})
process.on('disconnect', () => void stop())
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
setInterval(report, REPORT_MS)
report()

function report(): void {
  const message: StateReport = { type: 'state', state: collab.state() }
  if (process.connected) process.send?.(message, undefined, {}, () => undefined)
}

async function stop(): Promise<void> {
  stopping ??= takeDown()
  await stopping
  process.exit(0)
}

async function takeDown(): Promise<void> {
  const down = collab
    .close()
    .then(() => db().$disconnect())
    .catch((error: unknown) => log().error({ err: error }, 'the sockets could not be closed in order'))
  report()
  await Promise.race([down, delay(STOP_MS, undefined, { ref: false })])
}
