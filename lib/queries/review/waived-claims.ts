/** RE-4g: claims that pass by a waiver, with who waived and what had been found: whoever signs reads it beside the sign-offs. */
import type { ReviewDto } from '#lib/api/schemas/review.ts'
import { countingVerdicts, isWaived } from '#lib/domain/claims/state.ts'
import { factsOf } from '../claims/claim-rows.ts'
import { loadBlind } from '../claims/is-blind.ts'
import type { QueryContext } from '../context.ts'
import { personRefs } from '../people/person-refs.ts'
import type { ArticleRow } from './load-article.ts'
import type { ReviewFacts } from './load-facts.ts'

/** By number. What was found is left out for who is to check the claim without knowing (CL-6h). */
export async function loadWaivedClaims(ctx: QueryContext, article: ArticleRow, facts: Pick<ReviewFacts, 'claims'>): Promise<ReviewDto['waivedClaims']> {
  const waived = facts.claims.flatMap(({ row }) => {
    const waiver = isWaived(factsOf(row, article.desk)) ? row.waivers.findLast(({ wordingHash }) => wordingHash === row.wordingHash) : undefined
    return waiver ? [{ row, waiver }] : []
  })
  if (waived.length === 0) return []
  const blind = await loadBlind(
    ctx,
    waived.map(({ row }) => ({ article, claim: row })),
  )
  const person = await personRefs(
    ctx.db,
    waived.map(({ waiver }) => waiver.userId),
  )
  return waived.map(({ row, waiver }) => ({
    claim: { id: row.id, number: row.number, wording: row.wording },
    by: person(waiver.userId),
    at: waiver.createdAt.toISOString(),
    reason: waiver.reason,
    found: blind.has(row.id) ? null : [...new Set(countingVerdicts(factsOf(row, article.desk)).map(({ verdict }) => verdict))],
  }))
}
