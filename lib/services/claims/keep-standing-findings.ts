/** CL-6u: writes down which findings stand in the claims of an article, for lists that the database makes. */
import type { Tx } from '#lib/db/client.ts'
import { loadStandingFindings } from '#lib/queries/claims/standing-findings.ts'

/** Needs the document's lock and claims that are in step with it. */
export async function keepStandingFindings(tx: Tx, articleId: string): Promise<void> {
  const { gone, come } = await standingChanges(tx, articleId)
  for (const { claimId, verdictId } of gone) await tx.standingFinding.delete({ where: { claimId_verdictId: { claimId, verdictId } } })
  if (come.length > 0) await tx.standingFinding.createMany({ data: come })
}

/** What is written down and stands no more, and the reverse. */
export async function standingChanges(db: Tx, articleId: string): Promise<{ gone: Row[]; come: Row[] }> {
  const found = await loadStandingFindings(db, articleId)
  const wanted = [...found].flatMap(([claimId, standing]) => standing.map(({ wordingHash, verdict }) => ({ claimId, verdictId: verdict.id, wordingHash })))
  const kept = await db.standingFinding.findMany({ where: { claim: { articleId } } })
  return {
    gone: kept.filter((row) => !wanted.some((one) => isSame(one, row))),
    come: wanted.filter((row) => !kept.some((one) => isSame(one, row))),
  }
}

interface Row {
  claimId: string
  verdictId: string
  wordingHash: string
}

function isSame(one: Row, other: Row): boolean {
  return one.claimId === other.claimId && one.verdictId === other.verdictId && one.wordingHash === other.wordingHash
}
