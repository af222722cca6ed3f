/** CL-6f, CL-6n: a claim leaves its article, on its own or into another. */
import type { Tx } from '#lib/db/client.ts'
import { timeAfter } from '#lib/domain/after.ts'
import type { RemovalHold } from '#lib/domain/claims/removal.ts'
import { removalHold } from '#lib/domain/claims/removal.ts'
import { AppError } from '#lib/domain/errors.ts'
import { removalFactsOf, type ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { loadAlteredQuotes } from '#lib/queries/quotes/altered-quotes.ts'
import type { SystemContext } from '../context.ts'
import type { ReconciledArticle } from './reconcile-claims.ts'

/** Later than every sign-off, so that none of them holds for an article that a claim has left since. */
export async function timeOfLeaving(tx: Tx, { now }: SystemContext, articleId: string): Promise<Date> {
  const { _max } = await tx.signOff.aggregate({ where: { articleId }, _max: { createdAt: true } })
  return timeAfter(now(), _max.createdAt ? [_max.createdAt] : [])
}

export async function loadRemovalFacts(tx: Tx, { article, document }: ReconciledArticle, claim: ClaimRow) {
  const altered = await loadAlteredQuotes(tx, document.doc, [claim], article)
  return removalFactsOf(claim, article.desk, { quoteAltered: altered.length > 0 })
}

/** Refuses with `conflict` while something is open about it that would be gone with it; the answer names it as `hold`. */
export function assertNothingHolds(claim: ClaimRow, hold: RemovalHold | null): void {
  if (hold === null) return
  throw new AppError('conflict', { detail: `Claim ${claim.number} ${SENTENCES[hold]}`, extra: { hold } })
}

/** The same for one that goes into another, where its questions, evidence and legal flag go along. */
export function assertNothingFound({ article }: ReconciledArticle, claim: ClaimRow): void {
  const hold = removalHold({ ...removalFactsOf(claim, article.desk), openQueries: [], legalFlag: false })
  // Its words stay to be checked, in the other claim.
  if (hold !== 'reopened') assertNothingHolds(claim, hold)
}

const SENTENCES: { [H in RemovalHold]: string } = {
  incorrect: 'was found incorrect. Change the copy, have it checked again, or waive it with a reason; then it can leave the article.',
  unverifiable: 'could not be verified. Change the copy, have it checked again, or waive it with a reason; then it can leave the article.',
  needs_wording: 'needs another wording. Change the copy, have it checked again, or waive it with a reason; then it can leave the article.',
  disputed: 'is disputed. The checkers have to agree, or it is waived with a reason; then it can leave the article.',
  awaiting_second: 'waits for its second check. Have it checked, or waive it with a reason; then it can leave the article.',
  to_confirm: 'waits for its verdict to be confirmed. Have that done, or waive it with a reason; then it can leave the article.',
  question: 'has an open question to its author. Have it closed by whoever asked, or waive the claim with a reason; then it can leave the article.',
  legal: 'is flagged for legal. Have the flag taken off first; then it can leave the article.',
  quote: 'quotes somebody in other words than a source. Correct the quote, or override it with a reason; then it can leave the article.',
  reopened: 'was checked, and its words are others now. Have it checked again, or waive it with a reason; then it can leave the article.',
}
