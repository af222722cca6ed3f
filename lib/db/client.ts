/** The Prisma client: everything but the document log goes through it. */
import { PrismaPg } from '@prisma/adapter-pg'
import { env } from '#lib/env/env.ts'
import { PrismaClient, type Prisma } from './generated/client.ts'
import { poolConfig, type PoolOptions } from './pool.ts'

export type Db = PrismaClient
/** What a service gets inside `db.$transaction(async (tx) => …)`. */
export type Tx = Prisma.TransactionClient

/**
 * A client of its own, for tests and scripts; the caller calls `$disconnect()`.
 *
 * A Prisma transaction's own timer is set far above the connection's statement timeout: when it fires during
 * COMMIT the adapter gives one connection back twice and the process ends (prisma/orm#29952), so the database
 * must always be first to give up.
 */
export function createDb(url: string, options: PoolOptions = {}): Db {
  const adapter = new PrismaPg(poolConfig(url, options), { onPoolError: dropped, onConnectionError: dropped })
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 55_000 } })
}

const shared = Symbol.for('stet.db')

/** The process's one client. Kept on `globalThis`: Next's bundle and plain Node each load this module. */
export function db(): Db {
  const holder: typeof globalThis & { [shared]?: Db } = globalThis
  holder[shared] ??= createDb(env().DATABASE_URL)
  return holder[shared]
}

function dropped(): void {
  // The pool removes the connection; the query that was running on it is rejected, and handled there.
}
