/**
 * `pg` itself, for the document log and for LISTEN. Every connection is watched: a `pg` client without an
 * `error` listener ends the process when its server goes away, and on a link that swallows packets only
 * `query_timeout` ever returns.
 */
import pg from 'pg'

/** The server's own timeout comes first, so that what it cancels is known to be cancelled. */
const STATEMENT_MS = 12_000
const REPLY_MS = 15_000
const CONNECT_MS = 10_000

export interface PoolOptions {
  max?: number
  /** Connections that are kept once they are open, however long nobody needs them. */
  min?: number
  applicationName?: string
  /** After so long the server cancels a statement. */
  statementMs?: number
  /** After so long a reply is given up. */
  replyMs?: number
  /** After so long a connection that does not come is given up. */
  connectMs?: number
}

/** The settings that every connection of ours shares. */
export function poolConfig(
  url: string,
  { max = 10, min = 0, applicationName = 'stet', statementMs = STATEMENT_MS, replyMs = REPLY_MS, connectMs = CONNECT_MS }: PoolOptions = {},
): pg.PoolConfig {
  return {
    connectionString: url,
    max,
    min,
    application_name: applicationName,
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    query_timeout: replyMs,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
  }
}

/** A pool whose broken connections are dropped quietly: the query that was running on one is rejected, and that is where it is handled. */
export function createPool(url: string, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool(poolConfig(url, options))
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}

/** One connection outside any pool, for LISTEN and for administration. The caller ends it. */
export async function connect(url: string, applicationName = 'stet'): Promise<pg.Client> {
  const { connectionString, application_name, keepAlive } = poolConfig(url, { applicationName })
  const client = new pg.Client({ connectionString, application_name, keepAlive, connectionTimeoutMillis: 10_000 })
  client.on('error', ignore)
  await client.connect()
  return client
}

function ignore(): void {
  // The pool has already removed the connection; whoever waits on it hears of the failure from its query.
}
