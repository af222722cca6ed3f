/** What the queue knows of the jobs about certain things. */
import type { Tx } from '../client.ts'
import { prismaSql } from '../sql.ts'
import type { JobData, QueueName } from './queues.ts'

export interface KnownJob {
  /** Of the thing. */
  name: string
  /** To be done, being done, or to be tried again. */
  waits: boolean
  /** Given up after its last try. */
  failed: boolean
}

/** `field` is the one in a job's data that names the thing. Jobs that ended are known for a week. */
export async function jobsByName<Name extends QueueName>(
  db: Tx,
  queue: Name,
  { field, names }: { field: keyof JobData<Name> & string; names: readonly string[] },
): Promise<KnownJob[]> {
  if (names.length === 0) return []
  return await prismaSql(db).query<KnownJob>(
    `SELECT data ->> $2 AS name, state IN ('created', 'retry', 'active') AS waits, state = 'failed' AS failed
     FROM pgboss.job WHERE name = $1 AND data ->> $2 = ANY($3::text[])`,
    [queue, field, names],
  )
}
