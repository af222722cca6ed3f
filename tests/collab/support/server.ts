/** The collaboration server on a port of its own, as a test meets it. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { DEFAULT_LIMITS } from '#lib/collab/limits.ts'
import { createPool } from '#lib/db/pool.ts'
import { attachCollab, type Collab, type CollabOptions } from '#server/collab/attach.ts'
import { authenticator } from './newsroom.ts'

export const ORIGIN = 'http://newsroom.test'

export interface TestServer {
  url: string
  collab: Collab
  /** Lines of the security log, newest last. */
  security: Record<string, unknown>[]
  /** Lines of level warn that are not of the security log. */
  warnings: Record<string, unknown>[]
  /** Lines of level error: a test that ends with one has failed. */
  errors: Record<string, unknown>[]
  stop: () => Promise<void>
}

export async function startServer(databaseUrl: string, options: Partial<CollabOptions> & { port?: number } = {}): Promise<TestServer> {
  const { statementMs, replyMs, connectMs } = options.limits ?? DEFAULT_LIMITS
  const pool = createPool(databaseUrl, { max: 6, statementMs, replyMs, connectMs })
  const security: Record<string, unknown>[] = []
  const errors: Record<string, unknown>[] = []
  const warnings: Record<string, unknown>[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => sort(JSON.parse(line)) })
  function sort(line: Record<string, unknown>): void {
    if ('security' in line) security.push(line)
    else if (line['level'] === 40) warnings.push(line)
    if (Number(line.level) >= 50) errors.push(line)
  }
  const server = createServer((_request, response) => response.writeHead(404).end())
  const collab = attachCollab(server, { pool, databaseUrl, origins: [ORIGIN], authenticate: authenticator(pool), log, ...options })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `ws://127.0.0.1:${port}/collab`,
    collab,
    security,
    warnings,
    errors,
    async stop() {
      await collab.close()
      await new Promise((resolve) => server.close(resolve))
      await pool.end()
    },
  }
}
