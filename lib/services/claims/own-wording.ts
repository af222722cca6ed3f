/** RE-2: what the authors of a claim's wording may not do to it themselves. */
import type { Tx } from '#lib/db/client.ts'
import { countingVerdicts } from '#lib/domain/claims/state.ts'
import { AppError } from '#lib/domain/errors.ts'
import { maySetAside, wroteWording } from '#lib/domain/review/four-eyes.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { factsOf, type ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import type { ServiceContext } from '../context.ts'
import type { ReconciledArticle } from './reconcile-claims.ts'
import { wordingAuthors } from './wording-authors.ts'

/** Refuses with `four-eyes` whoever wrote part of the wording and would verify it. */
export async function assertNotOwnWording(tx: Tx, { actor }: ServiceContext, reconciled: ReconciledArticle, claim: ClaimRow): Promise<void> {
  const wordingAuthorIds = await authorsOfClaim(tx, reconciled, claim)
  if (wroteWording({ fourEyes: reconciled.article.desk.fourEyes, userId: actor.userId, wordingAuthorIds }))
    throw new AppError('four-eyes', { detail: 'You wrote part of this wording yourself. Another checker has to verify it.' })
}

/** Refuses with `four-eyes` whoever wrote part of the wording and would waive or remove the claim. */
export async function assertMaySetAside(tx: Tx, { actor }: ServiceContext, reconciled: ReconciledArticle, claim: ClaimRow): Promise<void> {
  const { fourEyes } = reconciled.article.desk
  const wordingAuthorIds = await authorsOfClaim(tx, reconciled, claim)
  const foundIncorrect = countingVerdicts(factsOf(claim, reconciled.article.desk)).some(({ verdict }) => verdict === 'incorrect')
  if (maySetAside({ fourEyes, foundIncorrect, userId: actor.userId, wordingAuthorIds })) return
  throw new AppError('four-eyes', { detail: 'You wrote part of this wording yourself. Ask a colleague to waive or remove the claim, or have it checked.' })
}

async function authorsOfClaim(tx: Tx, { article, document: { doc } }: ReconciledArticle, claim: ClaimRow): Promise<string[]> {
  const anchor = claimAnchors(doc, new Map([[claim.id, claim.wording]])).get(claim.id)
  return await wordingAuthors(tx, article, { claimId: claim.id, doc, anchor })
}
