import type { Tx } from '#lib/db/client.ts'
import { reviewFactsOf, type ReviewFacts } from '#lib/queries/review/load-facts.ts'
import type { ReconciledArticle } from '../claims/reconcile-claims.ts'

/** RE-5: what the gate is decided from, at the locked head, with the claims as they were read last: to be asked before anything else is written. */
export async function reconciledFacts(
  tx: Tx,
  { article, document: { doc }, claims }: Pick<ReconciledArticle, 'article' | 'document' | 'claims'>,
): Promise<ReviewFacts> {
  return await reviewFactsOf(tx, { article, doc, claims })
}
