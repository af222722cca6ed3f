/** What comes round by itself: captures without a job, and files that nothing names. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { sha256Hex } from '#lib/domain/sha256.ts'
import { diskStore } from '#lib/files/disk-store.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { clearFiles } from '#lib/services/evidence/clear-files.ts'
import { findLostCaptures } from '#lib/services/evidence/find-lost-captures.ts'
import { startJobs, type JobHandlers } from '#server/jobs/work.ts'
import { openNewsroom, refusal, tag, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const system = (now = new Date()) => ({ db: news.db, now: () => now, newId: () => randomUUID() })

async function aLink(confidential = false): Promise<{ claimId: string; evidenceId: string; captureId: string }> {
  const claimId = await tag(news.editor, await news.newArticle(), 'Turkey')
  const { evidenceId } = await addEvidence(news.checker, { claimId, type: 'link', url: 'https://example.org/', relation: 'supports', confidential })
  const { id } = await news.db.evidenceCapture.findFirstOrThrow({ where: { evidenceId } })
  return { claimId, evidenceId, captureId: id }
}

async function waiting(captureId: string): Promise<number> {
  const [found] = await news.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pgboss.job WHERE data ->> 'captureId' = ${captureId} AND state IN ('created', 'retry', 'active')`
  return found?.count ?? 0
}

/** As a restore leaves it: the queue is in no backup. */
async function loseJobs(captureId: string): Promise<void> {
  await news.db.$executeRaw`DELETE FROM pgboss.job WHERE data ->> 'captureId' = ${captureId}`
}

describe('a capture without a job', () => {
  it('[CL-7q] is asked for again, once; one that has a job is let be, and one of a removed claim too', async () => {
    const [lost, secret, fine, removed] = [await aLink(), await aLink(true), await aLink(), await aLink()]
    for (const { captureId } of [lost, secret, removed]) await loseJobs(captureId)
    await removeClaim(news.editor, { claimId: removed.claimId, reason: 'No claim.' })
    expect(await findLostCaptures(system())).toEqual({ asked: 2, givenUp: 0 })
    await findLostCaptures(system())
    expect(await Promise.all([lost, secret, fine, removed].map(({ captureId }) => waiting(captureId)))).toEqual([1, 1, 1, 0])
  })

  it('[CL-7q] whose jobs failed again and again is told as failed, and the record says so', async () => {
    const { claimId, captureId } = await aLink()
    for (const givenUp of [0, 1]) {
      await news.db.$executeRaw`UPDATE pgboss.job SET state = 'failed', completed_on = now() WHERE data ->> 'captureId' = ${captureId}`
      expect(await findLostCaptures(system())).toEqual({ asked: 1 - givenUp, givenUp })
    }
    const [evidence] = (await getClaim(news.checker, claimId)).evidence
    expect(evidence).toMatchObject({ captureState: 'failed', captures: [{ failure: 'fault' }] })
    expect(await findLostCaptures(system())).toEqual({ asked: 0, givenUp: 0 })
  })
})

