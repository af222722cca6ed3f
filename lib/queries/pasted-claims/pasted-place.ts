/** Where pasted words stand that are no claim yet. */
import type * as Y from 'yjs'
import { wordingHash } from '#lib/domain/claims/wording.ts'
import { claimAnchors, type DocRange } from '#lib/editor/anchors.ts'
import { findQuote } from '#lib/editor/find-quote.ts'

interface PastedWords {
  quote: string
  prefix: string
  suffix: string
}

/**
 * The place in their surroundings, or another where the words stand; null when they are gone, or a claim says them
 * wherever they stand. `wordings` are those of the article's claims, by which an anchor is told from a copy.
 */
export function pastedPlace(doc: Y.Doc, { quote, prefix, suffix }: PastedWords, wordings: ReadonlyMap<string, string>): DocRange | null {
  const hash = wordingHash(quote)
  const claims = [...claimAnchors(doc, wordings).values()].filter(({ wording }) => wordingHash(wording) === hash)
  const isFree = ({ from, to }: DocRange) => !claims.some((claim) => claim.from < to && from < claim.to)
  const best = findQuote(doc, { quote, prefix, suffix })
  if (best.kind === 'not-found') return null
  if (best.kind === 'found' && isFree(best.range)) return best.range
  for (let occurrence = 1; ; occurrence++) {
    const found = findQuote(doc, { quote, occurrence })
    if (found.kind !== 'found') return null
    if (isFree(found.range)) return found.range
  }
}
