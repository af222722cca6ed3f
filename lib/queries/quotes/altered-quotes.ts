/** CL-8: quotes that a source has in other words, as the gate sees them: by all evidence, whoever may read it. */
import type { Tx } from '#lib/db/client.ts'
import { alteredIn } from '#lib/domain/quotes/altered.ts'
import type { GateFacts } from '#lib/domain/gate/gate.ts'
import type { DocSource } from '#lib/editor/read.ts'
import { evidenceTexts } from '../evidence/read-evidence-texts.ts'
import { quotesInClaims } from './claim-quotes.ts'
import { compared } from './compared.ts'

/** `claims` as they stand in `source`. */
export async function loadAlteredQuotes(
  db: Tx,
  source: DocSource,
  claims: readonly { id: string; number: number; wording: string }[],
  desk: { fourEyes: boolean },
): Promise<GateFacts['alteredQuotes']> {
  const quotes = quotesInClaims(source, new Map(claims.map(({ id, wording }) => [id, wording])))
  if (quotes.length === 0) return []
  // Captured pages are long: only those of claims that quote somebody are fetched.
  const texts = await evidenceTexts(db, [...new Set(quotes.map(({ claimId }) => claimId))], desk)
  if (texts.length === 0) return []
  const accepted = await acceptedSources(
    db,
    quotes.map(({ claimId }) => claimId),
  )
  return quotes.flatMap((found) => {
    const { claimId, quote, quoteHash, missing } = found
    const findings = texts
      .filter((text) => text.claimId === claimId)
      .map(({ evidenceId, byAuthor, text }) => ({ evidenceId, byAuthor, result: compared(text, found).result }))
    const number = claims.find(({ id }) => id === claimId)?.number
    const isOpen = alteredIn(findings, accepted(claimId, quoteHash)).length > 0
    return isOpen && number !== undefined ? [{ claimId, number, quote, unpaired: missing !== null }] : []
  })
}

/** The sources whose other words somebody has accepted, for a quote of a claim. */
export async function acceptedSources(db: Tx, claimIds: readonly string[]): Promise<(claimId: string, quoteHash: string) => ReadonlySet<string>> {
  const rows = await db.quoteOverride.findMany({
    where: { claimId: { in: [...claimIds] } },
    select: { claimId: true, quoteHash: true, evidenceIds: true },
  })
  return (claimId, quoteHash) => new Set(rows.filter((row) => row.claimId === claimId && row.quoteHash === quoteHash).flatMap(({ evidenceIds }) => evidenceIds))
}
