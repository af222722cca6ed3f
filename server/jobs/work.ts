/**
 * Does the jobs of every queue, on any number of nodes: a job is fetched by one of them under a row lock, and given
 * to another when its node dies. At least once: a job has to bear being done twice.
 */
import type { Logger } from 'pino'
import { PgBoss } from 'pg-boss'
import { createPool } from '#lib/db/pool.ts'
import { QUEUE_SCHEMA } from '#lib/db/queue/install.ts'
import { queueDatabase } from '#lib/db/queue/queue-database.ts'
import { QUEUE_NAMES, QUEUES, settingsOf, type JobData, type QueueName } from '#lib/db/queue/queues.ts'

/** Does one job. `signal` fires when its time is up. A rejection means: try again later, as the queue says. */
export type JobHandlers = { [Name in QueueName]: (data: JobData<Name>, signal: AbortSignal) => Promise<void> }

export interface JobsOptions {
  databaseUrl: string
  handlers: JobHandlers
  log: Logger
  /** Seconds between looks for new jobs, and for those whose node died. */
  pollEvery?: number
  superviseEvery?: number
}

export interface Jobs {
  /** `ok` while the database answers it. */
  state: () => 'ok' | 'stopped'
  /** Fetches no more, lets the running jobs end within `patience` milliseconds; what does not end is done again elsewhere. */
  stop: (patience: number) => Promise<void>
}

/** Attempts to start, with up to half a minute between them: a database that is away when a node starts comes back. */
const START_ATTEMPTS = 100_000

/** Returns at once; jobs are done from the moment the database answers. */
export function startJobs({ databaseUrl, handlers, log, pollEvery = 1, superviseEvery = 15 }: JobsOptions): Jobs {
  const pool = createPool(databaseUrl, { max: 4, applicationName: 'stet-jobs' })
  let answered = false
  let stopping = false
  let stopped: Promise<void> | null = null
  const boss = new PgBoss({
    db: queueDatabase(pool, (isAnswered) => (answered = isAnswered)),
    schema: QUEUE_SCHEMA,
    // The schema is made when the database is migrated.
    migrate: false,
    schedule: false,
    registerInstance: false,
    superviseIntervalSeconds: superviseEvery,
    monitorIntervalSeconds: superviseEvery,
  })
  boss.on('error', (error) => stopping || log.warn({ err: error }, 'the queue could not be read'))
  boss.on('warning', ({ message }) => log.debug({ warning: message }, 'the queue has a warning'))

  const started = bringUp().catch((error: unknown) => stopping || log.error({ err: error }, 'background jobs are not done on this node'))

  async function bringUp(): Promise<void> {
    await boss.start({ attempts: START_ATTEMPTS })
    for (const name of QUEUE_NAMES) {
      await workOn(name)
      if (settingsOf(name).every !== undefined) await once(name, 0)
    }
  }

  /** Of a queue that is done by itself one job waits, whichever node has asked for it. */
  async function once(name: QueueName, after: number): Promise<void> {
    await boss.send(name, {}, { singletonKey: 'by itself', startAfter: after })
  }

  async function workOn<Name extends QueueName>(name: Name): Promise<void> {
    const options = { batchSize: 1, localConcurrency: QUEUES[name].concurrency, pollingIntervalSeconds: pollEvery }
    await boss.work<unknown>(name, options, async (jobs) => {
      for (const job of jobs) {
        const data = QUEUES[name].data.parse(job.data)
        const { every } = settingsOf(name)
        // Before the work: it goes on after a run that fails.
        if (every !== undefined) await once(name, every)
        // One queue's schema, one queue's handler: the compiler cannot tell that both are of `name`.
        await (handlers[name] as (data: unknown, signal: AbortSignal) => Promise<void>)(data, job.signal).catch((error: unknown) => {
          log.warn({ err: error, queue: name, job: job.id }, 'a job failed')
          throw error
        })
      }
    })
  }

  async function windDown(patience: number): Promise<void> {
    stopping = true
    await boss.stop({ graceful: true, timeout: patience })
    await started
    await pool.end()
  }

  return {
    state: () => (answered && !stopping ? 'ok' : 'stopped'),
    stop: (patience) => (stopped ??= windDown(patience)),
  }
}
