/** RE-4h: every claim with what was found and by which waiver it passes (RE-4g), for whoever signs. */
import type { ReviewDto } from '#lib/api/schemas/review.ts'
import { claimState, countingVerdicts, isWaived } from '#lib/domain/claims/state.ts'
import { notableOf } from '#lib/domain/review/notable.ts'
import { countingWaiver, factsOf } from '../claims/claim-rows.ts'
import { loadBlind, loadUntoldFindings } from '../claims/is-blind.ts'
import type { QueryContext } from '../context.ts'
import { mayRead } from '../evidence/may-read.ts'
import { personRefs } from '../people/person-refs.ts'
import type { ArticleRow } from './load-article.ts'
import type { ReviewFacts } from './load-facts.ts'

/** By number. Counted are the sources that the person may read (CL-7c); what was found is left out for who is to check without knowing (CL-6h). */
export async function loadClaimsToSign(ctx: QueryContext, article: ArticleRow, { claims }: Pick<ReviewFacts, 'claims'>): Promise<ReviewDto['claims']> {
  const rows = claims.map(({ row }) => row)
  const all = await ctx.db.evidence.findMany({
    where: { claimId: { in: rows.map(({ id }) => id) }, withdrawnAt: null },
    select: { claimId: true, relation: true, confidential: true, createdById: true, readers: { select: { userId: true } } },
  })
  const seen = new Map(rows.map(({ id }) => [id, [] as typeof all]))
  for (const evidence of all) if (mayRead(ctx.actor, article, evidence)) seen.get(evidence.claimId)?.push(evidence)
  const blind = await loadBlind(
    ctx,
    rows.map((claim) => ({ article, claim })),
  )
  const untold = await loadUntoldFindings(ctx, article, rows)
  const person = await personRefs(
    ctx.db,
    rows.flatMap(({ verdicts, standingFindings, waivers }) => [
      ...[...verdicts, ...standingFindings.map(({ verdict }) => verdict)].map(({ checkerId }) => checkerId),
      ...waivers.map(({ userId }) => userId),
    ]),
  )
  return rows.map((row) => {
    const facts = factsOf(row, article.desk)
    const sources = seen.get(row.id) ?? []
    const isHidden = blind.has(row.id)
    const inherited = new Set(row.verdicts.flatMap(({ id, inheritedId }) => (inheritedId === null ? [] : id)))
    const told = countingVerdicts(facts).filter(({ id }) => !untold.has(id))
    const found = told.map(({ id, checkerId, verdict, condition, at }) => ({
      by: person(checkerId),
      verdict,
      condition: condition ?? null,
      inherited: inherited.has(id),
      at: at.toISOString(),
    }))
    const state = claimState(facts)
    const waiver = isWaived(facts) ? countingWaiver(row, article.desk) : undefined
    const notable = notableOf({ state, verdicts: facts.verdicts, found, sources })
    return {
      claim: { id: row.id, number: row.number, wording: row.wording },
      taggedAt: row.createdAt.toISOString(),
      state,
      found: isHidden ? null : found,
      waiver: waiver ? { by: person(waiver.userId), at: waiver.createdAt.toISOString(), reason: waiver.reason } : null,
      sources: sources.length,
      supporting: sources.filter(({ relation }) => relation === 'supports').length,
      contradicting: sources.filter(({ relation }) => relation === 'contradicts').length,
      // Of these alone nothing tells what was found.
      notable: isHidden ? notable.filter((reason) => reason === 'contradicted' || reason === 'waived') : notable,
    }
  })
}
