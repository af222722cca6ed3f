/** CL-4j: words that were pasted from claims which are not cleared, and hold back publication where they stand. */
import type * as Y from 'yjs'
import type { Tx } from '#lib/db/client.ts'
import { holdsBack } from '#lib/domain/claims/author-query.ts'
import { clearsWords, isDismissed, isUncleared } from '#lib/domain/claims/uncleared.ts'
import { placesOutsideClaims } from '#lib/editor/pasted-place.ts'
import { factsOf, type CheckingRules, type ClaimRow } from '../claims/claim-rows.ts'
import { claimsWithArticle } from '../claims/load-claims.ts'

export interface UnclearedPaste {
  id: string
  quote: string
}

interface Copy {
  doc: Y.Doc
  /** As they stand in it. */
  claims: readonly ClaimRow[]
}

/** However the words came to stand there without a claim: their offer was not taken, or the claim that was made of them is gone. Oldest first. */
export async function loadUnclearedPastes(
  db: Tx,
  { id: articleId, desk }: { id: string; desk: CheckingRules },
  { doc, claims }: Copy,
): Promise<UnclearedPaste[]> {
  const offers = await db.pastedClaim.findMany({ where: { articleId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
  if (offers.length === 0) return []
  const found = await claimsWithArticle(
    db,
    offers.map(({ sourceClaimId }) => sourceClaimId),
  )
  const sourceOf = new Map(found.map((source) => [source.id, source]))
  const here = claims.map((claim) => ({ ...factsOf(claim, desk), wording: claim.wording }))
  const open = offers.filter(({ sourceClaimId, quote, reason, decidedAt }) => {
    const source = sourceOf.get(sourceClaimId)
    if (!source) return false
    const facts = factsOf(source, source.article.desk)
    const isHeld = source.removedAt === null && (source.legalFlag || source.authorQueries.some((query) => holdsBack(query, facts)))
    if (!isUncleared({ ...facts, wording: source.wording, isHeld }, quote)) return false
    if (decidedAt && isDismissed(facts, { reason, at: decidedAt })) return false
    return !here.some((claim) => clearsWords(claim, quote))
  })
  if (open.length === 0) return []
  const placeOf = placesOutsideClaims(doc, new Map(claims.map(({ id, wording }) => [id, wording])))
  return open.filter(({ quote }) => placeOf(quote) !== null)
}
