/** RE-5f: remembers the words of a claim that leave it while something holds it, and hands on what was known about them. */
import type { Tx } from '#lib/db/client.ts'
import { contestedBy, heldBy, heldOnChange, type HeldBy } from '#lib/domain/claims/held-words.ts'
import { factsOf, removalFactsOf, type ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { loadAllClaims } from '#lib/queries/claims/load-claims.ts'
import { loadAlteredInLostWords } from '#lib/queries/quotes/altered-quotes.ts'
import { loadQuoteTakers } from '#lib/queries/quotes/stray-quotes.ts'
import { heldPlaces } from '#lib/queries/review/held-words.ts'
import { placesIn } from '#lib/editor/find-quote.ts'
import type { ArticleRow } from '#lib/queries/review/load-article.ts'
import type { SystemContext } from '../context.ts'
import { carryEvidence } from '../evidence/carry-evidence.ts'
import type { ReconciledArticle } from './reconcile-claims.ts'

/** Of a claim that leaves its words, or has lost them and is put on others: whatever holds it. */
export async function holdWords(tx: Tx, article: ArticleRow, claim: ClaimRow): Promise<void> {
  const altered = claim.detachedAt === null ? [] : await loadAlteredInLostWords(tx, claim, article)
  const quoteAltered = altered.some(({ sources }) => sources.some(({ confidential }) => !confidential))
  await remember(tx, claim, heldBy(removalFactsOf(claim, article.desk, { quoteAltered }), { quoteSealed: altered.length > 0 }))
}

/** Of one that stays, on other words or on more: evidence that speaks against it. */
export async function holdContested(tx: Tx, article: ArticleRow, claim: ClaimRow): Promise<void> {
  await remember(tx, claim, contestedBy(factsOf(claim, article.desk)))
}

/** Of one whose words somebody changed: that, verdicts that were to be confirmed, and a second check; and its quotes. */
export async function holdChanged(tx: Tx, article: ArticleRow, claim: ClaimRow): Promise<void> {
  await remember(tx, claim, heldOnChange(removalFactsOf(claim, article.desk)))
  await holdQuotes(tx, article, claim)
}

/** CL-8w: of a claim whose words go, the quotes that a source has in other words. */
export async function holdQuotes(tx: Tx, article: ArticleRow, claim: ClaimRow): Promise<void> {
  if (claim.evidence.every(({ withdrawnAt }) => withdrawnAt !== null)) return
  const altered = await loadAlteredInLostWords(tx, claim, article)
  await tx.alteredQuote.createMany({ data: altered.map(({ claimId, quoteHash, quote }) => ({ claimId, quoteHash, quote })), skipDuplicates: true })
}

async function remember(tx: Tx, { id: claimId, articleId, wording, wordingHash }: ClaimRow, by: HeldBy | null): Promise<void> {
  if (by === null) return
  await tx.heldWording.upsert({
    where: { claimId_wordingHash: { claimId, wordingHash } },
    create: { claimId, wordingHash, articleId, wording, heldBy: by },
    update: { heldBy: by },
  })
}

/**
 * Where words that are held, or quotes, stand in other claims, these take over what was known about them. Answers whether anything
 * changed that everybody may know of. The caller holds the document's lock, with claims that are in step; they are read anew where
 * something was taken over.
 */
export async function handOnHeldWords(tx: Tx, deps: SystemContext, reconciled: Omit<ReconciledArticle, 'changed'>): Promise<boolean> {
  const { article, document, claims } = reconciled
  const places = heldPlaces(article, { doc: document.doc, claims })
  let told = false
  for (const { claim, by, takers } of places) {
    for (const taker of takers) {
      told = (await carryEvidence(tx, deps, article, { from: claim, to: taker, sealedOnly: by === 'sealed' })) || told
      if (by === 'sealed' || !claim.secondCheck || taker.secondCheckAsked) continue
      await tx.claim.update({ where: { id: taker.id }, data: { secondCheck: true, secondCheckAsked: true } })
      told = true
    }
  }
  const quoting = await loadQuoteTakers(tx, article, { doc: document.doc, claims })
  for (const { from, to, evidenceIds } of quoting) told = (await carryEvidence(tx, deps, article, { from, to, evidenceIds })) || told
  if (quoting.length > 0 || places.some(({ takers }) => takers.length > 0)) reconciled.claims = await loadAllClaims(tx, article.id)
  return told
}

/** Whether evidence against it came when the claim had words that it has no longer: what came to it since may go again. */
export async function isAboutMore(tx: Tx, before: ClaimRow, { wording }: { wording: string }): Promise<boolean> {
  const against = await tx.evidence.findMany({
    where: { claimId: before.id, relation: 'contradicts', withdrawnAt: null },
    select: { createdAt: true },
  })
  const said = await tx.claimWording.findMany({ where: { claimId: before.id }, orderBy: { seq: 'asc' }, select: { wording: true, createdAt: true } })
  return against.some(({ createdAt }) => {
    const then = said.findLast((one) => one.createdAt <= createdAt) ?? said[0]
    return then === undefined || placesIn(wording, then.wording).length === 0
  })
}
