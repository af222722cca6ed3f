/** CL-8: who said the quotes of claims, as people say. */
import type { QuotesDto } from '#lib/api/schemas/quotes.ts'
import type { Tx } from '#lib/db/client.ts'
import { personRefs } from '../people/person-refs.ts'
import type { ClaimQuote } from './claim-quotes.ts'

interface NamedSpeaker {
  speaker: string
  named: NonNullable<QuotesDto['quotes'][number]['speakerNamed']>
}

/** A quote with who said it, as somebody says; the guess is kept beside it, so that no name hides what it would find. */
export function asNamed(quote: ClaimQuote, named: NamedSpeaker | null): ClaimQuote {
  return named === null ? quote : { ...quote, speaker: named.speaker, speakers: [...quote.speakers, named.speaker] }
}

/** The newest for a quote of a claim; null where nobody has said. */
export async function loadSpeakers(db: Tx, claimIds: readonly string[]): Promise<(quote: { claimId: string; quoteHash: string }) => NamedSpeaker | null> {
  const rows = await db.quoteSpeaker.findMany({
    where: { claimId: { in: [...claimIds] } },
    orderBy: { createdAt: 'asc' },
    select: { claimId: true, quoteHash: true, speaker: true, userId: true, createdAt: true },
  })
  const person = await personRefs(
    db,
    rows.map(({ userId }) => userId),
  )
  return ({ claimId, quoteHash }) => {
    const newest = rows.findLast((row) => row.claimId === claimId && row.quoteHash === quoteHash)
    return newest ? { speaker: newest.speaker, named: { by: person(newest.userId), at: newest.createdAt.toISOString() } } : null
  }
}
