/** The words inside quotation marks in a claim: where its anchor and the quotations of the copy overlap. */
import { wordingHash } from '#lib/domain/claims/wording.ts'
import { outerQuotations, type Quotation, type Stretch } from '#lib/domain/quotes/quotations.ts'
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

/** A quotation that no claim covers any part of: nobody is asked to check it. */
export interface UntaggedQuote {
  quote: string
  speaker: string | null
}

/** By claim and place. `wordings` gives for each claim the wording that was last seen, by which its anchor is told from a copy. */
export function quotesInClaims(source: DocSource, wordings: ReadonlyMap<string, string>): ClaimQuote[] {
  return quotesOf(source, wordings).inClaims
}

/** The same, and those that no claim covers, by place. */
export function quotesOf(source: DocSource, wordings: ReadonlyMap<string, string>): { inClaims: ClaimQuote[]; untagged: UntaggedQuote[] } {
  const copy = copyOf(source)
  const quotations = outerQuotations(copy.text)
  if (quotations.length === 0) return { inClaims: [], untagged: [] }
  const anchors = claimAnchors(copy.doc, wordings)
  const claims = [...wordings.keys()].flatMap((claimId) => {
    const anchor = anchors.get(claimId)
    return anchor ? [{ claimId, from: copy.offsetOf(anchor.from), to: copy.offsetOf(anchor.to) }] : []
  })
  const speakerOf = (quotation: Quotation) => guessSpeaker(copy.text, quotation)?.name ?? null
  const inClaims = claims.flatMap((claim) =>
    quotations.flatMap((quotation) => {
      const quote = wordsIn(copy.text, quotation, claim)
      return quote === null ? [] : [{ claimId: claim.claimId, quote, quoteHash: wordingHash(quote), speaker: speakerOf(quotation) }]
    }),
  )
  const untagged = quotations.flatMap((quotation) => {
    const quote = wordsIn(copy.text, quotation, quotation)
    return quote === null || claims.some((claim) => overlaps(quotation, claim)) ? [] : [{ quote, speaker: speakerOf(quotation) }]
  })
  return { inClaims, untagged }
}

/** What a stretch holds of a quotation; null for less than two words. */
function wordsIn(text: string, quotation: Quotation, within: Stretch): string | null {
  const quote = quotation.inner.flatMap((part) => overlap(text, part, within)).join('\n')
  return tokensOf(quote).words.length < FEWEST_WORDS ? null : quote
}

function overlap(text: string, a: Stretch, b: Stretch): string[] {
  const shared = overlaps(a, b) ? text.slice(Math.max(a.from, b.from), Math.min(a.to, b.to)).trim() : ''
  return shared === '' ? [] : [shared]
}

function overlaps(a: Stretch, b: Stretch): boolean {
  return a.from < b.to && b.from < a.to
}
