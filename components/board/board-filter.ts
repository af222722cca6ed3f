import type { BoardItem } from '#lib/api/schemas/claims.ts'
import type { BoardColumn } from '#lib/domain/claims/board.ts'
import type { ClaimState } from '#lib/domain/claims/terms.ts'

export function inColumn(items: readonly BoardItem[], column: BoardColumn): BoardItem[] {
  const states: readonly ClaimState[] = column.states
  return items.filter((item) => states.includes(item.state))
}
