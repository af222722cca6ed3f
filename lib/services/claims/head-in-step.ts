/** Most typing touches no claim, no headline and no sign-off: found out here by reading alone. */
import type { LoadedDocument } from '#lib/collab/log.ts'
import type { Tx } from '#lib/db/client.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { copyOf } from '#lib/editor/copy-text.ts'
import { contextIn } from '#lib/editor/find-quote.ts'
import { loadAllClaims } from '#lib/queries/claims/load-claims.ts'
import { standingAmong } from '#lib/queries/claims/present-claims.ts'
import { loadSeenClaims } from '#lib/queries/claims/known-claims.ts'
import { findArticle } from '#lib/queries/review/load-article.ts'
import { reviewFactsOf } from '#lib/queries/review/load-facts.ts'
import { isSame, whatFollows } from '../review/follow-facts.ts'
import { healMarks, titleOf } from './read-copy.ts'

export interface InStep {
  head: number
  /** Claims beside whose words the copy has changed. */
  beside: { id: string; prefix: string; suffix: string }[]
  text: string
}

/**
 * The head up to which a pass would change nothing that anybody sees; null when it has something to do. `seenSeq`: up to
 * where the last pass looked. What others
 * write meanwhile they write under the lock, after a pass of their own.
 */
export async function headInStep(db: Tx, document: LoadedDocument, seenSeq: number): Promise<InStep | null> {
  const { articleId } = document
  const article = await findArticle(db, articleId)
  if (!article || titleOf(document.doc, article) !== article.title) return null
  const all = await loadAllClaims(db, articleId)
  const claims = standingAmong(all)
  if (healMarks(document.doc, await loadSeenClaims(db, { ...document, seenSeq }, claims)).update !== null) return null
  const anchors = claimAnchors(document.doc, new Map(claims.map(({ id, wording }) => [id, wording])))
  const same = claims.every((claim) => (claim.detachedAt === null ? anchors.get(claim.id)?.wording === claim.wording : !anchors.has(claim.id)))
  if (!same) return null
  const { turns, stage, awaits } = await whatFollows(db, await reviewFactsOf(db, { article, doc: document.doc, claims: all }))
  if (turns.length > 0 || stage !== article.stage || !isSame(awaits, article.awaits)) return null
  const copy = copyOf(document.doc)
  const beside = claims.flatMap((claim) => {
    const anchor = anchors.get(claim.id)
    const { prefix, suffix } = anchor ? contextIn(copy, anchor) : claim
    return prefix === claim.prefix && suffix === claim.suffix ? [] : [{ id: claim.id, prefix, suffix }]
  })
  return { head: document.head, beside, text: copy.text }
}
