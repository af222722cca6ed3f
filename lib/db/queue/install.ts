/** pg-boss's own schema and our queues, made when the database is migrated: no node needs the right to make tables. */
import { PgBoss } from 'pg-boss'
import { createPool } from '../pool.ts'
import { queueDatabase } from './queue-database.ts'
import { QUEUE_NAMES, QUEUES } from './queues.ts'

export const QUEUE_SCHEMA = 'pgboss'
/** Seconds without a sign of life after which the job of a killed node is given to another. */
const HEARTBEAT = 20

/** Safe to repeat. The caller sees to it that one process does it at a time. */
export async function installQueues(url: string): Promise<void> {
  const pool = createPool(url, { max: 1, applicationName: 'stet-migrate' })
  const boss = new PgBoss({ db: queueDatabase(pool), schema: QUEUE_SCHEMA, supervise: false, schedule: false, registerInstance: false })
  const failures: Error[] = []
  boss.on('error', (error) => failures.push(error))
  try {
    await boss.start()
    for (const name of QUEUE_NAMES) {
      const { retryLimit, retryDelay, expireInSeconds } = QUEUES[name]
      const settings = { retryLimit, retryDelay, retryBackoff: true, expireInSeconds, heartbeatSeconds: HEARTBEAT }
      await boss.createQueue(name, { policy: 'short', ...settings })
      await boss.updateQueue(name, settings)
    }
    if (failures[0]) throw failures[0]
  } finally {
    await boss.stop({ graceful: false })
    await pool.end()
  }
}