describe('files that nothing names', () => {
  async function aStore() {
    const dir = await mkdtemp(path.join(tmpdir(), 'stet-upkeep-'))
    onTestFinished(() => rm(dir, { recursive: true }))
    const store = diskStore(dir)
    /** As if put two days ago. */
    async function old(text: string): Promise<string> {
      const sha256 = await store.put(new Uint8Array(Buffer.from(text)))
      const then = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000)
      await utimes(path.join(dir, sha256.slice(0, 2), sha256), then, then)
      return sha256
    }
    const names = async () =>
      (await readdir(dir, { recursive: true }))
        .filter((name) => name.length > 10)
        .map((name) => path.basename(name))
        .toSorted()
    return { store, old, names }
  }

  async function addFile(claimId: string, sha: { store: ReturnType<typeof diskStore> }, text: string, confidential = false) {
    const upload = { name: 'a.txt', bytes: new Uint8Array(Buffer.from(text)), store: sha.store }
    return await addEvidence(news.checker, { claimId, type: 'file', relation: 'supports', confidential }, upload)
  }

  it('[CL-7r] go after a day; never one that a row names, confidential or of a removed claim', async () => {
    const { store, old, names } = await aStore()
    const articleId = await news.newArticle()
    const [claimId, gone] = [await tag(news.editor, articleId, 'Turkey'), await tag(news.editor, articleId, 'drones')]
    await addFile(claimId, { store }, 'open')
    await addFile(claimId, { store }, 'secret', true)
    await addFile(gone, { store }, 'removed')
    await removeClaim(news.editor, { claimId: gone, reason: 'No claim.' })
    const kept = [await old('open'), await old('secret'), await old('removed')]
    // Refused after its bytes were put: somebody removed the claim meanwhile.
    const late = addFile(
      claimId,
      { store: { ...store, put: async (bytes) => (await removeClaim(news.editor, { claimId, reason: 'x' }), await store.put(bytes)) } },
      'late',
    )
    expect((await refusal(late)).code).toBe('not-found')
    const orphans = [await old('late'), await old('undone')]
    const fresh = await store.put(new Uint8Array(Buffer.from('just put')))
    expect(await clearFiles(system(), store)).toEqual({ cleared: 2, foreign: false })
    expect(await names()).toEqual([...kept, fresh].toSorted())
    expect(orphans).toEqual([sha256Hex('late'), sha256Hex('undone')])
  })

  it('[CL-7r] stay where somebody puts the same bytes again, or names them while they are looked at', async () => {
    const { store, old, names } = await aStore()
    const again = await old('again')
    await store.put(new Uint8Array(Buffer.from('again')))
    const putBefore = new Date(Date.now() - 24 * 60 * 60 * 1000)
    expect(await store.discard(again, { putBefore, unless: async () => false })).toBe(false)
    const wanted = await old('wanted')
    const duringIt: unknown[] = []
    const unless = async () => {
      // Nobody misses it while it is looked at, and who puts it now writes it anew.
      duringIt.push((await store.get(wanted)) !== null, await store.put(new Uint8Array(Buffer.from('wanted'))))
      return false
    }
    expect(await store.discard(wanted, { putBefore, unless })).toBe(true)
    expect(duringIt).toEqual([true, wanted])
    expect(await store.get(wanted)).not.toBeNull()
    expect(await names()).toEqual([again, wanted].toSorted())
    expect(await store.discard('../../etc/passwd', { putBefore, unless })).toBe(false)
  })

  it('[CL-7r] stay where the folder holds no file that this database names', async () => {
    const { store, old, names } = await aStore()
    const foreign = await old('of another newsroom')
    expect(await clearFiles(system(), store)).toEqual({ cleared: 0, foreign: true })
    expect(await names()).toEqual([foreign])
  })
})

it('[OP-20h] what comes round by itself is done when a node starts, and one job of it waits for the next time', async () => {
  const idle = async () => undefined
  const done = vi.fn(idle)
  const others = { 'evidence.capture': idle, 'mail.welcome': idle, 'mail.notices': idle }
  const handlers: JobHandlers = { ...others, 'evidence.lost-captures': done, 'evidence.clear-files': done }
  for (let node = 0; node < 2; node += 1) {
    const jobs = startJobs({ databaseUrl: news.url, handlers, log: pino({ level: 'silent' }), pollEvery: 0.5 })
    onTestFinished(() => jobs.stop(1000))
  }
  await vi.waitFor(() => expect(done.mock.calls.length).toBeGreaterThanOrEqual(2), 30_000)
  const read = async () =>
    await news.db.$queryRaw`SELECT name, count(*)::int AS count, min(start_after) > now() + interval '9 minutes' AS later FROM pgboss.job
      WHERE name IN ('evidence.lost-captures', 'evidence.clear-files') AND state = 'created' GROUP BY name ORDER BY name`
  await vi.waitFor(
    async () =>
      expect(await read()).toEqual([
        { name: 'evidence.clear-files', count: 1, later: true },
        { name: 'evidence.lost-captures', count: 1, later: true },
      ]),
    30_000,
  )
})
