/**
 * What the process with the pages and the one with the sockets say to each other. An upgrade is handed over with its
 * connection: from then on the bytes go from the kernel to the process with the sockets, and no page stands in their way.
 */
import type { ChildProcess, Serializable } from 'node:child_process'
import { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { z } from 'zod'

const headersSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** To the process with the sockets. `head`: what had come after the request's headers, as base64. */
export const orderSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('upgrade'), url: z.string(), method: z.string(), headers: headersSchema, head: z.base64() }),
  z.object({ type: z.literal('stop') }),
])
export type Order = z.infer<typeof orderSchema>

/** From it, each second and when it changes. */
export const stateSchema = z.object({ type: z.literal('state'), state: z.enum(['ok', 'starting', 'stopped']) })
export type StateReport = z.infer<typeof stateSchema>

export function orderOf(request: IncomingMessage, head: Buffer): Order {
  const headers = Object.fromEntries(Object.entries(request.headers).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined))
  return { type: 'upgrade', url: request.url ?? '/', method: request.method ?? 'GET', headers, head: head.toString('base64') }
}

interface Handle {
  readStop: () => number
  close: () => void
}

/** Of one process: it takes one connection after the other. */
interface OnTheirWay {
  waiting: Set<Socket>
  /** The last that was sent. Until it is confirmed it is held here; one before it was confirmed. */
  sent: Handle | null
}

const ways = new WeakMap<ChildProcess, OnTheirWay>()

/**
 * Sends an order, and the connection that it is about. Node goes on reading a connection that it gives away until the
 * other process has confirmed it, and drops what it reads: with a busy loop here, that is the first frame of whoever
 * was let in there. So it stops reading first, for which a connection has no public call that works at once.
 * Nor does Node close what a process dies before taking; it is closed here, so that whoever waits at its other end
 * comes again.
 */
export function sendWith(child: ChildProcess, order: Serializable, socket?: Socket & { _handle?: Handle | null }): void {
  if (!socket) return void child.send(order, () => undefined)
  const way = wayTo(child)
  const handle = socket._handle ?? null
  way.waiting.add(socket)
  handle?.readStop()
  child.send(order, socket, (error) => {
    way.waiting.delete(socket)
    if (error === null) way.sent = handle
    else socket.destroy()
  })
}

function wayTo(child: ChildProcess): OnTheirWay {
  const known = ways.get(child)
  if (known) return known
  const way: OnTheirWay = { waiting: new Set(), sent: null }
  ways.set(child, way)
  child.once('exit', () => {
    for (const socket of way.waiting) socket.destroy()
    // Closed a second time it stays as it is.
    way.sent?.close()
  })
  return way
}

/** The request as the other process had it. */
export function requestOf({ url, method, headers }: Extract<Order, { type: 'upgrade' }>, socket: Socket): IncomingMessage {
  const request = new IncomingMessage(socket)
  return Object.assign(request, { url, method, headers, httpVersion: '1.1' })
}
