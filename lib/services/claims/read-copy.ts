/** What the pass reads from the copy and mends in it, on a document in memory. */
import * as Y from 'yjs'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { healClaims, stripClaimMark, type HealedClaims } from '#lib/editor/claim-marks.ts'
import type { SeenClaims } from '#lib/queries/claims/known-claims.ts'
import { SERVER_CLIENT_ID } from '#lib/editor/schema.ts'
import { headlineOf } from '#lib/queries/review/load-facts.ts'

/** An emptied headline leaves the last one in lists. */
export function titleOf(doc: Y.Doc, article: { title: string }): string {
  return headlineOf(doc).trim().slice(0, 300) || article.title
}

/** Marks put back, pasted copies and marks of claims that were removed taken off, as one update; null when all is well. */
export function healMarks(doc: Y.Doc, { known, sight }: SeenClaims): Pick<HealedClaims, 'update' | 'reattached'> {
  doc.clientID = SERVER_CLIENT_ID
  const live = new Set(known.map(({ id }) => id))
  const stray = [...claimAnchors(doc).keys()].filter((id) => !live.has(id)).map((id) => stripClaimMark(doc, id))
  const { update, reattached } = healClaims(doc, known, sight)
  const updates = [...stray, update].filter((change) => change !== null)
  return { update: updates.length === 0 ? null : Y.mergeUpdates(updates), reattached }
}
