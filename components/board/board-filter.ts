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

/** `me`, `nobody`, or a person's id; null: whoever has it. */
export type AssigneeFilter = string | null

export function byAssignee(items: readonly BoardItem[], assignee: AssigneeFilter, myId: string): BoardItem[] {
  if (assignee === null) return [...items]
  if (assignee === 'nobody') return items.filter((item) => item.task === null)
  const id = assignee === 'me' ? myId : assignee
  return items.filter((item) => item.task?.assignee.id === id)
}

export function inColumn(items: readonly BoardItem[], column: BoardColumn): BoardItem[] {
  const states: readonly ClaimState[] = column.states
  return items.filter((item) => states.includes(item.state))
}

/** Whoever has a claim of the list, by name, each once. */
export function assigneesOf(items: readonly BoardItem[]): { id: string; name: string }[] {
  const people = new Map(items.flatMap((item) => (item.task ? [[item.task.assignee.id, item.task.assignee]] : [])))
  return [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}
