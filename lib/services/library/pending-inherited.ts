/** What was brought over to a claim and waits there, inside a decision about its article. */
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { loadInherited, pendingInherited, type InheritedRow } from '#lib/queries/library/inherited-dto.ts'
import type { ReconciledArticle } from '../claims/reconcile-claims.ts'

/** `not-found` for what was never brought over to this claim; `conflict` when it waits no longer. */
export async function assertPending(tx: Tx, { article }: ReconciledArticle, claim: ClaimRow, inheritedId: string): Promise<InheritedRow> {
  const known = await tx.inheritedVerdict.count({ where: { id: inheritedId, claimId: claim.id } })
  if (known === 0) throw new AppError('not-found')
  const pending = pendingInherited(claim, article.desk, await loadInherited(tx, [claim.id]))
  if (pending?.id === inheritedId) return pending
  throw new AppError('conflict', {
    detail: 'This verdict waits no longer: it was confirmed or taken back, the claim has a verdict of its own, or its words have changed.',
  })
}
