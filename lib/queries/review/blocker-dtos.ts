import type { BlockerDto } from '#lib/api/schemas/review.ts'
import type { Blocker } from '#lib/domain/gate/gate.ts'

/** As the API answers them. */
export function blockerDtos(blockers: readonly Blocker[]): BlockerDto[] {
  return blockers.map(({ code, message, href }) => ({ code, message, href }))
}
