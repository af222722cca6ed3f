import { isBlocking } from '#lib/domain/claims/state.ts'
import type { ClaimState } from '#lib/domain/claims/terms.ts'
import type { ArticleListItem } from '#lib/api/schemas/articles.ts'

export function claimCounts(states: readonly ClaimState[]): ArticleListItem['counts'] {
  const of = (state: ClaimState) => states.filter((candidate) => candidate === state).length
  return { total: states.length, open: states.filter(isBlocking).length, verified: of('verified'), reopened: of('reopened'), detached: of('detached') }
}
