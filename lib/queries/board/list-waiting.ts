import type { BoardItem } from '#lib/api/schemas/claims.ts'
import type { ClaimState } from '#lib/domain/claims/terms.ts'
import type { QueryContext } from '../context.ts'
import { listBoard } from './list-board.ts'

/** The claims in these states, of each state at most `limit`: however many are verified, those that wait are found. */
export async function listWaiting(ctx: QueryContext, of: { deskId?: string; limit: number }, states: readonly ClaimState[]): Promise<BoardItem[]> {
  const claims: BoardItem[] = []
  for (const state of states) claims.push(...(await listBoard(ctx, { ...of, state })).items)
  return claims
}

/** Claims with a proposed wording that waits for the author, whatever their state. */
export async function listProposed(ctx: QueryContext, { limit }: { limit: number }): Promise<BoardItem[]> {
  return (await listBoard(ctx, { limit, isProposed: true })).items.filter(({ openProposals }) => openProposals > 0)
}
