/** The queue itself, with a real pg-boss and real nodes of it. */
import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { createDb, type Db } from '#lib/db/client.ts'
import { enqueue } from '#lib/db/queue/enqueue.ts'
import { startJobs, type JobHandlers, type Jobs } from '#server/jobs/work.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts'

let database: TestDatabase
let db: Db

beforeAll(async () => {
  database = await createTestDatabase()
  db = createDb(database.url)
})

afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

type Capture = JobHandlers['evidence.capture']

function node(capture: Capture, url = database.url): Jobs {
  const handlers = { 'evidence.capture': capture } satisfies Partial<JobHandlers> as JobHandlers
  const jobs = startJobs({ databaseUrl: url, handlers, log: pino({ level: 'silent' }), pollEvery: 0.5, superviseEvery: 1 })
  onTestFinished(() => jobs.stop(1000))
  return jobs
}

function gate(): [opened: Promise<void>, open: () => void] {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return [opened, open]
}

async function add(captureId: string = randomUUID(), timing = {}): Promise<string> {
  await db.$transaction((tx) => enqueue(tx, 'evidence.capture', { captureId }, timing))
  return captureId
}

async function jobsFor(captureId: string): Promise<{ state: string; retryLimit: number }[]> {
  return await db.$queryRaw`SELECT state::text, retry_limit AS "retryLimit" FROM pgboss.job WHERE data ->> 'captureId' = ${captureId}`
}

test('[OP-20] a job exists if and only if the transaction that caused it was committed', async () => {
  const undone = randomUUID()
  const failing = db.$transaction(async (tx) => {
    await enqueue(tx, 'evidence.capture', { captureId: undone })
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await jobsFor(undone)).toEqual([])
  expect(await jobsFor(await add())).toEqual([{ state: 'created', retryLimit: 2 }])
})

test('[OP-20a] of several nodes one does a job', async () => {
  const done: string[] = []
  const wanted = await Promise.all(Array.from({ length: 12 }, () => add()))
  const work = async ({ captureId }: { captureId: string }) => void done.push(captureId)
  node(work)
  node(work)
  await vi.waitFor(() => expect(done).toEqual(expect.arrayContaining(wanted)), 30_000)
  expect(new Set(done).size).toBe(done.length)
})

test('[OP-20b] what failed is tried again', async () => {
  const tries: string[] = []
  const captureId = await add()
  node(async (data) => {
    if (data.captureId !== captureId) return
    tries.push(captureId)
    if (tries.length === 1) throw new Error('the network was away')
  })
  await vi.waitFor(async () => expect(await jobsFor(captureId)).toEqual([expect.objectContaining({ state: 'retry' })]), 20_000)
  // Its time of waiting has passed.
  await db.$executeRaw`UPDATE pgboss.job SET start_after = now() WHERE data ->> 'captureId' = ${captureId}`
  await vi.waitFor(async () => expect(await jobsFor(captureId)).toEqual([expect.objectContaining({ state: 'completed' })]), 20_000)
  expect(tries).toHaveLength(2)
})

test('[OP-20c] the job of a node that died is given to another', async () => {
  const captureId = await add()
  // As a killed node leaves it: taken, and silent ever since.
  await db.$executeRaw`UPDATE pgboss.job SET state = 'active', started_on = now() - interval '1 hour', heartbeat_on = now() - interval '1 hour' WHERE data ->> 'captureId' = ${captureId}`
  const done: string[] = []
  node(async (data) => void done.push(data.captureId))
  await vi.waitFor(async () => {
    await db.$executeRaw`UPDATE pgboss.job SET start_after = now() WHERE data ->> 'captureId' = ${captureId} AND state = 'retry'`
    expect(done).toContain(captureId)
  }, 30_000)
})

test('[OP-20d] a node that stops lets its running job end, and leaves none half done', async () => {
  const captureId = await add()
  const [started, begin] = gate()
  const [released, release] = gate()
  const jobs = node(async (data) => {
    if (data.captureId !== captureId) return
    begin()
    await released
  })
  await started
  expect(jobs.state()).toBe('ok')
  const stopped = jobs.stop(10_000)
  expect(jobs.state()).toBe('stopped')
  release()
  await stopped
  expect(await jobsFor(captureId)).toEqual([expect.objectContaining({ state: 'completed' })])
  expect(await db.$queryRaw`SELECT id FROM pgboss.job WHERE state = 'active'`).toEqual([])
  const later = await add()
  expect(await jobsFor(later)).toEqual([expect.objectContaining({ state: 'created' })])
})

test('[OP-20e] of jobs with one key only one waits', async () => {
  const captureId = randomUUID()
  const startAfter = new Date(Date.now() + 3_600_000)
  for (let n = 0; n < 3; n += 1) await add(captureId, { onceFor: captureId, startAfter })
  expect(await jobsFor(captureId)).toHaveLength(1)
})

test('[OP-20f] a node whose database is away says so and goes on trying', async () => {
  const jobs = node(async () => undefined, 'postgresql://nobody@127.0.0.1:9/stet')
  expect(jobs.state()).toBe('stopped')
})
