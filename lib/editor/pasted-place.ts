/** Where pasted words stand that are no claim yet. */
import { findSpoken, spokenText, type Place, type Spoken } from '#lib/domain/claims/spoken-words.ts'
import { wordingHash } from '#lib/domain/claims/wording.ts'
import { claimAnchors, type DocRange } from './anchors.ts'
import { copyOf } from './copy-text.ts'
import { findQuote, placesAlike } from './find-quote.ts'
import type { DocSource } from './read.ts'

export interface PastedPlaceQuery {
  sourceClaimId: string
  quote: string
  prefix: string
  suffix: string
}

/**
 * The place in their surroundings, or another where the words stand; null when they are gone, or a claim says them
 * wherever they stand. Words of the claim that they were copied from are never meant: they stood there before.
 * `wordings` are those of the article's claims, by which an anchor is told from a copy.
 */
export function pastedPlace(
  source: DocSource,
  { sourceClaimId, quote, prefix, suffix }: PastedPlaceQuery,
  wordings: ReadonlyMap<string, string>,
): DocRange | null {
  const hash = wordingHash(quote)
  const taken = [...claimAnchors(source, wordings).values()].filter(({ id, wording }) => id === sourceClaimId || wordingHash(wording) === hash)
  const isFree = ({ from, to }: DocRange) => !taken.some((claim) => claim.from < to && from < claim.to)
  const best = findQuote(source, { quote, prefix, suffix })
  if (best.kind === 'not-found') return null
  if (best.kind === 'found' && isFree(best.range)) return best.range
  for (let occurrence = 1; ; occurrence++) {
    const found = findQuote(source, { quote, occurrence })
    if (found.kind !== 'found') return null
    if (isFree(found.range)) return found.range
  }
}

/** Finds where words stand outside of every claim: as they are or in other capitals, else however they are written; null when nowhere. The copy is read once. */
export function placesOutsideClaims(source: DocSource, wordings: ReadonlyMap<string, string>): (words: string) => DocRange | null {
  const copy = copyOf(source)
  const anchors = [...claimAnchors(source, wordings).values()].filter(({ id }) => wordings.has(id))
  const isOutside = ({ from, to }: DocRange) => !anchors.some((anchor) => anchor.from <= from && to <= anchor.to)
  const toRange = ({ start, end }: Place): DocRange => ({ from: copy.posOfStart(start), to: copy.posOfEnd(end) })
  let spoken: Spoken | null = null
  return (words) => {
    const place = placesAlike(copy, words).find(isOutside)
    if (place) return place
    spoken ??= spokenText(copy.text)
    const found = findSpoken(spoken, words, (said) => isOutside(toRange(said)))
    return found && toRange(found)
  }
}
