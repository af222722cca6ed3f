/** What of a document the pass over its claims looks at (CL-3, CL-4), so that typing elsewhere can be known by it. */
import type * as Y from 'yjs'
import { claimAnchors } from './anchors.ts'
import { contentHash } from './canonical.ts'
import { readDocument } from './read.ts'

/**
 * Equal for two states between which nobody new wrote, and the headline and every claim's words and places stayed
 * as they were; with `whole`, all of the copy. Never changes the Y.Doc.
 */
export function claimsOutline(ydoc: Y.Doc, { whole }: { whole: boolean }): string {
  const { doc } = readDocument(ydoc)
  const claims = [...claimAnchors(doc).values()].map(({ id, wording, runs, copies }) => [id, wording, runs.length, copies.length])
  return JSON.stringify([ydoc.store.clients.size, doc.firstChild?.textContent, claims, whole ? contentHash(ydoc) : null])
}
