/** RE-2: who had a part in the wordings of claims, as the last pass knew it. */
import type { Tx } from '#lib/db/client.ts'

export async function loadWordingAuthors(db: Tx, claimIds: readonly string[]): Promise<(claimId: string) => string[]> {
  if (claimIds.length === 0) return () => []
  const rows = await db.claimWording.findMany({ where: { claimId: { in: [...claimIds] } }, select: { claimId: true, authorIds: true } })
  const authors = new Map<string, string[]>()
  for (const { claimId, authorIds } of rows) authors.set(claimId, [...(authors.get(claimId) ?? []), ...authorIds])
  return (claimId) => authors.get(claimId) ?? []
}
