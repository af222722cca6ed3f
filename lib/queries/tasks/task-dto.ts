import type { TaskDto } from '#lib/api/schemas/claims.ts'
import type { PersonRef } from '#lib/api/schemas/common.ts'
import type { ClaimRow } from '../claims/claim-rows.ts'

export type TaskRow = ClaimRow['tasks'][number]

interface Around {
  person: (id: string) => PersonRef
  now: Date
  /** Of the claim's desk. */
  timeZone: string
}

export function taskDto(task: TaskRow, { person, now, timeZone }: Around): TaskDto {
  const { id, claimId, state, secondCheck, question, dueAt, createdAt, ended, endReason } = task
  return {
    id,
    claimId,
    state,
    assignee: person(task.assigneeId),
    createdBy: person(task.createdById),
    question,
    dueAt: dueAt?.toISOString() ?? null,
    timeZone,
    overdue: isActive(task) && dueAt !== null && dueAt < now,
    secondCheck,
    createdAt: createdAt.toISOString(),
    ended,
    endReason,
  }
}

export function isActive({ state }: Pick<TaskRow, 'state'>): boolean {
  return state === 'open' || state === 'in_checking'
}
