/**
 * CL-10: the same or nearly the same words, as they were checked in other articles that the person may read. What is
 * looked through are verdicts, since a verdict is for exact words, whatever became of the copy since.
 */
import type { EvidenceDto } from '#lib/api/schemas/claims.ts'
import type { PersonRef } from '#lib/api/schemas/common.ts'
import type { CheckedBeforeDto, CheckedBeforeItem } from '#lib/api/schemas/library.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { outcomeOf, toConfirm, verdictsOnWords, type Outcome, type VerdictFact } from '#lib/domain/claims/state.ts'
import { compareWordingStrictly } from '#lib/domain/claims/wording.ts'
import { hasLikeness, NEAR, outOfDateAt, reuseBlock } from '#lib/domain/library/checked-before.ts'
import { evidenceDto, loadEvidence, peopleInEvidence, verdictDto } from '../claims/claim-dto.ts'
import { loadBlind } from '../claims/is-blind.ts'
import { factsOf } from '../claims/claim-rows.ts'
import { getClaim } from '../claims/get-claim.ts'
import { claimsWithArticle, type ClaimWithArticle } from '../claims/load-claims.ts'
import type { QueryContext } from '../context.ts'
import { mayRead } from '../evidence/may-read.ts'
import { personRefs } from '../people/person-refs.ts'
import { desksOf, visibleArticle } from '../review/load-article.ts'

/** Wordings looked at, and shown, at most. */
const LOOKED_AT = 40
const SHOWN = 10

/** Throws `not-found` as `getClaim` does. */
export async function listCheckedBefore(ctx: QueryContext, claimId: string): Promise<CheckedBeforeDto> {
  const { db, actor } = ctx
  const claim = await getClaim(ctx, claimId)
  // CL-6h: what others found on these words would be no less telling than what they found here.
  if (claim.verdictsHidden) return { items: [], nextCursor: null, hidden: true, abilities: { inherit: false } }
  const { desk } = await visibleArticle(db, actor, claim.articleId)
  const checked = await loadChecked(ctx, claim)
  // Nor is who is to check one of them without knowing what was found told it here.
  const blind = await loadBlind(
    ctx,
    checked.map(({ row }) => ({ article: row.article, claim: row })),
  )
  const shown = checked.filter(({ row }) => !blind.has(row.id)).slice(0, SHOWN)
  const evidence = await loadEvidence(
    db,
    shown.map(({ row }) => row.id),
  )
  const person = await personRefs(db, [...shown.flatMap(({ counting }) => counting.map(({ checkerId }) => checkerId)), ...evidence.flatMap(peopleInEvidence)])
  const items = shown.map((found) => {
    const readable = evidence.filter((one) => one.claimId === found.row.id && mayRead(actor, found.row.article, one))
    const about = { wording: claim.wording, until: outOfDateAt(newestOf(found).at, desk.verdictDays), now: ctx.now() }
    return itemOf(found, { ...about, person, evidence: readable.map((one) => evidenceDto(one, person)) })
  })
  const undecided = claim.inherited === null && !claim.verdicts.some(({ current }) => current)
  return { items, nextCursor: null, hidden: false, abilities: { inherit: claim.abilities.giveVerdict && undecided } }
}

interface Checked {
  row: ClaimWithArticle
  likeness: number
  outcome: CheckedBeforeItem['outcome']
  /** On these words; at least one. */
  counting: VerdictFact[]
}

const FIND = `
  SELECT verdict.claim_id, verdict.wording_hash,
    max(CASE WHEN verdict.wording_hash = $2 THEN 1 ELSE similarity(likeness_text(verdict.wording), likeness_text($1)) END) AS likeness
  FROM verdict JOIN claim ON claim.id = verdict.claim_id JOIN article ON article.id = claim.article_id
  WHERE (verdict.wording_hash = $2 OR ($3::boolean AND likeness_text(verdict.wording) % likeness_text($1)))
    AND claim.removed_at IS NULL AND article.id <> $4::uuid AND article.desk_id = ANY($5::uuid[])
  GROUP BY verdict.claim_id, verdict.wording_hash
  ORDER BY likeness DESC, max(verdict.created_at) DESC, verdict.claim_id
  LIMIT ${LOOKED_AT}`

/** Likest first. What waits for a second check is left out: nobody is told before it is given what the first came to. */
async function loadChecked({ actor, db }: QueryContext, claim: { articleId: string; wording: string; wordingHash: string }): Promise<Checked[]> {
  const found = await db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('pg_trgm.similarity_threshold', ${String(NEAR)}, true)`
    return await prismaSql(tx).query<{ claim_id: string; wording_hash: string; likeness: number }>(FIND, [
      claim.wording,
      claim.wordingHash,
      hasLikeness(claim.wording),
      claim.articleId,
      desksOf(actor),
    ])
  })
  const rows = await claimsWithArticle(
    db,
    found.map(({ claim_id }) => claim_id),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap(({ claim_id, wording_hash, likeness }) => {
    const row = byId.get(claim_id)
    if (!row) return []
    const facts = { ...factsOf(row, row.article.desk), wordingHash: wording_hash }
    const outcome = outcomeOf(facts)
    // A verdict that is to be confirmed there vouches for nothing here.
    return isTold(outcome) && toConfirm(facts) === null ? [{ row, likeness, outcome, counting: verdictsOnWords(facts) }] : []
  })
}

function isTold(outcome: Outcome | null): outcome is CheckedBeforeItem['outcome'] {
  return outcome !== null && outcome !== 'awaiting_second'
}

function newestOf({ counting }: Checked): VerdictFact {
  const newest = counting.at(-1)
  if (!newest) throw new Error('words that were checked have a verdict')
  return newest
}

interface About {
  wording: string
  until: Date
  now: Date
  person: (id: string) => PersonRef
  evidence: EvidenceDto[]
}

function itemOf(found: Checked, { wording, until, now, person, evidence }: About): CheckedBeforeItem {
  const { row, likeness, outcome, counting } = found
  const { article } = row
  const newest = newestOf(found)
  const change = compareWordingStrictly(newest.wording, wording)
  const outOfDate = until <= now
  const stands = row.detachedAt === null && row.wordingHash === newest.wordingHash
  return {
    article: { id: article.id, slug: article.slug, title: article.title, stage: article.stage },
    desk: { id: article.desk.id, name: article.desk.name },
    claim: { id: row.id, number: row.number },
    wording: newest.wording,
    wordingHash: newest.wordingHash,
    likeness,
    change: change.kind === 'same' ? null : { change: change.kind, reasons: change.reasons, touched: change.touched, diff: change.diff },
    outcome,
    verdicts: row.verdicts.filter(({ id }) => counting.some((verdict) => verdict.id === id)).map((verdict) => verdictDto(verdict, row, person)),
    checkedAt: newest.at.toISOString(),
    outOfDateAt: until.toISOString(),
    outOfDate,
    stands,
    evidence,
    blocked: reuseBlock({ stage: article.stage, outcome, stands, outOfDate, change: change.kind === 'same' ? null : change.kind }),
  }
}
