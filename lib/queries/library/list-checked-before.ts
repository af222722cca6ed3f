/**
 * CL-10: the same or nearly the same words, as they were checked in other articles that the person may read. What is
 * looked through are verdicts, since a verdict is for exact words, whatever became of the copy since.
 */
import type { CheckedBeforeDto, CheckedBeforeItem } from '#lib/api/schemas/library.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { countingVerdicts, outcomeOf, type Outcome, type VerdictFact } from '#lib/domain/claims/state.ts'
import { compareWording } from '#lib/domain/claims/wording.ts'
import { hasLikeness, NEAR, outOfDateAt, reuseBlock } from '#lib/domain/library/checked-before.ts'
import { claimDtos } from '../claims/claim-dto.ts'
import { CLAIM_SELECT, factsOf, type ClaimRow } from '../claims/claim-rows.ts'
import { getClaim } from '../claims/get-claim.ts'
import type { QueryContext } from '../context.ts'
import { desksOf, visibleArticle } from '../review/load-article.ts'

/** Wordings looked at, and shown, at most. */
const LOOKED_AT = 40
const SHOWN = 10

/** Throws `not-found` as `getClaim` does. */
export async function listCheckedBefore(ctx: QueryContext, claimId: string): Promise<CheckedBeforeDto> {
  const claim = await getClaim(ctx, claimId)
  // CL-6h: what others found on these words would be no less telling than what they found here.
  if (claim.verdictsHidden) return { items: [], nextCursor: null, hidden: true, abilities: { inherit: false } }
  const { desk } = await visibleArticle(ctx.db, ctx.actor, claim.articleId)
  const items: CheckedBeforeItem[] = []
  for (const found of await loadChecked(ctx, claim)) {
    const item = items.length < SHOWN ? await itemOf(ctx, found, { wording: claim.wording, verdictDays: desk.verdictDays }) : null
    if (item) items.push(item)
  }
  const undecided = claim.inherited === null && !claim.verdicts.some(({ current }) => current)
  return { items, nextCursor: null, hidden: false, abilities: { inherit: claim.abilities.giveVerdict && undecided } }
}

interface Checked {
  row: ClaimRow
  likeness: number
  outcome: CheckedBeforeItem['outcome']
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
  const rows = await db.claim.findMany({
    where: { id: { in: found.map(({ claim_id }) => claim_id) } },
    select: { ...CLAIM_SELECT, article: { select: { desk: { select: { secondCheck: true } } } } },
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap(({ claim_id, wording_hash, likeness }) => {
    const row = byId.get(claim_id)
    if (!row) return []
    const facts = { ...factsOf(row, row.article.desk), wordingHash: wording_hash }
    const outcome = outcomeOf(facts)
    return isTold(outcome) ? [{ row, likeness, outcome, counting: countingVerdicts(facts) }] : []
  })
}

function isTold(outcome: Outcome | null): outcome is CheckedBeforeItem['outcome'] {
  return outcome !== null && outcome !== 'awaiting_second'
}

/** null where the person is to check that very claim without knowing what was found. */
async function itemOf(
  ctx: QueryContext,
  { row, likeness, outcome, counting }: Checked,
  { wording, verdictDays }: { wording: string; verdictDays: number },
): Promise<CheckedBeforeItem | null> {
  const article = await visibleArticle(ctx.db, ctx.actor, row.articleId)
  const [there] = await claimDtos(ctx, article, [row])
  const newest = counting.at(-1)
  if (!there || !newest || there.verdictsHidden) return null
  const change = compareWording(newest.wording, wording)
  const until = outOfDateAt(newest.at, verdictDays)
  const outOfDate = until <= ctx.now()
  const stands = row.detachedAt === null && row.wordingHash === newest.wordingHash
  return {
    article: { id: article.id, slug: article.slug, title: article.title, stage: article.stage },
    desk: { id: article.desk.id, name: article.desk.name },
    claim: { id: row.id, number: row.number },
    wording: newest.wording,
    wordingHash: newest.wordingHash,
    likeness,
    change: change.kind === 'same' ? null : { change: change.kind, reasons: change.reasons, diff: change.diff },
    outcome,
    verdicts: there.verdicts.filter(({ id }) => counting.some((verdict) => verdict.id === id)),
    checkedAt: newest.at.toISOString(),
    outOfDateAt: until.toISOString(),
    outOfDate,
    stands,
    evidence: there.evidence,
    blocked: reuseBlock({ stage: article.stage, outcome, stands, outOfDate, change: change.kind === 'same' ? null : change.kind }),
  }
}
