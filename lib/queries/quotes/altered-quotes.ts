/** CL-8: quotes that a source has in other words, as the gate sees them: by all evidence, whoever may read it. */
import type { Tx } from '#lib/db/client.ts'
import { alteredIn, type QuoteFinding } from '#lib/domain/quotes/altered.ts'
import type { DocSource } from '#lib/editor/read.ts'
import { evidenceTexts, type EvidenceText } from '../evidence/read-evidence-texts.ts'
import { quotesInClaims, quotesInWords, type ClaimQuote } from './claim-quotes.ts'
import { compared } from './compared.ts'
import { asNamed, loadSpeakers } from './named-speakers.ts'

export interface OpenQuote extends ClaimQuote {
  number: number
  /** The sources that have it in other words. */
  evidenceIds: string[]
  /** What tells who may read them. */
  sources: EvidenceText['access'][]
}

type QuotedArticle = Parameters<typeof evidenceTexts>[2]

/** `claims` as they stand in `source`. */
export async function loadAlteredQuotes(
  db: Tx,
  source: DocSource,
  claims: readonly { id: string; number: number; wording: string }[],
  article: QuotedArticle,
): Promise<OpenQuote[]> {
  return await alteredAmong(db, quotesInClaims(source, new Map(claims.map(({ id, wording }) => [id, wording]))), claims, article)
}

/** Of a claim whose words are gone from the copy: as they stood, with the little that is known of what stood around them. */
export async function loadAlteredInLostWords(
  db: Tx,
  claim: { id: string; number: number; wording: string; prefix: string; suffix: string },
  article: QuotedArticle,
): Promise<OpenQuote[]> {
  return await alteredAmong(db, quotesInWords(claim), [claim], article)
}

async function alteredAmong(
  db: Tx,
  quotes: readonly ClaimQuote[],
  claims: readonly { id: string; number: number }[],
  article: QuotedArticle,
): Promise<OpenQuote[]> {
  if (quotes.length === 0) return []
  const ids = [...new Set(quotes.map(({ claimId }) => claimId))]
  // Captured pages are long: only those of claims that quote somebody are fetched.
  const texts = await evidenceTexts(db, ids, article)
  if (texts.length === 0) return []
  const accepted = await acceptedSources(db, ids, article.desk)
  const named = await loadSpeakers(db, ids)
  return quotes.flatMap((one) => {
    const quote = asNamed(one, named(one))
    const number = claims.find(({ id }) => id === quote.claimId)?.number
    const evidenceIds = alteredIn(findingsOf(texts, quote), accepted(quote.claimId, quote.quoteHash))
    const sources = texts.filter(({ evidenceId }) => evidenceIds.includes(evidenceId)).map(({ access }) => access)
    return evidenceIds.length > 0 && number !== undefined ? [{ ...quote, number, evidenceIds, sources }] : []
  })
}

/** What each source of its claim has of a quote. */
export function findingsOf(texts: readonly EvidenceText[], quote: ClaimQuote): QuoteFinding[] {
  return findingsIn(
    texts.filter(({ claimId }) => claimId === quote.claimId),
    quote,
  )
}

/** What each of these has of it. */
export function findingsIn(texts: readonly EvidenceText[], quote: Omit<ClaimQuote, 'claimId'>): QuoteFinding[] {
  return texts.map(({ evidenceId, cannotClear, text }) => ({ evidenceId, cannotClear, result: compared(text, quote).result }))
}

/** The sources whose other words somebody has accepted, for a quote of a claim; not who had a part in it, where the desk has four eyes (RE-2i). */
export async function acceptedSources(
  db: Tx,
  claimIds: readonly string[],
  { fourEyes }: { fourEyes: boolean },
): Promise<(claimId: string, quoteHash: string) => ReadonlySet<string>> {
  const rows = await db.quoteOverride.findMany({
    where: { claimId: { in: [...claimIds] }, ...(fourEyes && { ownWords: false }) },
    select: { claimId: true, quoteHash: true, evidenceIds: true },
  })
  return (claimId, quoteHash) => new Set(rows.filter((row) => row.claimId === claimId && row.quoteHash === quoteHash).flatMap(({ evidenceIds }) => evidenceIds))
}
