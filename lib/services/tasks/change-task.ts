/** WO-2a: what changes of a task, inside a decision about its claim's article. What changes nothing is not recorded. */
import { isDeepStrictEqual } from 'node:util'
import type { UpdateTaskInput } from '#lib/api/schemas/claims.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { Actor } from '#lib/policies/actor.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { personRefs } from '#lib/queries/people/person-refs.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { assertNotAsked, assertNotOwnWords, assertStillToCome } from './assignee.ts'

/**
 * A refusal comes before anything is written. Whether a new assignee can be asked is for the caller to know. Answers
 * whether anything changed.
 */
export async function changeTask(
  tx: Tx,
  ctx: ServiceContext,
  claim: ClaimRow,
  { taskId, reason, ...wanted }: UpdateTaskInput & { taskId: string },
): Promise<boolean> {
  const task = claim.tasks.find(({ id }) => id === taskId)
  if (!task) throw new AppError('not-found')
  const before = { state: task.state, assigneeId: task.assigneeId, dueAt: task.dueAt, question: task.question }
  const { assigneeId = before.assigneeId, question = before.question } = wanted
  // Whoever gets it has not begun.
  const { state = assigneeId === before.assigneeId ? before.state : 'open' } = wanted
  const dueAt = wanted.dueAt === undefined ? before.dueAt : wanted.dueAt === null ? null : new Date(wanted.dueAt)
  const isActive = state === 'open' || state === 'in_checking'
  if (isActive) assertNotAsked(claim, assigneeId, taskId)
  if (isActive && assigneeId !== before.assigneeId) await assertNotOwnWords(tx, claim, assigneeId)
  const at = ctx.now()
  if (!isDeepStrictEqual(dueAt, before.dueAt)) assertStillToCome(dueAt, at)
  const after = { state, assigneeId, dueAt, question }
  if (isDeepStrictEqual(before, after)) return false
  // How it came to its end, and when, stays said of one that stays ended.
  const isTurned = state !== before.state
  const ended = isTurned && state === 'cancelled' ? endOf(task, ctx.actor, reason) : null
  const end = { closedAt: isActive ? null : at, ended, endReason: ended && (reason ?? null) }
  await tx.task.update({ where: { id: taskId }, data: { ...after, ...(isTurned && end) } })
  const person = await personRefs(tx, [before.assigneeId, assigneeId])
  await recordEvent(tx, {
    chain: claim.articleId,
    actor: ctx.actor,
    at,
    action: 'task.updated',
    subject: `claim:${claim.id}`,
    data: {
      number: claim.number,
      taskId,
      before,
      after,
      assigneeName: person(before.assigneeId).name,
      toName: person(assigneeId).name,
      askedById: task.createdById,
      ...(ended && { ended, ...(reason !== undefined && { reason }) }),
    },
  })
  return true
}

/** WO-2n: who was asked gives it back, and says why to whoever asked; others take it back. */
function endOf({ assigneeId, createdById }: ClaimRow['tasks'][number], { userId }: Actor, reason: string | undefined): 'handed_back' | 'withdrawn' {
  if (userId !== assigneeId) return 'withdrawn'
  if (reason === undefined && createdById !== userId)
    throw new AppError('invalid-input', { errors: [{ field: 'reason', message: 'Say why you hand it back.' }] })
  return 'handed_back'
}
