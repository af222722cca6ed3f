/** WO-2k: one claim of many that are given to a person, inside a decision about its article. */
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { Priority } from '#lib/domain/claims/terms.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { isActive } from '#lib/queries/tasks/task-dto.ts'
import type { ServiceContext } from '../context.ts'
import { changeTask } from './change-task.ts'
import { setPriority } from './set-priority.ts'
import { type Asked, writeTask } from './write-task.ts'

/** Of one claim or of many. */
const ASKED_ALREADY = 'This person has been asked to check this already, by the same time.'

/**
 * Who is asked about it already is asked by another time or for something else. `instead` takes it from the others, of a
 * first and a second check the one that is meant. A refusal comes before anything is written. Answers the task.
 */
export async function askForClaim(
  tx: Tx,
  ctx: ServiceContext,
  claim: ClaimRow,
  { others, priority, ...asked }: Asked & { others: 'beside' | 'instead'; priority?: Priority | undefined },
): Promise<string> {
  const { assignee, dueAt, question, secondCheck } = asked
  const active = claim.tasks.filter(isActive)
  const own = active.find(({ assigneeId }) => assigneeId === assignee.id)
  const same = active.filter((task) => task.secondCheck === secondCheck)
  const taken = (others === 'beside' ? [] : same.length > 0 ? same : active).filter((task) => task !== own)
  const [first] = taken
  const kept = own ?? (first?.secondCheck === secondCheck ? first : undefined)
  const taskId = kept ? kept.id : await writeTask(tx, ctx, claim, asked)
  const changed = kept !== undefined && (await changeTask(tx, ctx, claim, { taskId, assigneeId: assignee.id, dueAt, question }))
  const left = taken.filter((task) => task !== kept)
  const isOtherwiseUrgent = await setPriority(tx, ctx, claim, priority)
  if (kept && !changed && left.length === 0 && !isOtherwiseUrgent) throw new AppError('conflict', { detail: ASKED_ALREADY })
  for (const { id } of left) await changeTask(tx, ctx, claim, { taskId: id, state: 'cancelled', reason: `${assignee.name} is asked instead.` })
  return taskId
}
