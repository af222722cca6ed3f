import type { BoardFilter } from '#lib/api/schemas/board.ts'
import { CLAIM_STATES, type ClaimState } from '#lib/domain/claims/terms.ts'

/** The parameter of the board's address that each part of a filter is. */
export const PARAMETERS = { deskId: 'desk', articleId: 'article', state: 'state', marked: 'marked', assignee: 'assignee', due: 'due', sort: 'sort' } as const

/** Where the board shows what the filter lets through. */
export function boardAddress(filter: BoardFilter): string {
  const search = new URLSearchParams()
  for (const [part, name] of Object.entries(PARAMETERS)) {
    const value = filter[part as keyof typeof PARAMETERS]
    if (value !== undefined) search.set(name, String(value))
  }
  // A comma between several reads better as it is.
  return search.size > 0 ? `/verification?${search.toString().replaceAll('%2C', ',')}` : '/verification'
}

/** The board's filter by the states that these are in. */
export function statesOf(claims: readonly { state: ClaimState }[]): BoardFilter {
  const state = CLAIM_STATES.filter((each) => claims.some((claim) => claim.state === each))
  return state.length > 0 ? { state } : {}
}
