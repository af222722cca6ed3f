/** What the pass reads from the copy and mends in it, on a document in memory. */
import * as Y from 'yjs'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { healClaims, stripClaimMark } from '#lib/editor/claim-marks.ts'
import type { KnownClaim } from '#lib/editor/claim-place.ts'
import { SERVER_CLIENT_ID } from '#lib/editor/schema.ts'
import { headlineOf } from '#lib/queries/review/load-facts.ts'

/** An emptied headline leaves the last one in lists. */
export function titleOf(doc: Y.Doc, article: { title: string }): string {
  return headlineOf(doc).trim().slice(0, 300) || article.title
}

/** Marks put back, pasted copies and marks of claims that were removed taken off, as one update; null when all is well. */
export function healMarks(doc: Y.Doc, claims: readonly KnownClaim[]): Uint8Array | null {
  doc.clientID = SERVER_CLIENT_ID
  const live = new Set(claims.map(({ id }) => id))
  const stray = [...claimAnchors(doc).keys()].filter((id) => !live.has(id)).map((id) => stripClaimMark(doc, id))
  const updates = [...stray, healClaims(doc, claims).update].filter((update) => update !== null)
  return updates.length === 0 ? null : Y.mergeUpdates(updates)
}
