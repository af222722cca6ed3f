/** CL-6f, CL-6n: a claim leaves its article, on its own or into another. */
import type { Tx } from '#lib/db/client.ts'
import { timeAfter } from '#lib/domain/after.ts'
import { narrowingHold, removalHold, type RemovalFacts, type RemovalHold } from '#lib/domain/claims/removal.ts'
import { AppError } from '#lib/domain/errors.ts'
import { removalFactsOf, type ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { loadAlteredQuotes } from '#lib/queries/quotes/altered-quotes.ts'
import type { SystemContext } from '../context.ts'
import { presentClaim } from './present-claim.ts'
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
export function assertNothingHolds(claim: ClaimRow, hold: RemovalHold | null, then = 'it can leave the article'): void {
  if (hold === null) return
  throw new AppError('conflict', { detail: `Claim ${claim.number} ${SENTENCES[hold]}; then ${then}.`, extra: { hold } })
}

/**
 * CL-5f: the same for words that are taken out of it, asked once they are: it then stands on the rest. The transaction
 * of a refused one is undone.
 */
export async function assertMayNarrow(tx: Tx, before: RemovalFacts, claim: ClaimRow): Promise<void> {
  const { wordingHash } = await presentClaim(tx, claim.id)
  assertNothingHolds(claim, narrowingHold(before, wordingHash), 'words can be taken out of it')
}

/** The same for one that goes into another, where its questions, evidence, second check and legal flag go along. */
export function assertNothingFound({ article }: ReconciledArticle, claim: ClaimRow): void {
  const hold = removalHold({ ...removalFactsOf(claim, article.desk), openQueries: [], legalFlag: false, secondCheckOwn: false })
  // Evidence goes along; what was found about its words would not.
  if (hold !== 'against') assertNothingHolds(claim, hold, 'it can be merged into another. Or merge the other into this one')
}

const SENTENCES: { [H in RemovalHold]: string } = {
  incorrect: 'was found incorrect. Change the copy, or have it checked again',
  unverifiable: 'could not be verified. Change the copy, or have it checked again',
  needs_wording: 'needs another wording. Change the copy, or have it checked again',
  disputed: 'is disputed. The checkers have to agree',
  awaiting_second: 'waits for its second check. Have it checked',
  to_confirm: 'waits for its verdict to be confirmed. Have that done',
  waived: 'was checked or has evidence against it, and was waived, which whoever signs has to see. Change the copy, or have it checked again',
  against: 'has evidence against it. Have it checked',
  second_asked: 'is to be checked by two, who have not done so. Have it checked, or have an editor or publisher take the second check away with a reason',
  question: 'has an open question to its author. Have it closed by whoever asked',
  legal: 'is flagged for legal. Have the flag taken off first',
  quote: 'holds a quote that publication waits for. Have the quote corrected, or overridden with a reason',
  reopened: 'was checked, and its words are others now. Have it checked again',
}
