/**
 * The program: one HTTP server on one port that carries Next.js and, on /collab/…, the collaboration server.
 * `npm start` calls `serve`; so does `node server/main.ts` where the environment is complete and the pages built.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import path from 'node:path'
import type { Duplex } from 'node:stream'
import next from 'next'
import { db } from '#lib/db/client.ts'
import { env } from '#lib/env/env.ts'
import { log } from '#lib/web/log.ts'

const ROOT = path.resolve(import.meta.dirname, '..')

/** Milliseconds that open requests and sockets get to finish when the program is told to stop. */
const DRAIN = 10_000

export interface Running {
  /** Where it listens: a port of 0 has become a real one. */
  url: string
  /** Takes no more connections, lets the open ones finish, then closes the database. */
  stop: () => Promise<void>
}

/** Resolves once requests are answered. Throws EnvError when the configuration is wrong. */
export async function serve(): Promise<Running> {
  const { HOST, PORT, NODE_ENV, STET_ROLE } = env()
  const dev = NODE_ENV === 'development'
  const server = createHttpServer()
  // Next adds an upgrade listener to the server it is given, which in production nothing may reach.
  const upgradesForNext = createServer()
  const app = next({ dev, dir: ROOT, httpServer: upgradesForNext, hostname: HOST, port: PORT })
  await app.prepare()
  const handle = app.getRequestHandler()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => void answer(request, response))
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isCollab(request)) return
    if (dev) upgradesForNext.emit('upgrade', request, socket, head)
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await handle(request, response)
    } catch (error) {
      log().error({ err: error, path: request.url }, 'A request failed outside every handler')
      if (!response.headersSent) response.writeHead(500)
      response.end()
    }
  }

  await listen(server, HOST, PORT)
  log().debug({ role: STET_ROLE }, 'listening')
  return { url: addressOf(server, HOST), stop: () => stop(server, () => app.close()) }
}

/** Slow senders are cut off: a browser sends its headers at once, and the largest upload within two minutes. */
function createHttpServer(): Server {
  const server = createServer({ maxHeaderSize: 16 * 1024, headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 65_000 })
  server.on('clientError', (_error, socket) => socket.destroy())
  return server
}

function isCollab(request: IncomingMessage): boolean {
  return request.url?.startsWith('/collab/') ?? false
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

async function stop(server: Server, closeNext: () => Promise<void>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), DRAIN)
  await closed
  clearTimeout(late)
  await closeNext()
  await db().$disconnect()
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
