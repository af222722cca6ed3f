/** WO-1k, WO-1m: the orders of the board, and in each where a page ends and the next begins. */
import { z } from 'zod'
import type { BoardColumnKey, BoardSort, BoardUrgency } from '#lib/domain/claims/board.ts'
import { CLAIM_KINDS, PRIORITIES } from '#lib/domain/claims/terms.ts'
import { rowNumber } from '../cursor.ts'
import type { Statement } from '../search/statement.ts'
import { dueSoonest } from './board-tasks.ts'

/** One thing that claims are ordered by; never null. */
interface Key {
  sql: string
  /** Of the database, and what may stand for it in a cursor. */
  type: string
  schema: z.ZodType<string | number>
  desc?: boolean
}

export interface BoardOrder {
  /** Joins of its own. */
  tables: string
  keys: readonly Key[]
}

const PRIORITY: Key = { sql: 'claim.priority', type: '"Priority"', schema: z.enum(PRIORITIES), desc: true }
const INSTANT = { type: 'timestamptz', schema: z.iso.datetime({ offset: true }) } as const
const TAGGED: Key = { sql: 'claim.created_at', ...INSTANT }
const ID: Key = { sql: 'claim.id', type: 'uuid', schema: z.uuid() }
const BY_PRIORITY = [PRIORITY, TAGGED, ID] as const

/** As much of a name or headline as a cursor has room for. */
const LETTERS = 40
const flag = z.enum(['true', 'false'])

/** The task that the claim's row shows, for those orders that need it. */
const shownTask = (shown: string) => `
  LEFT JOIN LATERAL (${shown}) shown ON true
  LEFT JOIN "user" person ON person.id = shown.assignee_id`

/** What stands in a column, without what makes the order whole. What is empty comes last, either way round. */
const COLUMNS: Record<Exclude<BoardColumnKey, 'state'>, { keys: Key[]; task?: true; last?: Key[] }> = {
  claim: {
    keys: [
      { sql: `left(lower(article.title), ${LETTERS})`, type: 'text', schema: z.string() },
      { sql: 'article.id', type: 'uuid', schema: z.uuid() },
      { sql: 'claim.number', type: 'int', schema: rowNumber },
    ],
  },
  kind: { keys: [{ sql: 'claim.kind', type: '"ClaimKind"', schema: z.enum(CLAIM_KINDS) }] },
  tagged: { keys: [TAGGED] },
  assignee: {
    task: true,
    last: [{ sql: '(person.id IS NULL)', type: 'boolean', schema: flag }],
    keys: [{ sql: `coalesce(left(lower(person.name), ${LETTERS}), '')`, type: 'text', schema: z.string() }],
  },
  due: {
    task: true,
    last: [{ sql: '(shown.due_at IS NULL)', type: 'boolean', schema: flag }],
    keys: [{ sql: 'coalesce(shown.due_at, to_timestamp(0))', ...INSTANT }],
  },
}

/** WO-1m: among claims that are equally urgent. What is due comes by its time. */
export function urgencyOrder({ due }: Pick<BoardUrgency, 'due'>, now: () => string): BoardOrder {
  const timed = due === 'late' || due === 'soon'
  // A constant is no part of the order, so that its index still serves.
  const soonest = { ...INSTANT, sql: timed ? 'soonest.due_at' : 'to_timestamp(0)' }
  return { tables: timed ? `JOIN (${dueSoonest(due, now())}) soonest ON soonest.claim_id = claim.id` : '', keys: [soonest, ...BY_PRIORITY] }
}

/** `shown`: the statement for the task that a claim's row shows. By state they are ordered state by state instead. */
export function boardOrder(sort: BoardSort, shown: () => string): BoardOrder {
  const desc = sort.startsWith('-')
  const column = columnOf(sort)
  if (column === 'state') return { tables: '', keys: BY_PRIORITY }
  const { keys, task, last = [] } = COLUMNS[column]
  const own = keys.map((key) => ({ ...key, desc }))
  const ties = BY_PRIORITY.filter(({ sql }) => !own.some((key) => key.sql === sql))
  return { tables: task ? shownTask(shown()) : '', keys: [...last, ...own, ...ties] }
}

/** A place in this order, as a cursor's parts are checked. */
export function partsOf({ keys }: BoardOrder): [z.ZodType<string | number>, ...z.ZodType<string | number>[]] {
  const [first = ID, ...rest] = keys
  return [first.schema, ...rest.map(({ schema }) => schema)]
}

export function columnOf(sort: BoardSort): BoardColumnKey {
  // A sort is a column's key, with or without a minus.
  return sort.replace(/^-/, '') as BoardColumnKey
}

export function orderBy({ keys }: BoardOrder): string {
  return keys.map(({ sql, desc }) => (desc ? `${sql} DESC` : sql)).join(', ')
}

/** The keys of a row as its cursor holds them. */
export function cursorOf({ keys }: BoardOrder): string {
  const text = ({ sql, type }: Key) => (type === 'timestamptz' ? `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : `(${sql})::text`)
  return `ARRAY[${keys.map(text).join(', ')}]`
}

/** What comes after a row with these keys. */
export function after({ keys }: BoardOrder, place: readonly unknown[], statement: Statement): string {
  const values = keys.map(({ type }, index) => `${statement.value(String(place[index]))}::text::${type}`)
  const beyond = keys.map(({ sql, desc }, index) => {
    const same = keys.slice(0, index).map((key, before) => `${key.sql} = ${values[before]}`)
    return `(${[...same, `${sql} ${desc ? '<' : '>'} ${values[index]}`].join(' AND ')})`
  })
  return `(${beyond.join(' OR ')})`
}
