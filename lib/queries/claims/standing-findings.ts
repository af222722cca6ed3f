/** CL-6u over an article: what was found on words that stand in its claims. */
import type { Tx } from '#lib/db/client.ts'
import { standingFindings } from '#lib/domain/claims/standing-findings.ts'
import { VERDICT_SELECT, type ClaimRow } from './claim-rows.ts'

const PLACE = { id: true, wording: true, wordingHash: true, detachedAt: true, removedAt: true, splitFromId: true, mergedIntoId: true } as const

type Standing = ClaimRow['standingFindings']

/** By the claim's id; a claim without any is not in it. `asTheyStand`: what the copy says where the rows are behind. */
export async function loadStandingFindings(
  db: Tx,
  articleId: string,
  asTheyStand: ReadonlyMap<string, { wording: string; wordingHash: string; detachedAt: Date | null }> = new Map(),
): Promise<Map<string, Standing>> {
  if ((await db.verdict.count({ where: { claim: { articleId }, verdict: { not: 'verified' } } })) === 0) return new Map()
  const rows = await db.claim.findMany({
    where: { articleId },
    select: { ...PLACE, verdicts: { select: { ...VERDICT_SELECT, claim: { select: { number: true } } } } },
  })
  const claims = rows.map((row) => {
    const { wording, wordingHash, detachedAt } = asTheyStand.get(row.id) ?? row
    return { ...row, wording, wordingHash, detachedAt }
  })
  const { desk } = await db.article.findUniqueOrThrow({ where: { id: articleId }, select: { desk: { select: { fourEyes: true } } } })
  // What somebody found about their own words does not count (RE-2i).
  const verdicts = claims.flatMap(({ id, verdicts: given }) =>
    given.filter(({ ownWords }) => !(ownWords && desk.fourEyes)).map((verdict) => ({ ...verdict, claimId: id, at: verdict.createdAt })),
  )
  const places = claims.map(({ id, wording, wordingHash, detachedAt, removedAt, splitFromId, mergedIntoId }) => ({
    id,
    wording,
    wordingHash,
    stands: removedAt === null && detachedAt === null,
    kinIds: [splitFromId, mergedIntoId].filter((kin) => kin !== null),
  }))
  const proposals = await db.wordingProposal.findMany({
    where: { claim: { articleId }, accepted: true },
    select: { proposedById: true, after: true, createdAt: true },
  })
  const accepted = proposals.map(({ proposedById, after, createdAt }) => ({ proposerId: proposedById, words: after, at: createdAt }))
  const byId = new Map(claims.flatMap(({ verdicts: given }) => given.map((verdict) => [verdict.id, verdict])))
  const hashOf = new Map(places.map(({ id, wordingHash }) => [id, wordingHash]))
  return new Map(
    [...standingFindings(places, verdicts, accepted)].flatMap(([id, verdictIds]): [string, Standing][] => {
      const standing = verdictIds.flatMap((verdictId) => byId.get(verdictId) ?? []).map((verdict) => ({ wordingHash: hashOf.get(id) ?? '', verdict }))
      return standing.length === 0 ? [] : [[id, standing]]
    }),
  )
}
