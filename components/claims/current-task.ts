import type { ClaimDto, TaskDto } from '#lib/api/schemas/claims.ts'

/** The newest task that came to its end by its holder's answer. */
export function answeredTask(claim: ClaimDto): TaskDto | undefined {
  return claim.tasks.filter((task) => task.state === 'done' && task.ended === null).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0]
}

/** The task under way: the newest that is neither done nor cancelled. */
export function currentTask(claim: ClaimDto): TaskDto | undefined {
  return activeTasks(claim)[0]
}

/** All that are neither done nor cancelled, newest first: where checkers differ, those of both. */
export function activeTasks(claim: ClaimDto): TaskDto[] {
  return claim.tasks.filter(isUnderWay).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
}

/** Neither done nor cancelled. */
export function isUnderWay({ state }: Pick<TaskDto, 'state'>): boolean {
  return state === 'open' || state === 'in_checking'
}

/** The task that ended last, where it ended by its holder's giving it back or for their part in the words. */
export function returnedTask(claim: ClaimDto): TaskDto | undefined {
  const last = claim.tasks.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0]
  return last?.ended === 'handed_back' || last?.ended === 'own_words' ? last : undefined
}
