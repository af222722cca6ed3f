import { z } from 'zod'
import type { BoardFilter, BoardQuery } from '#lib/api/schemas/board.ts'
import type { BoardItem } from '#lib/api/schemas/claims.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { type BoardMark, STATES_BY_PROGRESS } from '#lib/domain/claims/board.ts'
import { CLAIM_STATES } from '#lib/domain/claims/terms.ts'
import { inAny } from '../claims/state-sql.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { desksOf } from '../review/load-article.ts'
import { Statement } from '../search/statement.ts'
import { after, boardOrder, columnOf, cursorOf, orderBy, partsOf } from './board-order.ts'
import { loadBoardRows } from './board-rows.ts'
import { BOARD_TABLES, STANDS } from './board-sql.ts'
import { type AskedTasks, askedTasks, isAskedFor, IS_NOBODYS, isWithSql, shownTaskSql } from './board-tasks.ts'

const MARKS: Record<BoardMark, string> = {
  query: 'EXISTS (SELECT 1 FROM author_query asked WHERE asked.claim_id = claim.id AND asked.closed_at IS NULL)',
  legal: 'claim.legal_flag',
  high: "claim.priority = 'high'",
}

/** WO-1a: every claim of the person's desks, assigned or not; in the order that was asked for, or urgent ones first and then by age. */
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

/** Which stand on the page, in their order: filtered by the database, so that a page is full and its cursor right. */
async function find(ctx: QueryContext, { query, cursor, ...wanted }: Wanted & { cursor: string | undefined }): Promise<Found[]> {
  const parts = partsOf(boardOrder(query.sort, () => ''))
  if (columnOf(query.sort) !== 'state') return await select(ctx, { query, ...wanted, place: decodeCursor(listOf(query), cursor, parts) })
  // A state is not stored: one after the other they are asked for until the page is full.
  const asked = STATES_BY_PROGRESS.filter((state) => query.state?.includes(state) ?? true)
  const states = query.sort === '-state' ? asked.toReversed() : asked
  const [from, ...place] = decodeCursor(listOf(query), cursor, [z.enum(CLAIM_STATES), ...parts]) ?? []
  const found: Found[] = []
  for (const state of states.slice(
    Math.max(
      0,
      states.findIndex((each) => each === from),
    ),
  )) {
    const left = wanted.take - found.length
    if (left === 0) break
    const rows = await select(ctx, { ...wanted, query: { ...query, state: [state] }, take: left, place: state === from ? place : null })
    found.push(...rows.map(({ id, key }) => ({ id, key: [state, ...key] })))
  }
  return found
}

async function select({ db }: QueryContext, { query, desks, asked, take, place }: Wanted & { place: readonly unknown[] | null }): Promise<Found[]> {
  const { articleId, state, marked, assignee, sort } = query
  const statement = new Statement()
  const order = boardOrder(sort, () => shownTaskSql(asked, statement))
  statement.where(`article.desk_id = ANY(${statement.value(desks)}::uuid[]) AND ${STANDS}`)
  if (articleId !== undefined) statement.where(`article.id = ${statement.value(articleId)}::uuid`)
  if (marked !== undefined) statement.where(MARKS[marked])
  if (assignee === 'nobody') statement.where(IS_NOBODYS)
  if (asked.person !== undefined || asked.due.length > 0) statement.where(isWithSql(asked, statement))
  if (state !== undefined) statement.where(inAny(state))
  if (place) statement.where(after(order, place, statement))
  return await prismaSql(db).query<Found>(
    `SELECT claim.id, ${cursorOf(order)} AS key FROM ${BOARD_TABLES} ${order.tables}
     WHERE ${statement.condition} ORDER BY ${orderBy(order)} LIMIT ${statement.value(take)}::int`,
    statement.values,
  )
}
