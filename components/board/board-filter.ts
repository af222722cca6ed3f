import type { BoardItem } from '#lib/api/schemas/claims.ts'
import type { ClaimState } from '#lib/domain/claims/terms.ts'

/** The columns of the board, from nobody's to done; every state stands in one. */
export const BOARD_COLUMNS = [
  { key: 'open', states: ['open', 'reopened', 'detached'] },
  { key: 'asked', states: ['assigned'] },
  { key: 'checking', states: ['in_checking', 'awaiting_second', 'disputed'] },
  { key: 'author', states: ['needs_wording', 'incorrect', 'unverifiable'] },
  { key: 'done', states: ['verified', 'waived'] },
] as const satisfies { key: string; states: ClaimState[] }[]

export type BoardColumn = (typeof BOARD_COLUMNS)[number]

export function inColumn(items: readonly BoardItem[], column: BoardColumn): BoardItem[] {
  const states: readonly ClaimState[] = column.states
  return items.filter((item) => states.includes(item.state))
}
