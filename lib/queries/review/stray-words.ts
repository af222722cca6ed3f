/** RE-5e: words that were checked and not cleared, where they stand in the copy outside of every claim. */
import type * as Y from 'yjs'
import type { Tx } from '#lib/db/client.ts'
import { foundAgainst, type FoundAgainst } from '#lib/domain/claims/found-against.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { placesAlike } from '#lib/editor/find-quote.ts'
import { CLAIM_SELECT } from '../claims/claim-rows.ts'

/** However the words came out of their claim: by its removal, by a restored version, by being typed again. */
export async function loadStrayWords(
  db: Tx,
  articleId: string,
  { doc, claims }: { doc: Y.Doc; claims: readonly { id: string; wording: string }[] },
): Promise<FoundAgainst[]> {
  const checked = await db.claim.findMany({
    where: { articleId, verdicts: { some: { verdict: { not: 'verified' } } } },
    orderBy: { number: 'asc' },
    select: { id: true, number: true, verdicts: CLAIM_SELECT.verdicts },
  })
  const found = foundAgainst(
    checked.map(({ verdicts, ...claim }) => ({ ...claim, verdicts: verdicts.map((verdict) => ({ ...verdict, at: verdict.createdAt })) })),
  )
  if (found.length === 0) return []
  const known = new Map(claims.map(({ id, wording }) => [id, wording]))
  const anchors = [...claimAnchors(doc, known)].flatMap(([id, anchor]) => (known.has(id) ? [anchor] : []))
  return found.filter(({ wording }) => placesAlike(doc, wording).some(({ from, to }) => !anchors.some((anchor) => anchor.from <= from && to <= anchor.to)))
}
