/** WO-3l: what was said with a task that was handed back or withdrawn: a notice is written at the moment of it. */
import type { Tx } from '#lib/db/client.ts'

interface Told {
  action: string
  createdAt: Date
  claim: { id: string } | null
}

const ENDS = { 'task.handed_back': 'handed_back', 'task.withdrawn': 'withdrawn' } as const

function endOf({ action }: Told): 'handed_back' | 'withdrawn' | undefined {
  return action === 'task.handed_back' || action === 'task.withdrawn' ? ENDS[action] : undefined
}

export async function loadReasonsTold(db: Tx, rows: readonly Told[]): Promise<(row: Told) => string | null> {
  const about = rows.flatMap((row) => (endOf(row) && row.claim ? { claimId: row.claim.id, closedAt: row.createdAt } : []))
  if (about.length === 0) return () => null
  const ids = about.map(({ claimId }) => claimId)
  const tasks = await db.task.findMany({
    where: {
      endReason: { not: null },
      closedAt: { in: about.map(({ closedAt }) => closedAt) },
      // What was told of a claim that became part of another is about that one (WO-3i).
      OR: [{ claimId: { in: ids } }, { claim: { mergedIntoId: { in: ids } } }],
    },
    select: { claimId: true, ended: true, endReason: true, closedAt: true, claim: { select: { mergedIntoId: true } } },
  })
  return (row) => {
    const ended = endOf(row)
    const { claim } = row
    if (!ended || !claim) return null
    const task = tasks.find(
      (one) => one.ended === ended && one.closedAt?.getTime() === row.createdAt.getTime() && (one.claimId === claim.id || one.claim.mergedIntoId === claim.id),
    )
    return task?.endReason ?? null
  }
}
