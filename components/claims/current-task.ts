import type { ClaimDto, TaskDto } from '#lib/api/schemas/claims.ts'

/** The task under way: the newest that is neither done nor cancelled. */
export function currentTask(claim: ClaimDto): TaskDto | undefined {
  return claim.tasks.filter((task) => task.state === 'open' || task.state === 'in_checking').toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0]
}
