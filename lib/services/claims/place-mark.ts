/** Putting a claim's mark on words of the copy, and taking it off, in the transaction of a decision. */
import type * as Y from 'yjs'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { DocRange } from '#lib/editor/anchors.ts'
import { moveClaimMark, placeClaimMark, stripClaimMark } from '#lib/editor/claim-marks.ts'
import { findQuote, type QuoteQuery } from '#lib/editor/find-quote.ts'
import { SERVER_CLIENT_ID } from '#lib/editor/schema.ts'
import { appendServerUpdate, type ReconciledArticle } from './reconcile-claims.ts'

/** The one place of the words; 409 `quote-not-found` or `quote-ambiguous`, which says in how many places they stand. */
export function locateQuote(doc: Y.Doc, query: QuoteQuery): DocRange {
  const found = findQuote(doc, query)
  if (found.kind === 'not-found') throw new AppError('quote-not-found')
  if (found.kind === 'ambiguous') throw new AppError('quote-ambiguous', { extra: { count: found.count } })
  return found.range
}

/** Marks the range; the pass has then seen the document up to its own mark. */
export async function placeMark(tx: Tx, reconciled: ReconciledArticle, { range, claimId }: { range: DocRange; claimId: string }): Promise<void> {
  await appendMarks(tx, reconciled, (doc) => placeClaimMark(doc, range, claimId))
}

/** The same, and takes the mark off all else. */
export async function moveMark(tx: Tx, reconciled: ReconciledArticle, { range, claimId }: { range: DocRange; claimId: string }): Promise<void> {
  await appendMarks(tx, reconciled, (doc) => moveClaimMark(doc, range, claimId))
}

export async function stripMark(tx: Tx, reconciled: ReconciledArticle, claimId: string): Promise<void> {
  await appendMarks(tx, reconciled, (doc) => stripClaimMark(doc, claimId))
}

async function appendMarks(tx: Tx, reconciled: ReconciledArticle, change: (doc: Y.Doc) => Uint8Array | null): Promise<void> {
  reconciled.document.doc.clientID = SERVER_CLIENT_ID
  const update = change(reconciled.document.doc)
  reconciled.document = await appendServerUpdate(tx, reconciled.document, update)
  await tx.document.update({ where: { articleId: reconciled.article.id }, data: { reconciledSeq: reconciled.document.head } })
}
