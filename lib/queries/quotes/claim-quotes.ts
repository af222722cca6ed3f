/** The words inside quotation marks in a claim: where its anchor and the quotations of the copy overlap. */
import { wordingHash } from '#lib/domain/claims/wording.ts'
import { outerQuotations, type Stretch } from '#lib/domain/quotes/quotations.ts'
import { guessSpeaker } from '#lib/domain/quotes/speaker.ts'
import { tokensOf } from '#lib/domain/quotes/tokens.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { copyOf } from '#lib/editor/copy-text.ts'
import type { DocSource } from '#lib/editor/read.ts'

export interface ClaimQuote {
  claimId: string
  /** As it stands in the copy, marks left out; only what the claim holds of it. */
  quote: string
  /** Of the normalised words: the name under which a decision about them is kept. */
  quoteHash: string
  /** Who probably said it. */
  speaker: string | null
}

/** A single word at a distance (so-called “deal”) quotes nobody. */
const FEWEST_WORDS = 2

/** By claim and place. `wordings` gives for each claim the wording that was last seen, by which its anchor is told from a copy. */
export function quotesInClaims(source: DocSource, wordings: ReadonlyMap<string, string>): ClaimQuote[] {
  const copy = copyOf(source)
  const quotations = outerQuotations(copy.text)
  if (quotations.length === 0) return []
  const anchors = claimAnchors(copy.doc, wordings)
  return [...wordings.keys()].flatMap((claimId) => {
    const anchor = anchors.get(claimId)
    if (!anchor) return []
    const claim = { from: copy.offsetOf(anchor.from), to: copy.offsetOf(anchor.to) }
    return quotations.flatMap((quotation) => {
      const quote = quotation.inner.flatMap((part) => overlap(copy.text, part, claim)).join('\n')
      if (tokensOf(quote).words.length < FEWEST_WORDS) return []
      return [{ claimId, quote, quoteHash: wordingHash(quote), speaker: guessSpeaker(copy.text, quotation)?.name ?? null }]
    })
  })
}

function overlap(text: string, a: Stretch, b: Stretch): string[] {
  const shared = text.slice(Math.max(a.from, b.from), Math.max(a.from, b.from, Math.min(a.to, b.to))).trim()
  return shared === '' ? [] : [shared]
}
