/** Claims as rows with all that their state follows from; `load-claims.ts` asks for them. */
import type { Prisma } from '#lib/db/generated/client.ts'
import type { ClaimSetMember } from '#lib/domain/claims/claim-set.ts'
import type { RemovalFacts } from '#lib/domain/claims/removal.ts'

export const VERDICT_SELECT = {
  id: true,
  checkerId: true,
  verdict: true,
  rationale: true,
  wording: true,
  wordingHash: true,
  condition: true,
  confirmsId: true,
  inheritedId: true,
  evidenceIds: true,
  againstIds: true,
  ownWords: true,
  besideHash: true,
  createdAt: true,
} as const

/** What `load-claims.ts` reads, as Prisma would be asked for it. */
export const CLAIM_SELECT = {
  id: true,
  articleId: true,
  number: true,
  kind: true,
  priority: true,
  secondCheck: true,
  secondCheckAsked: true,
  note: true,
  legalFlag: true,
  legalFlagByLegal: true,
  legalFlaggedById: true,
  taggedWording: true,
  wording: true,
  wordingHash: true,
  prefix: true,
  suffix: true,
  detachedAt: true,
  removedAt: true,
  splitFromId: true,
  pastedFromId: true,
  mergedIntoId: true,
  createdById: true,
  createdAt: true,
  verdicts: { select: VERDICT_SELECT, orderBy: { createdAt: 'asc' } },
  standingFindings: { select: { wordingHash: true, verdict: { select: { ...VERDICT_SELECT, claim: { select: { id: true, number: true } } } } } },
  /** What was brought over to it and holds no longer where it came from. */
  inherited: { where: { fallenAt: { not: null } }, select: { id: true } },
  waivers: {
    select: { id: true, userId: true, reason: true, wordingHash: true, evidenceIds: true, againstIds: true, ownWords: true, besideHash: true, createdAt: true },
    orderBy: { createdAt: 'asc' },
  },
  /** Withdrawn evidence too; who reads it does not matter for what it does to the claim. */
  evidence: { select: { id: true, saidIds: true, relation: true, confidential: true, withdrawnAt: true, copiedFromId: true } },
  tasks: {
    select: {
      id: true,
      claimId: true,
      assigneeId: true,
      createdById: true,
      state: true,
      secondCheck: true,
      question: true,
      dueAt: true,
      createdAt: true,
      ended: true,
      endReason: true,
    },
    orderBy: { createdAt: 'asc' },
  },
  /** Words that left it while something held it (RE-5f). */
  heldWordings: { select: { wordingHash: true, wording: true, heldBy: true } },
  /** Quotes that a source had in other words when they went from it (CL-8w). */
  alteredQuotes: { select: { quoteHash: true, quote: true }, orderBy: { quoteHash: 'asc' } },
  wordingProposals: { select: { beforeHash: true, after: true, proposedById: true, createdAt: true, decidedAt: true, accepted: true } },
  /** The open ones. */
  authorQueries: {
    where: { closedAt: null },
    select: { id: true, question: true, objection: true, askedById: true, createdAt: true },
    orderBy: { createdAt: 'asc' },
  },
  _count: {
    select: { authorQueries: true, inherited: { where: { takenBackAt: null } }, wordings: { where: { placed: true } } },
  },
} as const

export type ClaimRow = Prisma.ClaimGetPayload<{ select: typeof CLAIM_SELECT }>

/** What of its desk decides what state a claim is in. */
export const CHECKING_RULES = { secondCheck: true, fourEyes: true } as const
export type CheckingRules = Record<keyof typeof CHECKING_RULES, boolean>

/** The facts that state, blocking and the claim-set hash are computed from; what does not count (RE-2i) is not among them. */
export function factsOf(claim: ClaimRow, desk: CheckingRules): ClaimSetMember {
  const counts = countsOn(desk)
  const fallen = new Set(claim.inherited.map(({ id }) => id))
  return {
    number: claim.number,
    kind: claim.kind,
    wordingHash: claim.wordingHash,
    detached: claim.detachedAt !== null,
    secondCheck: claim.secondCheck || desk.secondCheck,
    verdicts: claim.verdicts.filter(counts).map((verdict) => ({ ...verdict, at: verdict.createdAt, fallen: fallen.has(verdict.inheritedId ?? '') })),
    standing: claim.standingFindings.map(({ wordingHash, verdict }) => ({ ...verdict, at: verdict.createdAt, within: wordingHash })),
    waivers: claim.waivers.filter(counts).map((waiver) => ({ ...waiver, at: waiver.createdAt })),
    tasks: claim.tasks,
    evidence: claim.evidence,
  }
}

/** What who had a part in the words decided about them does not count, while the desk has four eyes (RE-2i). */
function countsOn({ fourEyes }: Pick<CheckingRules, 'fourEyes'>): (given: { ownWords: boolean }) => boolean {
  return ({ ownWords }) => !(ownWords && fourEyes)
}

/** The newest that counts for the words as they stand, whether or not a verdict has undone it. */
export function countingWaiver({ waivers, wordingHash }: ClaimRow, desk: CheckingRules): ClaimRow['waivers'][number] | undefined {
  return waivers.filter(countsOn(desk)).findLast((waiver) => waiver.wordingHash === wordingHash)
}

/** Whether what somebody decided about the words as they stand does not count, since they had a part in them. */
export function hasOwnCheck({ verdicts, waivers, wordingHash }: ClaimRow, { fourEyes }: Pick<CheckingRules, 'fourEyes'>): boolean {
  return fourEyes && [...verdicts, ...waivers].some((given) => given.ownWords && given.wordingHash === wordingHash)
}

/** What decides whether it may be removed. Without `quoteAltered`, as though its quotes were in order. */
export function removalFactsOf(claim: ClaimRow, desk: CheckingRules, { quoteAltered = false } = {}): RemovalFacts {
  return {
    ...factsOf(claim, desk),
    legalFlag: claim.legalFlag,
    quoteAltered,
    openQueries: claim.authorQueries,
    queries: claim._count.authorQueries,
    placings: claim._count.wordings,
    splitFromId: claim.splitFromId,
    secondCheckAsked: claim.secondCheckAsked,
    secondCheckOwn: claim.secondCheck && !desk.secondCheck,
  }
}
