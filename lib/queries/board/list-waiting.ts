import type { BoardItem } from '#lib/api/schemas/claims.ts'
import { prismaSql } from '#lib/db/sql.ts'
import type { ClaimState } from '#lib/domain/claims/terms.ts'
import { inState } from '../claims/state-sql.ts'
import type { QueryContext } from '../context.ts'
import { desksOf } from '../review/load-article.ts'
import { loadBoardRows } from './board-rows.ts'
import { BOARD_ORDER, BOARD_TABLES, STANDS } from './board-sql.ts'

const PROPOSED = `EXISTS (SELECT 1 FROM wording_proposal proposed
  WHERE proposed.claim_id = claim.id AND proposed.decided_at IS NULL AND proposed.before_hash = claim.wording_hash)`

export interface Waiting {
  deskId?: string
  /** Of each state, and of the proposed, at most so many. */
  limit: number
  states: readonly ClaimState[]
  /** Also those with a proposed wording that the person may decide on, whatever their state. */
  proposed?: boolean
}

/** WO-1g: claims that wait for something, each once. However many are verified, these are found. */
export async function listWaiting(ctx: QueryContext, { deskId, limit, states, proposed = false }: Waiting): Promise<BoardItem[]> {
  const desks = desksOf(ctx.actor).filter((id) => deskId === undefined || id === deskId)
  const kinds = [...states.map(inState), ...(proposed ? [PROPOSED] : [])]
  const each = kinds.map(
    (kind) => `(SELECT claim.id FROM ${BOARD_TABLES} WHERE article.desk_id = ANY($1::uuid[]) AND ${STANDS} AND ${kind} ORDER BY ${BOARD_ORDER} LIMIT $2::int)`,
  )
  const found = await prismaSql(ctx.db).query<{ id: string }>(each.join(' UNION ALL '), [desks, limit])
  const rows = await loadBoardRows(ctx, [...new Set(found.map(({ id }) => id))])
  return rows.filter((item) => states.includes(item.state) || item.openProposals > 0)
}
