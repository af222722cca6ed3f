/**
 * CL-8w: a quote that a source had in other words when it went from its claim, changed there, cut or moved, wherever it stands
 * now: outside of every claim, or in one that does not have that source yet.
 */
import type { Tx } from '#lib/db/client.ts'
import { alteredIn } from '#lib/domain/quotes/altered.ts'
import type { DocSource } from '#lib/editor/read.ts'
import type { ClaimRow } from '../claims/claim-rows.ts'
import { standingAmong } from '../claims/present-claims.ts'
import { evidenceTexts, type EvidenceText } from '../evidence/read-evidence-texts.ts'
import { acceptedSources, findingsIn, findingsOf } from './altered-quotes.ts'
import { quotesInClaims, quotesOutside, type ClaimQuote, type OutsideQuote } from './claim-quotes.ts'
import { compared } from './compared.ts'

export interface StrayQuote extends OutsideQuote {
  /** The claim that it went from. */
  claimId: string
  number: number
  /** What tells who may read the sources that have it in other words. */
  sources: EvidenceText['access'][]
}

/** A claim that a quote stands in now, and the evidence of another that has it in other words. */
export interface QuoteTaker {
  from: ClaimRow
  to: ClaimRow
  evidenceIds: string[]
}

interface QuotedCopy {
  doc: DocSource
  /** All of the article, removed ones too, as they stand in it. */
  claims: readonly ClaimRow[]
}

type QuotedArticle = Parameters<typeof evidenceTexts>[2]

/** As the gate tells them, each once. */
export async function loadStrayQuotes(db: Tx, article: QuotedArticle, copy: QuotedCopy): Promise<StrayQuote[]> {
  const known = withAltered(copy.claims)
  if (known.length === 0) return []
  const wordings = standingWordings(copy.claims)
  const outside = quotesOutside(copy.doc, wordings).filter((quote) => known.some((claim) => isOf(claim, quote)))
  if (outside.length === 0) return []
  // A source of a claim that quotes the same clears it here too.
  const same = quotesInClaims(copy.doc, wordings).filter(({ quoteHash }) => outside.some((quote) => quote.quoteHash === quoteHash))
  const ids = [...new Set([...known.map(({ id }) => id), ...same.map(({ claimId }) => claimId)])]
  const texts = await evidenceTexts(db, ids, article)
  const accepted = await acceptedSources(db, ids, article.desk)
  const originOf = originsAmong(copy.claims)
  const found = outside.flatMap((quote) => {
    const claim = known.find((one) => isOf(one, quote))
    const also = same.filter(({ quoteHash }) => quoteHash === quote.quoteHash).map(({ claimId }) => claimId)
    const own = texts.filter(({ claimId }) => claimId === claim?.id || also.includes(claimId))
    const letPass = new Set(ids.flatMap((id) => [...accepted(id, quote.quoteHash)].map(originOf)))
    const open = alteredIn(
      findingsIn(own, quote).map((finding) => ({ ...finding, evidenceId: originOf(finding.evidenceId) })),
      letPass,
    )
    const sources = own.filter(({ evidenceId }) => open.includes(originOf(evidenceId))).map(({ access }) => access)
    return claim && open.length > 0 ? [{ ...quote, claimId: claim.id, number: claim.number, sources }] : []
  })
  return found.filter(({ quoteHash, of }, index) => found.findIndex((one) => one.quoteHash === quoteHash && one.of === of) === index)
}

/** Where such a quote stands in a claim that the evidence has never come to. */
export async function loadQuoteTakers(db: Tx, article: QuotedArticle, copy: QuotedCopy): Promise<QuoteTaker[]> {
  const known = withAltered(copy.claims)
  if (known.length === 0) return []
  const quotes = quotesInClaims(copy.doc, standingWordings(copy.claims)).filter((quote) =>
    known.some((claim) => claim.id !== quote.claimId && isOf(claim, quote)),
  )
  if (quotes.length === 0) return []
  const texts = await evidenceTexts(db, [...new Set([...known.map(({ id }) => id), ...quotes.map(({ claimId }) => claimId)])], article)
  const originOf = originsAmong(copy.claims)
  return quotes.flatMap((quote) =>
    known.flatMap((from): QuoteTaker[] => {
      const to = copy.claims.find(({ id }) => id === quote.claimId)
      if (!to || to.id === from.id || !isOf(from, quote)) return []
      const here = new Set(to.evidence.map(({ id }) => originOf(id)))
      const evidenceIds = alteredIn(
        [
          ...findingsIn(
            texts.filter(({ claimId }) => claimId === from.id),
            quote,
          ),
          ...findingsOf(texts, quote),
        ],
        NONE,
      ).filter((id) => from.evidence.some((one) => one.id === id) && !here.has(originOf(id)))
      return evidenceIds.length > 0 ? [{ from, to, evidenceIds }] : []
    }),
  )
}

const NONE: ReadonlySet<string> = new Set()

function withAltered(claims: readonly ClaimRow[]): ClaimRow[] {
  return claims.filter(({ alteredQuotes }) => alteredQuotes.length > 0)
}

function standingWordings(claims: readonly ClaimRow[]): Map<string, string> {
  return new Map(standingAmong(claims).map(({ id, wording }) => [id, wording]))
}

/** Whether it is one that went from this claim, in whatever words: as a quote is its source's. */
function isOf({ alteredQuotes }: ClaimRow, quote: Omit<ClaimQuote, 'claimId'>): boolean {
  return alteredQuotes.some((one) => one.quoteHash === quote.quoteHash || compared(one.quote, quote).result !== 'not_found')
}

/** Of a copy that came with the words what it was copied from first; else itself. */
function originsAmong(claims: readonly ClaimRow[]): (id: string) => string {
  const from = new Map(claims.flatMap(({ evidence }) => evidence.map(({ id, copiedFromId }) => [id, copiedFromId] as const)))
  const originOf = (id: string): string => {
    const origin = from.get(id)
    return origin ? originOf(origin) : id
  }
  return originOf
}
