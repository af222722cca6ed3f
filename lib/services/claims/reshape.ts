/** CL-5: what moving edges, splitting and merging have in common. */
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import { claimAnchors, type ClaimAnchor } from '#lib/editor/anchors.ts'
import { copyOf, type CopyText } from '#lib/editor/copy-text.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import type { ReconciledArticle } from './reconcile-claims.ts'

/** Where the claim stands; 409 when its words are gone. */
export function anchorOf({ document: { doc } }: ReconciledArticle, claim: ClaimRow): ClaimAnchor {
  const anchor = claimAnchors(doc, new Map([[claim.id, claim.wording]])).get(claim.id)
  if (!anchor) throw new AppError('conflict', { detail: `The words of claim ${claim.number} are no longer in the copy. Put it on a new place first.` })
  return anchor
}

/** The range without the white space at its ends. */
export function withoutEdgeSpace(copy: CopyText, start: number, end: number): { from: number; to: number } {
  const said = copy.text.slice(start, end)
  const begin = start + said.length - said.trimStart().length
  return { from: copy.posOfStart(begin), to: copy.posOfEnd(begin + said.trim().length) }
}

export function offsetsOf(reconciled: ReconciledArticle, { from, to }: { from: number; to: number }): { copy: CopyText; start: number; end: number } {
  const copy = copyOf(reconciled.document.doc)
  return { copy, start: copy.offsetOf(from), end: copy.offsetOf(to) }
}

/** Everybody who ever had a part in a claim's wording goes on having it in what the claim becomes. */
export async function pastAuthors(tx: Tx, claimIds: readonly string[]): Promise<string[]> {
  const rows = await tx.claimWording.findMany({ where: { claimId: { in: [...claimIds] } }, select: { authorIds: true } })
  return [...new Set(rows.flatMap(({ authorIds }) => authorIds))]
}
