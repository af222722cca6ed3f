/** The words inside quotation marks in a claim: where its anchor and the quotations of the copy overlap. */
import { wordingHash } from '#lib/domain/claims/wording.ts'
import type { CutQuotation } from '#lib/domain/quotes/cut-quotation.ts'
import { findUnpaired, outerQuotations, type Quotation, type Stretch, type Unpaired } from '#lib/domain/quotes/quotations.ts'
import { isSaid, likelySpeaker } from '#lib/domain/quotes/speaker.ts'
import { tokensOf } from '#lib/domain/quotes/tokens.ts'
import { unpairedStretches } from '#lib/domain/quotes/unpaired-words.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { copyOf } from '#lib/editor/copy-text.ts'
import type { DocSource } from '#lib/editor/read.ts'
import { spokenAttributes, type SpokenAttribute } from '#lib/editor/spoken-attributes.ts'

export interface ClaimQuote {
  claimId: string
  /** As it stands in the copy, marks left out; only what the claim holds of it. */
  quote: string
  /** Of the normalised words: the name under which a decision about them is kept. */
  quoteHash: string
  /** Who probably said it. */
  speaker: string | null
  /** The same, and who it is said to be: their own quotations in a source are looked at more closely (CL-8v). */
  speakers: readonly string[]
  /** CL-8n: the mark that it has lost; null for one between two. */
  missing: Unpaired['missing'] | null
  /** CL-8u: the quotation of which the claim holds this part; null where it holds all of it. */
  cutFrom: CutQuotation | null
}

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
  const unpaired = findUnpaired(copy.text)
  if (quotations.length === 0 && unpaired.length === 0) return { inClaims: [], untagged: [] }
  const anchors = claimAnchors(copy.doc, wordings)
  const claims = [...wordings.keys()].flatMap((claimId) => {
    const anchor = anchors.get(claimId)
    return anchor ? [{ claimId, from: copy.offsetOf(anchor.from), to: copy.offsetOf(anchor.to) }] : []
  })
  const inClaims = quotesAt({ text: copy.text, quotations, unpaired }, claims)
  const untagged = quotations.flatMap((quotation) => {
    const quote = wordsIn(copy.text, quotation, quotation)
    if (quote === null || claims.some((claim) => overlaps(quotation, claim))) return []
    // A single word at a distance (so-called “deal”) is nobody's to check, unless somebody says it.
    return tokensOf(quote).words.length > 1 || isSaid(copy.text, quotation) ? [{ quote, speaker: likelySpeaker(copy.text, quotation) }] : []
  })
  return { inClaims, untagged }
}

export interface OutsideQuote extends Omit<ClaimQuote, 'claimId'> {
  of: 'copy' | SpokenAttribute['of']
}

/** What lies outside of every claim, of a quotation that a claim cuts the rest; and what pictures and links say of themselves. */
export function quotesOutside(source: DocSource, wordings: ReadonlyMap<string, string>): OutsideQuote[] {
  const copy = copyOf(source)
  const anchors = claimAnchors(copy.doc, wordings)
  const claims = [...wordings.keys()].flatMap((claimId) => anchors.get(claimId) ?? [])
  const gaps: Stretch[] = []
  let at = 0
  for (const { from, to } of claims.map((anchor) => ({ from: copy.offsetOf(anchor.from), to: copy.offsetOf(anchor.to) })).toSorted((a, b) => a.from - b.from)) {
    if (from > at) gaps.push({ from: at, to: from })
    at = Math.max(at, to)
  }
  const inCopy = quotesAt(quotingOf(copy.text), [...gaps, { from: at, to: copy.text.length }])
  const inAttributes = spokenAttributes(copy.doc).flatMap(({ of, text }) =>
    quotesAt(quotingOf(text), [{ from: 0, to: text.length }]).map((quote) => ({ ...quote, of })),
  )
  return [...inCopy.map((quote) => ({ ...quote, of: 'copy' as const })), ...inAttributes]
}

function quotingOf(text: string): Quoting {
  return { text, quotations: outerQuotations(text), unpaired: findUnpaired(text) }
}

/** The same of words that no longer stand, with the copy that stood beside them. */
export function quotesInWords({ id, wording, prefix, suffix }: { id: string; wording: string; prefix: string; suffix: string }): ClaimQuote[] {
  const text = `${prefix}${wording}${suffix}`
  return quotesAt(quotingOf(text), [{ claimId: id, from: prefix.length, to: prefix.length + wording.length }])
}

interface Quoting {
  text: string
  quotations: readonly Quotation[]
  unpaired: readonly Unpaired[]
}

/** `within`: claims, or what lies between them. */
function quotesAt<Within extends Stretch>(
  { text, quotations, unpaired }: Quoting,
  within: readonly Within[],
): (Omit<Within, keyof Stretch> & Omit<ClaimQuote, 'claimId'>)[] {
  return within.flatMap((claim) => {
    const { from: _from, to: _to, ...of } = claim
    const whole = quotations.flatMap((quotation) => {
      const quote = wordsIn(text, quotation, claim)
      return quote === null ? [] : [{ quote, place: quotation, missing: null, cutFrom: cutFrom(text, quotation.inner, claim) }]
    })
    const halves = unpaired.flatMap(({ inner, missing }) =>
      inner
        .flatMap((stretch) => unpairedStretches(text, stretch, missing))
        .flatMap((place) => {
          const quote = wordsIn(text, { inner: [place] }, claim)
          return quote === null ? [] : [{ quote, place, missing, cutFrom: cutFrom(text, [place], claim) }]
        }),
    )
    return [...whole, ...halves]
      .toSorted((a, b) => a.place.from - b.place.from)
      .map(({ quote, place, ...found }) => {
        const speaker = likelySpeaker(text, place)
        return { ...of, quote, quoteHash: wordingHash(quote), speaker, speakers: speaker === null ? [] : [speaker], ...found }
      })
  })
}

/** What a stretch holds of a quotation; null where it holds no word of it. */
function wordsIn(text: string, quotation: Pick<Quotation, 'inner'>, within: Stretch): string | null {
  const parts = quotation.inner.flatMap((part) => shared(part, within)).map(({ from, to }) => text.slice(from, to).trim())
  const quote = parts.filter((part) => part !== '').join('\n')
  return tokensOf(quote).words.length === 0 ? null : quote
}

/** The whole of a quotation that a stretch cuts; null where it holds all its words. */
function cutFrom(text: string, inner: readonly Stretch[], within: Stretch): CutQuotation | null {
  const count = (from: number, to: number) => tokensOf(wordsIn(text, { inner }, { from, to }) ?? '').words.length
  const [before, after] = [count(0, within.from), count(within.to, text.length)]
  return before + after === 0 ? null : { words: wordsIn(text, { inner }, { from: 0, to: text.length }) ?? '', before }
}

function shared(a: Stretch, b: Stretch): Stretch[] {
  return overlaps(a, b) ? [{ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }] : []
}

function overlaps(a: Stretch, b: Stretch): boolean {
  return a.from < b.to && b.from < a.to
}
