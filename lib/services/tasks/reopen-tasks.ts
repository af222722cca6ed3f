/** What a claim's turn does to the tasks of those who had a part in checking it. */
import type { Tx } from '#lib/db/client.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'

/**
 * WO-2c: whoever had finished with the claim (of these, when given) has it on the list again, once each. Where nobody had,
 * since it was cleared without them, it is asked of who was asked last.
 */
export async function reopenTasks(tx: Tx, claim: ClaimRow, ofThese?: readonly string[]): Promise<void> {
  const newest = new Map(claim.tasks.map((task) => [task.assigneeId, task]))
  const done = [...newest.values()].filter(({ state, assigneeId }) => state === 'done' && (ofThese?.includes(assigneeId) ?? true))
  const finished = ofThese ? done : done.filter(({ ended }) => ended === null)
  const again = finished.length > 0 ? finished : done.toSorted((a, b) => Number(a.createdAt) - Number(b.createdAt)).slice(-1)
  await tx.task.updateMany({ where: { id: { in: again.map(({ id }) => id) } }, data: { state: 'open', closedAt: null, ended: null } })
}

/** A verdict finishes what its giver was asked for. */
export async function closeTasks(tx: Tx, claim: Pick<ClaimRow, 'id'>, { checkerIds, at }: { checkerIds: string[]; at: Date }): Promise<void> {
  await tx.task.updateMany({
    where: { claimId: claim.id, assigneeId: { in: checkerIds }, state: { in: ['open', 'in_checking'] } },
    data: { state: 'done', closedAt: at },
  })
}
