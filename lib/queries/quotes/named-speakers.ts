/** CL-8: who said the quotes of claims, as people say. */
import type { QuotesDto } from '#lib/api/schemas/quotes.ts'
import type { Tx } from '#lib/db/client.ts'
import { personRefs } from '../people/person-refs.ts'

interface NamedSpeaker {
  speaker: string
  named: NonNullable<QuotesDto['quotes'][number]['speakerNamed']>
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
