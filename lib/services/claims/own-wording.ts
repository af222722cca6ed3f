/** RE-2: what the authors of a claim's wording may not do to it themselves. */
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import { decidedByOthers } from '#lib/domain/claims/removal.ts'
import { mayEndSecondCheck, wroteWording } from '#lib/domain/review/four-eyes.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { can } from '#lib/policies/can.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { ownToSetAside } from '#lib/queries/claims/own-to-set-aside.ts'
import type { ServiceContext } from '../context.ts'
import type { ReconciledArticle } from './reconcile-claims.ts'
import { wordingAuthors } from './wording-authors.ts'

/** What was decided by somebody with a part in the words, where the desk takes it; kept with the decision (RE-2i). */
export interface OwnWords {
  ownWords: boolean
}

/** Refuses with `four-eyes` whoever wrote part of the wording and would verify it. */
export async function assertNotOwnWording(tx: Tx, { actor }: ServiceContext, reconciled: ReconciledArticle, claim: ClaimRow): Promise<OwnWords> {
  const wordingAuthorIds = await authorsOfClaim(tx, reconciled, claim)
  if (wroteWording({ fourEyes: reconciled.article.desk.fourEyes, userId: actor.userId, wordingAuthorIds }))
    throw new AppError('four-eyes', { detail: 'You wrote part of this wording yourself. Another checker has to verify it.' })
  return { ownWords: wordingAuthorIds.includes(actor.userId) }
}

/** Refuses with `four-eyes` whoever wrote part of the wording and would waive or remove the claim, or override a quote in it. */
export async function assertMaySetAside(
  tx: Tx,
  { actor }: ServiceContext,
  reconciled: ReconciledArticle,
  claim: ClaimRow,
  whatToDo = 'Ask a colleague to waive or remove the claim, or have it checked.',
): Promise<OwnWords> {
  const wordingAuthorIds = await authorsOfClaim(tx, reconciled, claim)
  if (ownToSetAside(claim, reconciled.article.desk, { userId: actor.userId, wordingAuthorIds }))
    throw new AppError('four-eyes', { detail: `You wrote part of this wording yourself. ${whatToDo}` })
  return { ownWords: wordingAuthorIds.includes(actor.userId) }
}

/** Refuses with `four-eyes` whoever wrote the wording or ever gave a verdict on the claim, and would take its second check away. */
export async function assertMayEndSecondCheck(tx: Tx, { actor }: ServiceContext, reconciled: ReconciledArticle, claim: ClaimRow): Promise<void> {
  const wordingAuthorIds = await authorsOfClaim(tx, reconciled, claim)
  const checkerIds = claim.verdicts.map(({ checkerId }) => checkerId)
  if (mayEndSecondCheck({ fourEyes: reconciled.article.desk.fourEyes, userId: actor.userId, wordingAuthorIds, checkerIds })) return
  throw new AppError('four-eyes', { detail: 'You wrote or checked this claim yourself. Ask an editor who did neither whether one check is enough.' })
}

/** Refuses who may not waive and would make a claim say less, or end in another, that somebody else has decided about. */
export function assertMayTakeWords({ actor }: ServiceContext, { article }: ReconciledArticle, claim: ClaimRow): void {
  if (!decidedByOthers(claim, actor.userId) || can(actor, 'claim.waive', article)) return
  throw new AppError('forbidden', {
    detail: `Somebody else has given a verdict on claim ${claim.number}. Only an editor or publisher takes words out of it now.`,
  })
}

/** Whoever has a part in the claim's wording, as it stands at the locked head. */
export async function authorsOfClaim(tx: Tx, { article, document: { doc } }: ReconciledArticle, claim: ClaimRow): Promise<string[]> {
  const anchor = claimAnchors(doc, new Map([[claim.id, claim.wording]])).get(claim.id)
  return await wordingAuthors(tx, article, { claimId: claim.id, doc, anchor })
}
