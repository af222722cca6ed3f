/** WO-1n: what became of the words of claims that are re-opened, so that one knows which to take first. */
import type { ChangedWords } from '#lib/api/schemas/claims.ts'
import type { Tx } from '#lib/db/client.ts'
import { reopenedSince } from '#lib/domain/claims/reopened.ts'
import type { ClaimState } from '#lib/domain/claims/terms.ts'
import { loadChangesSince } from './changes-since.ts'
import { type CheckingRules, type ClaimRow, factsOf } from './claim-rows.ts'

type Listed = ClaimRow & { state: ClaimState; article: { desk: CheckingRules } }

/** null for one that is not re-opened, or that nobody has given a verdict on. */
export async function loadReopenedChanges(db: Tx, claims: readonly Listed[]): Promise<(claimId: string) => ChangedWords | null> {
  const reopened = claims.filter(({ state }) => state === 'reopened')
  if (reopened.length === 0) return () => null
  const changesOf = await loadChangesSince(db, reopened)
  const found = new Map(
    reopened.flatMap((claim) => {
      const since = reopenedSince(factsOf(claim, claim.article.desk).verdicts, claim.wording)
      if (since === null) return []
      const { at, placed } = changesOf(claim.id)
      return [[claim.id, { change: since.change, diff: since.diff, at: at?.toISOString() ?? null, placed }] as const]
    }),
  )
  return (claimId) => found.get(claimId) ?? null
}
