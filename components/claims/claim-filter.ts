import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { activeTasks } from './current-task.ts'

export const CLAIM_FILTERS = ['all', 'toClear', 'mine', 'reopened'] as const
export type ClaimFilter = (typeof CLAIM_FILTERS)[number]

/** Publication waits for it. */
export function isToClear({ blocking, quoteAltered }: Pick<ClaimDto, 'blocking' | 'quoteAltered'>): boolean {
  return blocking || quoteAltered
}

export function passes(claim: ClaimDto, filter: ClaimFilter, userId: string): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'toClear':
      return isToClear(claim)
    case 'mine':
      return activeTasks(claim).some(({ assignee }) => assignee.id === userId) || claim.queries.some((query) => isTurnOf(query, userId))
    case 'reopened':
      return claim.state === 'reopened'
  }
}

function isTurnOf({ waitsOn, authors, askedBy, handedTo }: ClaimDto['queries'][number], userId: string): boolean {
  if (waitsOn === 'author') return authors.some(({ id }) => id === userId)
  return waitsOn === 'asker' && (handedTo ?? askedBy).id === userId
}
