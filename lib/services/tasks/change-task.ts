/** WO-2a: what changes of a task, inside a decision about its claim's article. What changes nothing is not recorded. */
import { isDeepStrictEqual } from 'node:util'
import type { UpdateTaskInput } from '#lib/api/schemas/claims.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { assertNotAsked, assertNotOwnWords } from './assignee.ts'

/** A refusal comes before anything is written. Whether a new assignee can be asked is for the caller to know. */
export async function changeTask(tx: Tx, ctx: ServiceContext, claim: ClaimRow, { taskId, ...wanted }: UpdateTaskInput & { taskId: string }): Promise<void> {
  const task = claim.tasks.find(({ id }) => id === taskId)
  if (!task) throw new AppError('not-found')
  const before = { state: task.state, assigneeId: task.assigneeId, dueAt: task.dueAt, question: task.question }
  const { assigneeId = before.assigneeId, question = before.question } = wanted
  // Whoever gets it has not begun.
  const { state = assigneeId === before.assigneeId ? before.state : 'open' } = wanted
  const dueAt = wanted.dueAt === undefined ? before.dueAt : wanted.dueAt && new Date(wanted.dueAt)
  const isActive = state === 'open' || state === 'in_checking'
  if (isActive) assertNotAsked(claim, assigneeId, taskId)
  if (isActive && assigneeId !== before.assigneeId) await assertNotOwnWords(tx, claim, assigneeId)
  const after = { state, assigneeId, dueAt, question }
  if (isDeepStrictEqual(before, after)) return
  const closedAt = state === 'done' || state === 'cancelled' ? ctx.now() : null
  await tx.task.update({ where: { id: taskId }, data: { ...after, closedAt } })
  await recordEvent(tx, {
    chain: claim.articleId,
    actor: ctx.actor,
    at: ctx.now(),
    action: 'task.updated',
    subject: `claim:${claim.id}`,
    data: { number: claim.number, taskId, before, after },
  })
}
