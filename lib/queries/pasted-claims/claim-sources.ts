/** The claims that words were copied from, as one person may see them. */
import type { ClaimSourceDto } from '#lib/api/schemas/pasted-claims.ts'
import { claimState, verdictsOnWords } from '#lib/domain/claims/state.ts'
import { can } from '#lib/policies/can.ts'
import { factsOf } from '../claims/claim-rows.ts'
import { loadBlind } from '../claims/is-blind.ts'
import { claimsWithArticle } from '../claims/load-claims.ts'
import type { QueryContext } from '../context.ts'
import { mayRead } from '../evidence/may-read.ts'
import { personRefs } from '../people/person-refs.ts'

/** Those that were not removed and whose article the person may read; for all others there is none. */
export async function loadClaimSources({ actor, db }: QueryContext, claimIds: readonly string[]): Promise<(claimId: string) => ClaimSourceDto | null> {
  if (claimIds.length === 0) return () => null
  const rows = await claimsWithArticle(db, claimIds)
  const readable = rows.filter(({ removedAt, article }) => removedAt === null && can(actor, 'article.read', article))
  if (readable.length === 0) return () => null
  const evidence = await db.evidence.findMany({
    where: { claimId: { in: readable.map(({ id }) => id) }, withdrawnAt: null },
    select: { claimId: true, confidential: true, createdById: true, readers: { select: { userId: true } } },
  })
  const blind = await loadBlind(
    { actor, db },
    readable.map(({ article, ...claim }) => ({ article, claim })),
  )
  const person = await personRefs(
    db,
    readable.flatMap(({ verdicts }) => verdicts.map(({ checkerId }) => checkerId)),
  )
  const sources = readable.map(({ article, ...claim }): ClaimSourceDto => {
    const facts = factsOf(claim, article.desk)
    const verdicts = blind.has(claim.id) ? [] : verdictsOnWords(facts)
    return {
      claimId: claim.id,
      number: claim.number,
      article: { id: article.id, title: article.title },
      wording: claim.wording,
      state: claimState(facts),
      verdicts: verdicts.map(({ verdict, checkerId, at }) => ({ verdict, checker: person(checkerId), at: at.toISOString() })),
      evidence: evidence.filter((found) => found.claimId === claim.id && mayRead(actor, article, found)).length,
    }
  })
  return (claimId) => sources.find((source) => source.claimId === claimId) ?? null
}
