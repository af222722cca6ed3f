/** What changes evidence finds it standing, and leaves quotes blocked where their author would clear them. */
import type { Tx } from '#lib/db/client.ts'
import { countingVerdicts, toConfirm } from '#lib/domain/claims/state.ts'
import { AppError } from '#lib/domain/errors.ts'
import { wroteWording } from '#lib/domain/review/four-eyes.ts'
import { factsOf, type ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { loadAlteredQuotes } from '#lib/queries/quotes/altered-quotes.ts'
import { loadStrayQuotes } from '#lib/queries/quotes/stray-quotes.ts'
import { authorsOfClaim } from '../claims/own-wording.ts'
import { presentClaim } from '../claims/present-claim.ts'
import type { ReconciledArticle } from '../claims/reconcile-claims.ts'
import type { ServiceContext } from '../context.ts'
import { EVIDENCE_SUBJECT_SELECT } from './evidence-subject.ts'

/** How much speaks against a claim whose verdict has to be confirmed. */
function unweighed(claim: ClaimRow, { desk }: ReconciledArticle['article']): number {
  if (toConfirm(factsOf(claim, desk)) === null) return 0
  return claim.evidence.filter(({ withdrawnAt, relation }) => withdrawnAt === null && relation === 'contradicts').length
}

export function assertStands({ withdrawnAt }: { withdrawnAt: Date | null }): void {
  if (withdrawnAt !== null) throw new AppError('conflict', { detail: 'This evidence has been withdrawn. It stands in the history of its claim.' })
}

/** Locks the row, which somebody may have withdrawn or made confidential meanwhile: as it is now, which says whose chain an act belongs to. */
export async function lockEvidence(tx: Tx, evidenceId: string) {
  await tx.$queryRaw`SELECT id FROM evidence WHERE id = ${evidenceId}::uuid FOR UPDATE`
  const locked = await tx.evidence.findUniqueOrThrow({ where: { id: evidenceId }, select: { ...EVIDENCE_SUBJECT_SELECT, withdrawnAt: true } })
  assertStands(locked)
  return locked
}

/** CL-8i, CL-6s: refuses with `four-eyes` what would clear an altered quote, or what speaks against a checked claim, to who wrote part of its words. */
export async function keepingQuotes(
  tx: Tx,
  { actor }: ServiceContext,
  { reconciled, claim, addedById }: { reconciled: ReconciledArticle; claim: ClaimRow; addedById: string },
  act: () => Promise<void>,
): Promise<void> {
  const { article } = reconciled
  const wordingAuthorIds = await authorsOfClaim(tx, reconciled, claim)
  const against = unweighed(claim, article)
  const isContradicted = addedById !== actor.userId && countingVerdicts(factsOf(claim, article.desk)).some(({ checkerId }) => checkerId === actor.userId)
  if (!wroteWording({ fourEyes: article.desk.fourEyes, userId: actor.userId, wordingAuthorIds })) {
    await act()
    if (isContradicted && unweighed(await presentClaim(tx, claim.id), article) < against)
      throw new AppError('four-eyes', {
        detail:
          'This speaks against your own verdict, which waits to be confirmed. Look at it and confirm, or give another; who added it, or another checker, takes it back.',
      })
    return
  }
  const altered = async () => {
    const strays = await loadStrayQuotes(tx, article, { doc: reconciled.document.doc, claims: reconciled.claims })
    return (await loadAlteredQuotes(tx, reconciled.document.doc, [claim], article)).length + strays.filter(({ claimId }) => claimId === claim.id).length
  }
  const before = await altered()
  await act()
  if (unweighed(await presentClaim(tx, claim.id), article) < against)
    throw new AppError('four-eyes', {
      detail:
        'This claim was checked, its verdict waits to be confirmed, and you wrote part of the wording yourself. A colleague who checks looks at this evidence.',
    })
  if (before > 0 && (await altered()) < before)
    throw new AppError('four-eyes', {
      detail: 'A quote of this claim differs from this source, and you wrote part of the wording yourself. Ask a colleague, or correct the quote.',
    })
}
