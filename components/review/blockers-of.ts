import type { BlockerDto } from '#lib/api/schemas/review.ts'
import type { ApiProblem } from '#lib/client/api.ts'

/** The blockers that a refusal of the gate carries. */
export function blockersOf(problem: ApiProblem): BlockerDto[] {
  const given = problem.members['blockers']
  return Array.isArray(given) ? given.filter(isBlocker) : []
}

function isBlocker(value: unknown): value is BlockerDto {
  if (typeof value !== 'object' || value === null) return false
  return ['code', 'message', 'href'].every((name) => typeof Reflect.get(value, name) === 'string')
}
