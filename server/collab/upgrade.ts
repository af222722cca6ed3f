/** The door: what is asked of an upgrade request before there is a socket (CO-7). */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { z } from 'zod'
import type { ClientVersion } from '#lib/collab/room-types.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { isOwnOrigin } from '#lib/web/origin.ts'
import type { Rights } from './rights.ts'

const PATH = /^\/collab\/([^/?#]*)$/
const articleIdSchema = z.guid()
const versionSchema = z.coerce.number().int().min(1).max(1_000_000)

export interface Admission {
  articleId: string
  actor: Actor
  rights: Extract<Rights, { kind: 'member' }>
  version: ClientVersion
  /** When the question after the rights was put, on `performance`'s clock. */
  askedAt: number
}

export interface Refused {
  status: 401 | 403 | 404 | 429 | 503
  /** For the log. */
  why: string
}

export interface Door {
  origins: readonly string[]
  authenticate: (request: IncomingMessage) => Promise<Actor | null>
  readRights: (actor: Actor, articleId: string) => Promise<Rights>
  hasRoomFor: (userId: string) => boolean
}

/** Whether the request is for us at all. Nothing of the query is looked at: a token in a URL is never accepted. */
export function isCollabPath(request: IncomingMessage): boolean {
  return pathOf(request).startsWith('/collab/')
}

/** Rejects only when the database is away. */
export async function admit(request: IncomingMessage, door: Door): Promise<Admission | Refused> {
  const { origin, host, authorization } = request.headers
  if (authorization === undefined && !isOwnOrigin({ origin, host }, door.origins)) {
    return { status: 403, why: `origin ${origin ?? 'missing'}` }
  }
  const articleId = articleIdSchema.safeParse(PATH.exec(pathOf(request))?.[1])
  const askedAt = performance.now()
  const actor = await door.authenticate(request)
  if (actor === null) return { status: 401, why: 'no session' }
  if (!articleId.success) return { status: 404, why: 'not an article id' }
  const rights = await door.readRights(actor, articleId.data)
  if (rights.kind === 'signed-out') return { status: 401, why: 'ended session' }
  if (rights.kind === 'forbidden') return { status: 404, why: 'no right, or no such article' }
  if (!door.hasRoomFor(actor.userId)) return { status: 429, why: 'too many sockets' }
  return { articleId: articleId.data.toLowerCase(), actor, rights, version: versionOf(request), askedAt }
}

const REASONS = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 429: 'Too Many Requests', 503: 'Service Unavailable' } as const

/** Answers in plain HTTP and hangs up. */
export function refuseUpgrade(stream: Duplex, status: Refused['status']): void {
  if (stream.writableEnded) return
  stream.on('error', () => stream.destroy())
  const retry = status === 429 || status === 503 ? 'Retry-After: 5\r\n' : ''
  stream.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n${retry}\r\n`)
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? ''
}

function versionOf(request: IncomingMessage): ClientVersion {
  const query = new URLSearchParams((request.url ?? '').split('?', 2)[1] ?? '')
  const read = (name: string): number | null => versionSchema.safeParse(query.get(name) ?? undefined).data ?? null
  return { schemaMajor: read('schema'), epoch: read('epoch') }
}
