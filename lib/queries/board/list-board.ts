import { z } from 'zod'
import type { BoardFilter, BoardQuery } from '#lib/api/schemas/board.ts'
import type { BoardItem } from '#lib/api/schemas/claims.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { BOARD_URGENCIES, type BoardMark, type BoardSort, STATES_BY_PROGRESS } from '#lib/domain/claims/board.ts'
import { CLAIM_STATES } from '#lib/domain/claims/terms.ts'
import { inAny } from '../claims/state-sql.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { desksOf } from '../review/load-article.ts'
import { Statement } from '../search/statement.ts'
import { after, type BoardOrder, boardOrder, columnOf, cursorOf, orderBy, partsOf, urgencyOrder } from './board-order.ts'
import { loadBoardRows } from './board-rows.ts'
import { BOARD_TABLES, STANDS } from './board-sql.ts'
import { type AskedTasks, askedTasks, isAskedFor, IS_NOBODYS, isNotDue, isWithSql, shownTaskSql } from './board-tasks.ts'

const MARKS: Record<BoardMark, string> = {
  query: 'EXISTS (SELECT 1 FROM author_query asked WHERE asked.claim_id = claim.id AND asked.closed_at IS NULL)',
  legal: 'claim.legal_flag',
  high: "claim.priority = 'high'",
}

/** WO-1a: every claim of the person's desks, assigned or not; in the order that was asked for, or the urgent ones first (WO-1m). */
export async function listBoard(ctx: QueryContext, { limit = 500, cursor, ...query }: Partial<BoardQuery>): Promise<Page<BoardItem>> {
  const desks = desksOf(ctx.actor).filter((id) => query.deskId === undefined || id === query.deskId)
  const asked = await askedTasks(ctx, desks, query)
  const found = await find(ctx, { query, cursor, desks, asked, take: limit + 1 })
  const { items, nextCursor } = pageOf(listOf(query), found, limit, { item: ({ id }) => id, key: ({ key }) => key })
  return { items: await loadBoardRows(ctx, items, (task, deskId) => isAskedFor(asked, task, deskId)), nextCursor }
}

/** A cursor is of one order. */
const listOf = ({ sort }: BoardFilter) => (sort === undefined ? 'board' : `board ${sort}`)

interface Wanted {
  query: BoardFilter
  desks: readonly string[]
  asked: AskedTasks
  take: number
}

interface Found {
  id: string
  /** Where the page that begins after it begins. */
  key: string[]
}

/** A part of the list, which comes whole before the next one. */
interface Step {
  name: string
  narrowed: BoardFilter
  order: (statement: Statement) => BoardOrder
  where?: (statement: Statement) => string
}

/** Which stand on the page, in their order: filtered by the database, so that a page is full and its cursor right. */
async function find(ctx: QueryContext, { query, cursor, ...wanted }: Wanted & { cursor: string | undefined }): Promise<Found[]> {
  const { sort } = query
  if (sort === undefined) return await findByUrgency(ctx, { query, cursor, ...wanted })
  if (columnOf(sort) === 'state') return await findByState(ctx, { query, sort, cursor, ...wanted })
  const order = (statement: Statement) => boardOrder(sort, () => shownTaskSql(wanted.asked, statement))
  const place = decodeCursor(listOf(query), cursor, partsOf(boardOrder(sort, () => '')))
  return await select(ctx, { ...wanted, step: { name: '', narrowed: query, order }, place })
}

/** WO-1m. The pages after the first go by the first one's time, so that nothing that becomes late meanwhile falls between two. */
async function findByUrgency(ctx: QueryContext, { query, cursor, ...wanted }: Wanted & { cursor: string | undefined }): Promise<Found[]> {
  const parts = partsOf(urgencyOrder({ due: null }, () => ''))
  const last = decodeCursor(listOf(query), cursor, [z.iso.datetime(), z.enum(BOARD_URGENCIES.map(({ key }) => key)), ...parts])
  const [first, from, ...place] = last ?? []
  const at = typeof first === 'string' ? first : wanted.asked.now.toISOString()
  const steps = BOARD_URGENCIES.map(({ key, due, states }): Step => {
    const now = (statement: Statement) => `${statement.value(at)}::timestamptz`
    return {
      name: key,
      narrowed: { ...query, state: states.filter((state) => query.state?.includes(state) ?? true) },
      order: (statement) => urgencyOrder({ due }, () => now(statement)),
      ...(due === 'no' && { where: (statement) => isNotDue(now(statement)) }),
    }
  })
  const found = await walk(ctx, steps, { ...wanted, from, place })
  return found.map(({ id, key }) => ({ id, key: [at, ...key] }))
}

/** A state is not stored: one after the other they are asked for until the page is full. */
async function findByState(ctx: QueryContext, { query, sort, cursor, ...wanted }: Wanted & { sort: BoardSort; cursor: string | undefined }): Promise<Found[]> {
  const order = boardOrder(sort, () => '')
  const [from, ...place] = decodeCursor(listOf(query), cursor, [z.enum(CLAIM_STATES), ...partsOf(order)]) ?? []
  const asked = STATES_BY_PROGRESS.filter((state) => query.state?.includes(state) ?? true)
  const steps = asked.map((state): Step => ({ name: state, narrowed: { ...query, state: [state] }, order: () => order }))
  return await walk(ctx, sort === '-state' ? steps.toReversed() : steps, { ...wanted, from, place })
}

/** From a place in the step `from` on, or from the beginning. The name of its step comes first in the key of each. */
async function walk(
  ctx: QueryContext,
  steps: readonly Step[],
  { from, place, take, ...wanted }: Omit<Wanted, 'query'> & { from: unknown; place: readonly unknown[] },
): Promise<Found[]> {
  const begin = steps.findIndex(({ name }) => name === from)
  const found: Found[] = []
  for (const step of steps.slice(Math.max(0, begin))) {
    const left = take - found.length
    if (left === 0) break
    const rows = await select(ctx, { ...wanted, step, take: left, place: step.name === from ? place : null })
    found.push(...rows.map(({ id, key }) => ({ id, key: [step.name, ...key] })))
  }
  return found
}

async function select(
  { db }: QueryContext,
  { step, desks, asked, take, place }: Omit<Wanted, 'query'> & { step: Step; place: readonly unknown[] | null },
): Promise<Found[]> {
  const { articleId, state, marked, assignee } = step.narrowed
  if (state?.length === 0) return []
  const statement = new Statement()
  const order = step.order(statement)
  statement.where(`article.desk_id = ANY(${statement.value(desks)}::uuid[]) AND ${STANDS}`)
  if (articleId !== undefined) statement.where(`article.id = ${statement.value(articleId)}::uuid`)
  if (marked !== undefined) statement.where(MARKS[marked])
  if (assignee === 'nobody') statement.where(IS_NOBODYS)
  if (asked.person !== undefined || asked.due.length > 0) statement.where(isWithSql(asked, statement))
  if (step.where) statement.where(step.where(statement))
  if (state !== undefined) statement.where(inAny(state))
  if (place) statement.where(after(order, place, statement))
  return await prismaSql(db).query<Found>(
    `SELECT claim.id, ${cursorOf(order)} AS key FROM ${BOARD_TABLES} ${order.tables}
     WHERE ${statement.condition} ORDER BY ${orderBy(order)} LIMIT ${statement.value(take)}::int`,
    statement.values,
  )
}
