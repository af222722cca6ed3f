/** CL-6j: who said of which claim that one check is enough, and why. Read from the record, which keeps it of removed claims too. */
import { z } from 'zod'
import type { ReviewDto } from '#lib/api/schemas/review.ts'
import type { Tx } from '#lib/db/client.ts'
import { personRefs } from '../people/person-refs.ts'

const saidSchema = z.object({ number: z.number(), wording: z.string(), reason: z.string() })

export async function loadEndedChecks(db: Tx, articleId: string): Promise<ReviewDto['endedChecks']> {
  const events = await db.auditEvent.findMany({
    where: { chain: articleId, action: 'claim.second_check_ended' },
    orderBy: { seq: 'desc' },
    select: { at: true, actorId: true, subject: true, data: true },
  })
  if (events.length === 0) return []
  const ids = events.map(({ subject }) => subject.slice('claim:'.length))
  const removed = await db.claim.findMany({ where: { id: { in: ids }, removedAt: { not: null } }, select: { id: true } })
  const person = await personRefs(
    db,
    events.flatMap(({ actorId }) => actorId ?? []),
  )
  return events.flatMap(({ at, actorId, data }, index) => {
    const [id, { number, wording, reason }] = [ids[index], saidSchema.parse(JSON.parse(data))]
    if (id === undefined || actorId === null) return []
    return [{ claim: { id, number, wording, removed: removed.some((claim) => claim.id === id) }, by: person(actorId), at: at.toISOString(), reason }]
  })
}
