import type { BlockerDto } from '#lib/api/schemas/review.ts'
import type { ApiProblem } from '#lib/client/api.ts'

/** The blockers that a refusal of the gate carries. */
export function blockersOf(problem: ApiProblem): BlockerDto[] {
  const given = problem.members['blockers']
  return Array.isArray(given) ? given.filter(isBlocker) : []
}

/** What a publisher may override with a reason: the final approval, or that it was not quite four eyes. Never a claim. */
export function isLifted({ code, href }: Pick<BlockerDto, 'code' | 'href'>): boolean {
  return code === 'four-eyes' || href.endsWith('#sign-off-final')
}

function isBlocker(value: unknown): value is BlockerDto {
  if (typeof value !== 'object' || value === null) return false
  return ['code', 'message', 'href'].every((name) => typeof Reflect.get(value, name) === 'string')
}
