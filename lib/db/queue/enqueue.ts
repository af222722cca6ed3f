/**
 * A job is written in the transaction that causes it: it exists if and only if that commits. pg-boss lets its table
 * be written by plain SQL, and its own `send` cannot run inside a Prisma transaction (docs/decisions/090-queue.md).
 */
import { prismaSql } from '../sql.ts'
import type { Tx } from '../client.ts'
import { QUEUES, type JobData, type QueueName } from './queues.ts'

export interface JobTiming {
  /** Not before; now when absent. */
  startAfter?: Date
  /** While a job of this queue with this key waits to be started, another is not added. */
  onceFor?: string
}

/** Throws when the queue is not there: the database has not been migrated. */
export async function enqueue<Name extends QueueName>(tx: Tx, queue: Name, data: JobData<Name>, { startAfter, onceFor }: JobTiming = {}): Promise<void> {
  const said = JSON.stringify(QUEUES[queue].data.parse(data))
  const [outcome] = await prismaSql(tx).query<{ known: boolean }>(ENQUEUE, [queue, said, startAfter?.toISOString() ?? null, onceFor ?? null])
  if (outcome?.known !== true) throw new Error(`There is no queue "${queue}" in the database. Run npm run db:migrate.`)
}

/** `policy` short keeps one waiting job a key, by a unique index of pg-boss's own. */
const ENQUEUE = `
  WITH q AS (SELECT * FROM pgboss.queue WHERE name = $1),
  timing AS (SELECT coalesce($3::timestamptz, now()) AS start_after),
  added AS (
    INSERT INTO pgboss.job (name, data, start_after, keep_until, singleton_key, policy, retry_limit, retry_delay, retry_backoff,
                            retry_delay_max, expire_seconds, deletion_seconds, dead_letter, heartbeat_seconds)
    SELECT q.name, $2::jsonb, t.start_after, t.start_after + q.retention_seconds * interval '1 second', coalesce($4, gen_random_uuid()::text),
           q.policy, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.expire_seconds, q.deletion_seconds,
           q.dead_letter, q.heartbeat_seconds
      FROM q, timing t
    ON CONFLICT DO NOTHING
  )
  SELECT EXISTS (SELECT 1 FROM q) AS known`
