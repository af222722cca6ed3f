import type { ReviewDto, SignOffDto } from '#lib/api/schemas/review.ts'
import { blockersBefore, type Blocker } from '#lib/domain/gate/gate.ts'
import { signOffInvolvement } from '#lib/domain/review/four-eyes.ts'
import { SIGN_OFF_KINDS } from '#lib/domain/review/sign-off-kinds.ts'
import { requiredSignOffs, staleness } from '#lib/domain/review/sign-offs.ts'
import { can } from '#lib/policies/can.ts'
import { loadCopy } from '../articles/load-copy.ts'
import type { QueryContext } from '../context.ts'
import { personRefs } from '../people/person-refs.ts'
import { countUndecided } from '../suggestions/count-undecided.ts'
import { blockersFor } from './blocker-dtos.ts'
import { loadClaimsToSign } from './claims-to-sign.ts'
import { gateDto } from './get-gate.ts'
import { loadEndedChecks } from './ended-checks.ts'
import { visibleArticle, type ArticleRow } from './load-article.ts'
import { loadPassedWords } from './passed-words.ts'
import { loadReviewFacts, type ReviewFacts } from './load-facts.ts'
import { signOffPart } from './sign-off-part.ts'

/** Everything that the review page shows. Throws `not-found` when the person may not see the article. */
export async function getReview(ctx: QueryContext, articleId: string): Promise<ReviewDto> {
  const article = await visibleArticle(ctx.db, ctx.actor, articleId)
  const { doc } = await loadCopy(ctx.db, articleId)
  const facts = await loadReviewFacts(ctx.db, article, doc)
  const blockers = blockersFor(ctx.actor, facts)
  return {
    gate: gateDto(facts, blockers),
    signOffs: await signOffDtos(ctx, facts),
    required: requiredSignOffs(facts),
    legalFlags: await legalFlags(ctx, article, facts),
    claims: await loadClaimsToSign(ctx, article, facts),
    publishedVersionId: await publishedVersion(ctx, articleId),
    undecidedSuggestions: await countUndecided(ctx.db, articleId, doc),
    endedChecks: await loadEndedChecks(ctx.db, article.id),
    passedWords: await loadPassedWords(ctx, articleId, { doc, wordings: new Map(facts.claims.map(({ row }) => [row.id, row.wording])) }),
    blocked: blockedFor(ctx, { article, facts, blockers }),
    involvement: await involvementOf(ctx, article, facts),
  }
}

/** CL-1d: what legal is asked to read, and by whom; the article itself first. */
async function legalFlags({ db }: QueryContext, article: ArticleRow, facts: ReviewFacts): Promise<ReviewDto['legalFlags']> {
  const flagged = facts.claims.flatMap(({ row }) => (row.legalFlag ? [row] : []))
  const ids = [article, ...flagged].flatMap(({ legalFlaggedById }) => legalFlaggedById ?? [])
  const person = await personRefs(db, [...ids, ...flagged.flatMap(({ authorQueries }) => authorQueries.map(({ askedById }) => askedById))])
  const by = (id: string | null) => (id === null ? null : person(id))
  return [
    ...(article.legalFlag ? [{ claim: null, by: by(article.legalFlaggedById), objections: [] }] : []),
    ...flagged.map(({ id, number, wording, legalFlaggedById, authorQueries }) => ({
      claim: { id, number, wording },
      by: by(legalFlaggedById),
      objections: authorQueries
        .filter(({ objection }) => objection)
        .map((query) => ({ id: query.id, reason: query.question, by: person(query.askedById), at: query.createdAt.toISOString() })),
    })),
  ]
}

/** What readers have. */
async function publishedVersion({ db }: QueryContext, articleId: string): Promise<string | null> {
  const newest = await db.publication.findFirst({ where: { articleId }, orderBy: { number: 'desc' }, select: { kind: true, versionId: true } })
  return newest === null || newest.kind === 'withdrawal' ? null : newest.versionId
}

async function signOffDtos({ db }: QueryContext, facts: ReviewFacts): Promise<SignOffDto[]> {
  const person = await personRefs(
    db,
    facts.signOffs.map(({ userId }) => userId),
  )
  return facts.signOffs.map(({ id, kind, contentHash, claimSetHash, versionId, userId, createdAt }) => ({
    id,
    kind,
    contentHash,
    claimSetHash,
    versionId,
    by: person(userId),
    at: createdAt.toISOString(),
    stale: staleness({ contentHash, claimSetHash, createdAt }, facts),
  }))
}

/** What part this person had, by which four eyes keep them from a sign-off that their role would allow. */
async function involvementOf({ actor, db }: QueryContext, article: ArticleRow, facts: ReviewFacts): Promise<ReviewDto['involvement']> {
  const parts: ReviewDto['involvement'] = {}
  for (const kind of SIGN_OFF_KINDS) {
    const part = can(actor, `signOff.${kind}`, article) ? await signOffPart(db, { article, facts, kind, userId: actor.userId }) : null
    if (part !== null) parts[kind] = part
  }
  return parts
}

/** Why this person may not give a sign-off that their role would allow. */
function blockedFor(
  { actor }: QueryContext,
  { article, facts, blockers }: { article: ArticleRow; facts: ReviewFacts; blockers: readonly Blocker[] },
): ReviewDto['blocked'] {
  const blocked: ReviewDto['blocked'] = {}
  for (const kind of SIGN_OFF_KINDS) {
    if (!can(actor, `signOff.${kind}`, article)) continue
    if (signOffInvolvement({ ...facts, kind, userId: actor.userId })) blocked[kind] = 'four-eyes'
    else if (blockersBefore(kind, blockers).length > 0) blocked[kind] = 'not-ready'
  }
  return blocked
}
