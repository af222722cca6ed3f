import { z } from 'zod'
import type { BOARD_MARKS, BoardItem, BoardQuery } from '#lib/api/schemas/claims.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { PRIORITIES } from '#lib/domain/claims/terms.ts'
import { inState } from '../claims/state-sql.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { desksOf } from '../review/load-article.ts'
import { Statement } from '../search/statement.ts'
import { loadBoardRows } from './board-rows.ts'
import { BOARD_ORDER, BOARD_TABLES, STANDS } from './board-sql.ts'

const MARKS: Record<(typeof BOARD_MARKS)[number], string> = {
  query: 'EXISTS (SELECT 1 FROM author_query asked WHERE asked.claim_id = claim.id AND asked.closed_at IS NULL)',
  legal: 'claim.legal_flag',
}

/** Whose the claim is: as the board's rows say it. */
const ASKED = `SELECT task.assignee_id FROM task WHERE task.claim_id = claim.id AND task.state IN ('open', 'in_checking', 'done')
  ORDER BY task.state = 'done', task.created_at DESC LIMIT 1`

/** WO-1: every claim of the person's desks, assigned or not, urgent ones first, then by age. */
export async function listBoard(ctx: QueryContext, { limit = 500, ...query }: Partial<BoardQuery>): Promise<Page<BoardItem>> {
  const rows = await loadBoardRows(ctx, await findIds(ctx, query, limit + 1))
  return pageOf('board', rows, limit, {
    item: ({ item }) => item,
    key: ({ item: { priority, id }, createdAt }) => [priority, createdAt.toISOString(), id],
  })
}

/** Which stand on the page, in their order: filtered by the database, so that a page is full and its cursor right. */
async function findIds(
  { actor, db }: QueryContext,
  { deskId, articleId, state, marked, assignee, cursor }: Partial<BoardQuery>,
  take: number,
): Promise<string[]> {
  const desks = desksOf(actor).filter((id) => deskId === undefined || id === deskId)
  const statement = new Statement()
  statement.where(`article.desk_id = ANY(${statement.value(desks)}::uuid[]) AND ${STANDS}`)
  if (articleId !== undefined) statement.where(`article.id = ${statement.value(articleId)}::uuid`)
  if (marked !== undefined) statement.where(MARKS[marked])
  if (assignee === 'nobody') statement.where(`NOT EXISTS (${ASKED})`)
  else if (assignee !== undefined) statement.where(`(${ASKED}) = ${statement.value(assignee === 'me' ? actor.userId : assignee)}::uuid`)
  if (state !== undefined) statement.where(inState(state))
  const place = decodeCursor('board', cursor, [z.enum(PRIORITIES), z.iso.datetime(), z.uuid()])
  if (place) {
    const [priority, at, id] = place.map((part) => statement.value(part))
    statement.where(`(claim.priority < ${priority}::"Priority" OR (claim.priority = ${priority}::"Priority"
      AND (claim.created_at, claim.id) > (${at}::timestamptz, ${id}::uuid)))`)
  }
  const found = await prismaSql(db).query<{ id: string }>(
    `SELECT claim.id FROM ${BOARD_TABLES} WHERE ${statement.condition} ORDER BY ${BOARD_ORDER} LIMIT ${statement.value(take)}::int`,
    statement.values,
  )
  return found.map(({ id }) => id)
}
