/** CL-3k: who changed the words of claims since their newest verdicts. */
import type { Tx } from '#lib/db/client.ts'
import type { ClaimRow } from './claim-rows.ts'

export interface ChangesSince {
  byIds: string[]
  /** null where no pass has seen a change yet. */
  at: Date | null
  /** The copy says what it said: only where the claim begins and ends was changed. */
  placed: boolean
}

export async function loadChangesSince(db: Tx, claims: readonly ClaimRow[]): Promise<(claimId: string) => ChangesSince> {
  const rows =
    claims.length === 0
      ? []
      : await db.claimWording.findMany({
          where: { claimId: { in: claims.map(({ id }) => id) } },
          orderBy: { seq: 'asc' },
          select: { claimId: true, changedByIds: true, createdAt: true, placed: true },
        })
  return (claimId) => {
    const verdict = claims.find(({ id }) => id === claimId)?.verdicts.at(-1)
    const since = rows.filter((row) => row.claimId === claimId && verdict !== undefined && row.createdAt >= verdict.createdAt)
    return {
      byIds: [...new Set(since.flatMap(({ changedByIds }) => changedByIds))],
      at: since.at(-1)?.createdAt ?? null,
      placed: since.length > 0 && since.every(({ placed }) => placed),
    }
  }
}
