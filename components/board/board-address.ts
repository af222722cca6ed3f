import type { BoardFilter } from '#lib/api/schemas/claims.ts'
import type { ClaimState } from '#lib/domain/claims/terms.ts'

/** The parameter of the board's address that each part of a filter is. */
const PARAMETERS = { deskId: 'desk', articleId: 'article', state: 'state', marked: 'marked', assignee: 'assignee' } as const

/** Where the board shows what the filter lets through. */
export function boardAddress(filter: BoardFilter): string {
  const search = new URLSearchParams()
  for (const [part, name] of Object.entries(PARAMETERS)) {
    const value = filter[part as keyof typeof PARAMETERS]
    if (value !== undefined) search.set(name, value)
  }
  return search.size > 0 ? `/verification?${search.toString()}` : '/verification'
}

/** The board's filter by the one state that all of these are in; none where they are in several. */
export function onlyState(claims: readonly { state: ClaimState }[]): BoardFilter {
  const state = claims[0]?.state
  return state !== undefined && claims.every((claim) => claim.state === state) ? { state } : {}
}
