/** CL-6u over an article: what was found on words that stand in its claims. */
import { standingFindings } from '#lib/domain/claims/standing-findings.ts'
import type { CheckingRules, ClaimRow } from './claim-rows.ts'

type Standing = ClaimRow['standingFindings']

/** By the claim's id; a claim without any is not in it. `claims`: all of the article, removed ones too, as they stand. */
export function standingIn({ fourEyes }: Pick<CheckingRules, 'fourEyes'>, claims: readonly ClaimRow[]): Map<string, Standing> {
  if (!claims.some((claim) => claim.verdicts.some(({ verdict }) => verdict !== 'verified'))) return new Map()
  // What somebody found about their own words does not count (RE-2i).
  const verdicts = claims.flatMap(({ id, verdicts: given }) =>
    given.filter(({ ownWords }) => !(ownWords && fourEyes)).map((verdict) => ({ ...verdict, claimId: id, at: verdict.createdAt })),
  )
  const places = claims.map(({ id, wording, wordingHash, detachedAt, removedAt, splitFromId, mergedIntoId }) => ({
    id,
    wording,
    wordingHash,
    stands: removedAt === null && detachedAt === null,
    kinIds: [splitFromId, mergedIntoId].filter((kin) => kin !== null),
  }))
  const proposals = claims.flatMap(({ wordingProposals }) => wordingProposals.filter(({ accepted }) => accepted === true))
  const accepted = proposals.map(({ proposedById, after, createdAt }) => ({ proposerId: proposedById, words: after, at: createdAt }))
  const byId = new Map(claims.flatMap(({ id, number, verdicts: given }) => given.map((verdict) => [verdict.id, { ...verdict, claim: { id, number } }])))
  const hashOf = new Map(places.map(({ id, wordingHash }) => [id, wordingHash]))
  return new Map(
    [...standingFindings(places, verdicts, accepted)].flatMap(([id, verdictIds]): [string, Standing][] => {
      const standing = verdictIds.flatMap((verdictId) => byId.get(verdictId) ?? []).map((verdict) => ({ wordingHash: hashOf.get(id) ?? '', verdict }))
      return standing.length === 0 ? [] : [[id, standing]]
    }),
  )
}
