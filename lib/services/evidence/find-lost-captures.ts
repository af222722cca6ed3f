/**
 * CL-7q: a capture waits for its job, and a job can be lost: the queue is in no backup, and a fault of ours ends it
 * after some tries. What waits without one is asked for again; what failed too often is told as failed.
 */
import { jobsByName } from '#lib/db/queue/jobs-by-name.ts'
import { enqueue } from '#lib/db/queue/enqueue.ts'
import type { SystemContext } from '../context.ts'
import { finishCapture } from './finish-capture.ts'

/** Of each kind in one run; the next finds the rest. */
const MOST = 1000
/** Jobs of one capture that ended in a fault, each tried several times. */
const ENOUGH = 2

export async function findLostCaptures(ctx: SystemContext): Promise<{ asked: number; givenUp: number }> {
  const waiting = await ctx.db.evidenceCapture.findMany({
    where: { state: 'queued', evidence: { withdrawnAt: null, claim: { removedAt: null } } },
    orderBy: { requestedAt: 'asc' },
    take: MOST,
    select: { id: true },
  })
  // Captures first, jobs second: both are written in one transaction, so the job of what was found is there or done with.
  const jobs = await jobsByName(ctx.db, 'evidence.capture', { field: 'captureId', names: waiting.map(({ id }) => id) })
  const lost = waiting.filter(({ id }) => !jobs.some((job) => job.name === id && job.waits))
  const faults = (id: string) => jobs.filter((job) => job.name === id && job.failed).length
  const hopeless = lost.filter(({ id }) => faults(id) >= ENOUGH)
  for (const { id } of hopeless) await finishCapture(ctx, id, { failure: 'fault', detail: null })
  const again = lost.filter((capture) => !hopeless.includes(capture))
  // Two that look at once add one job.
  await ctx.db.$transaction(async (tx) => {
    for (const { id } of again) await enqueue(tx, 'evidence.capture', { captureId: id }, { onceFor: id })
  })
  return { asked: again.length, givenUp: hopeless.length }
}
