/**
 * Limits on guessing, counted in Postgres so that all nodes share them. A try is counted before it is made, so
 * that many at once cannot slip through together; a right answer gives it back.
 */
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { db } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'

/** Seconds for which tries count, hence the longest wait. */
export const QUARTER_OF_AN_HOUR = 15 * 60

/** Wrong tries in a quarter of an hour. A newsroom often shares one address. */
const LIMITS = {
  'sign-in-account': 10,
  'sign-in-address': 100,
  'invitation-address': 30,
} as const

export type TryLimit = keyof typeof LIMITS
export type Tries = Partial<Record<TryLimit, string>>

/** Counts a try under each name; seconds to wait, or null when it may be made. */
export async function countTry(tries: Tries): Promise<number | null> {
  let wait: number | null = null
  for (const [limit, key] of entries(tries)) {
    const refused = await limiter(limit)
      .consume(sha256Hex(key))
      .then(() => null, secondsToWait)
    wait = refused === null ? wait : Math.max(wait ?? 0, refused)
  }
  return wait
}

/** The try was right: an account starts afresh, an address gets this one back. */
export async function forgetTry(tries: Tries): Promise<void> {
  for (const [limit, key] of entries(tries)) {
    if (limit === 'sign-in-account') await limiter(limit).delete(sha256Hex(key))
    else await limiter(limit).reward(sha256Hex(key))
  }
}

function entries(tries: Tries): [TryLimit, string][] {
  return (Object.keys(LIMITS) as TryLimit[]).flatMap((limit): [TryLimit, string][] => {
    const key = tries[limit]
    return key === undefined ? [] : [[limit, key]]
  })
}

function secondsToWait(reason: unknown): number {
  if (reason instanceof RateLimiterRes) return Math.max(1, Math.ceil(reason.msBeforeNext / 1000))
  throw reason
}

function limiter(limit: TryLimit): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: client,
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: limit,
    points: LIMITS[limit],
    duration: QUARTER_OF_AN_HOUR,
  })
}

/** What the limiter asks of a `pg` client, answered by the process's own connections. */
const client = {
  async query({ text, values = [] }: { text: string; values?: unknown[] }) {
    const found = await prismaSql(db()).query(text, values)
    const rows = found.map((row) =>
      Object.fromEntries(Object.entries(row).map(([column, value]) => [column, typeof value === 'bigint' ? Number(value) : value])),
    )
    return { rows, rowCount: rows.length }
  },
}
