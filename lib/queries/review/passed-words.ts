/** CL-4j: words from claims that were not cleared, which somebody let pass and which stand outside of every claim. */
import type { DocSource } from '#lib/editor/read.ts'
import type { ReviewDto } from '#lib/api/schemas/review.ts'
import { placesOutsideClaims } from '#lib/editor/pasted-place.ts'
import type { QueryContext } from '../context.ts'
import { loadClaimSources } from '../pasted-claims/claim-sources.ts'
import { personRefs } from '../people/person-refs.ts'

/** The newest first, each wording of a source once. `wordings`: of the article's claims, by their ids. */
export async function loadPassedWords(
  ctx: QueryContext,
  articleId: string,
  { doc, wordings }: { doc: DocSource; wordings: ReadonlyMap<string, string> },
): Promise<ReviewDto['passedWords']> {
  const decided = await ctx.db.pastedClaim.findMany({
    where: { articleId, claimId: null, reason: { not: null }, decidedAt: { not: null } },
    orderBy: { decidedAt: 'desc' },
    select: { sourceClaimId: true, quote: true, reason: true, decidedById: true, decidedAt: true },
  })
  if (decided.length === 0) return []
  const placeOf = placesOutsideClaims(doc, wordings)
  const standing = [...new Map(decided.toReversed().map((row) => [`${row.sourceClaimId} ${row.quote}`, row])).values()]
    .toReversed()
    .filter(({ quote }) => placeOf(quote) !== null)
  if (standing.length === 0) return []
  const sourceOf = await loadClaimSources(
    ctx,
    standing.map(({ sourceClaimId }) => sourceClaimId),
  )
  const person = await personRefs(
    ctx.db,
    standing.flatMap(({ decidedById }) => decidedById ?? []),
  )
  return standing.flatMap(({ quote, sourceClaimId, reason, decidedById, decidedAt }) =>
    reason === null || decidedById === null || decidedAt === null
      ? []
      : [{ quote, source: sourceOf(sourceClaimId), by: person(decidedById), at: decidedAt.toISOString(), reason }],
  )
}
