/**
 * The program: one HTTP server on one port that carries Next.js and, on /collab/…, the collaboration server, which
 * has a process of its own. `npm start` calls `serve`; so does `node server/main.ts` where the environment is complete and
 * the pages built.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setPriority } from 'node:os'
import path from 'node:path'
import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import next from 'next'
import { stampAddress } from '#lib/auth/client-address.ts'
import { db } from '#lib/db/client.ts'
import { env } from '#lib/env/env.ts'
import { getHealth } from '#lib/queries/health/get-health.ts'
import { refuseWrongMethod } from '#lib/web/allowed-methods.ts'
import { live } from '#lib/web/live.ts'
import { log } from '#lib/web/log.ts'
import { refuseMalformedPath } from '#lib/web/malformed-path.ts'
import { collabState, queueState, setCollabState, setQueueState } from '#lib/web/node-state.ts'
import { carryCollab, type CarriedCollab } from './collab/carry.ts'
import { startCollabProcess } from './collab/start-process.ts'
import { isCollabPath } from './collab/upgrade.ts'
import { jobHandlers } from './jobs/handlers.ts'
import { startJobs, type Jobs } from './jobs/work.ts'

const ROOT = path.resolve(import.meta.dirname, '..')

/** Milliseconds after which a program that was told to stop stops, whatever requests and the database do: hosts kill after 10 s. */
const STOP_MS = 9_000

/** Of the process with the pages, where the sockets have one of their own: 0 is everybody's, 19 the least. */
const PAGES_PRIORITY = 5

interface Sockets extends CarriedCollab {
  /** Takes an upgrade of /collab/…. */
  upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => void
}

export interface Running {
  /** Where it listens: a port of 0 has become a real one. */
  url: string
  /** Takes no more connections, lets the open ones finish, then closes the database. Resolves within ten seconds. */
  stop: () => Promise<void>
}

/** Resolves once requests are answered. Throws EnvError when the configuration is wrong. */
export async function serve(): Promise<Running> {
  const { HOST, PORT, STET_ROLE } = env()
  const server = createHttpServer()
  const sockets = await carrySockets(server)
  if (sockets !== null) setCollabState(sockets.state)
  const jobs = STET_ROLE === 'collab' ? null : doJobs()
  const pages = STET_ROLE === 'collab' ? answerHealthOnly(server) : await carryPages(server)
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (sockets !== null && isCollabPath(request)) return sockets.upgrade(request, socket, head)
    if (pages.upgrade !== null) return pages.upgrade(request, socket, head)
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
  await listen(server, HOST, PORT)
  log().debug({ role: STET_ROLE }, 'listening')

  async function stop(): Promise<void> {
    await Promise.race([takeDown(), delay(STOP_MS, undefined, { ref: false })])
    server.closeAllConnections()
  }

  async function takeDown(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    await Promise.all([live().close(), sockets?.close(), jobs?.stop(STOP_MS)])
    server.closeIdleConnections()
    await closed
    await pages.close()
    await db().$disconnect()
  }
  return { url: addressOf(server, HOST), stop }
}

/**
 * Sockets beside pages have a process of their own, and the processor first: a page that is made keeps nobody's edit
 * waiting (decision 061). What the one with the pages starts later is as patient as itself.
 */
async function carrySockets(server: Server): Promise<Sockets | null> {
  const { STET_ROLE } = env()
  if (STET_ROLE === 'web') return null
  // It listens to the server's upgrades itself.
  if (STET_ROLE === 'collab') return { ...(await carryCollab(server)), upgrade: () => undefined }
  const collab = await startCollabProcess()
  try {
    setPriority(PAGES_PRIORITY)
  } catch (error) {
    log().debug({ err: error }, 'the pages keep the priority of the sockets')
  }
  return collab
}

/** Background work, on the nodes that carry pages. */
function doJobs(): Jobs {
  const { DATABASE_URL } = env()
  const deps = { db: db(), now: () => new Date(), newId: () => crypto.randomUUID() }
  const jobs = startJobs({ databaseUrl: DATABASE_URL, log: log(), handlers: jobHandlers(deps) })
  setQueueState(jobs.state)
  return jobs
}

interface Pages {
  /** null: no upgrade reaches the pages. */
  upgrade: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | null
  close: () => Promise<void>
}

/** Next answers every request. In production no upgrade reaches it; in development its reload channel does. */
async function carryPages(server: Server): Promise<Pages> {
  const { HOST, PORT, NODE_ENV } = env()
  const dev = NODE_ENV === 'development'
  // Next adds an upgrade listener to the server it is given. This one never listens.
  const upgradesForNext = createServer()
  const app = next({ dev, dir: ROOT, httpServer: upgradesForNext, hostname: HOST, port: PORT })
  await (dev ? app.prepare() : withoutChat(() => app.prepare()))
  const handle = app.getRequestHandler()

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    stampAddress(request)
    refuse(request, response)
      .then((refused) => (refused ? undefined : handle(request, response)))
      .catch((error: unknown) => {
        log().error({ err: error, path: request.url }, 'a request failed outside every handler')
        if (!response.headersSent) response.writeHead(500)
        response.end()
      })
  })
  const upgrade = dev ? (request: IncomingMessage, socket: Duplex, head: Buffer) => void upgradesForNext.emit('upgrade', request, socket, head) : null
  return { upgrade, close: () => app.close() }
}

/** Next tells how long it took to read its configuration, between our own lines. Warnings and errors take other ways. */
async function withoutChat(work: () => Promise<void>): Promise<void> {
  /* oxlint-disable no-console -- Next writes this line by console.log and has no setting to leave it out; nothing of ours is written so */
  const { log: chat } = console
  console.log = () => undefined
  try {
    await work()
  } finally {
    console.log = chat
  }
  /* oxlint-enable no-console */
}

/** What Next would answer wrongly is answered before it sees it. */
async function refuse(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  return (await refuseMalformedPath(request, response)) || (await refuseWrongMethod(request, response))
}

/** A node for sockets alone has no pages; a load balancer still asks how it is. */
function answerHealthOnly(server: Server): Pages {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url !== '/api/health') return void response.writeHead(404).end()
    void getHealth(db(), { collab: collabState(), queue: queueState() }).then((health) => {
      response.writeHead(health.status === 'ok' ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      response.end(JSON.stringify(health))
    })
  })
  return { upgrade: null, close: async () => undefined }
}

/** Slow senders are cut off: a browser sends its headers at once, and the largest upload within two minutes. */
function createHttpServer(): Server {
  const server = createServer({ maxHeaderSize: 16 * 1024, headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 65_000 })
  server.on('clientError', (_error, socket) => socket.destroy())
  return server
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function addressOf(server: Server, host: string): string {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : env().PORT
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

if (import.meta.main) {
  const running = await serve()
  log().info({ url: running.url }, 'Stet is ready')
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      void running.stop().then(() => process.exit(0))
    })
  }
}
