/** RE-2: who had a part in the wordings of claims, as the last pass knew it. */
import type { Tx } from '#lib/db/client.ts'

export async function loadWordingAuthors(db: Tx, claimIds: readonly string[]): Promise<(claimId: string) => string[]> {
  const rows = await db.claimWording.findMany({ where: { claimId: { in: [...claimIds] } }, select: { claimId: true, authorIds: true } })
  return (claimId) => rows.filter((row) => row.claimId === claimId).flatMap(({ authorIds }) => authorIds)
}
