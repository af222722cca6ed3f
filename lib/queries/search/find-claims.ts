import { z } from 'zod'
import type { SearchItem } from '#lib/api/schemas/search.ts'
import { verdictValueSchema } from '#lib/api/schemas/claims.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { claimState, outcomeOf, verdictsOnWords, type ClaimFacts } from '#lib/domain/claims/state.ts'
import { EVIDENCE_RELATIONS, type ClaimKind } from '#lib/domain/claims/terms.ts'
import { inState, IS_TOLD } from '../claims/state-sql.ts'
import { excerptOf, excerptParts, PLACE, placeOf, since, Statement, type Finder, type PlaceRow, type Wanted } from './statement.ts'

interface Row extends PlaceRow {
  id: string
  at: Date
  number: number
  kind: ClaimKind
  wording_hash: string
  detached: boolean
  second_check: boolean
  /** What the state follows from, as JSON: one statement is a third of the time of six. */
  verdicts: unknown
  standing: unknown
  waivers: unknown
  tasks: unknown
  evidence: unknown
  excerpt: string
}

/** By wording, newest first. What waits for a second check has no verdict for anybody (CL-6h). */
export const findClaims: Finder = async (wanted) => {
  const rows = await readRows(wanted)
  return rows.map((row) => itemOf(row, factsOf(row)))
}

const weighing = { evidenceIds: z.array(z.string()), againstIds: z.array(z.string()) }
const verdictSchema = z.object({
  id: z.string(),
  checkerId: z.string(),
  checkerName: z.string(),
  verdict: verdictValueSchema,
  wording: z.string(),
  wordingHash: z.string(),
  confirmsId: z.string().nullable(),
  at: z.coerce.date(),
  fallen: z.boolean(),
  ...weighing,
})
const verdictsSchema = z.array(verdictSchema)
const standingSchema = z.array(verdictSchema.extend({ within: z.string() }))
const waiversSchema = z.array(z.object({ wordingHash: z.string(), at: z.coerce.date(), ...weighing }))
const evidenceSchema = z.array(
  z.object({
    id: z.string(),
    saidIds: z.array(z.string()),
    relation: z.enum(EVIDENCE_RELATIONS),
    confidential: z.boolean(),
    withdrawnAt: z.coerce.date().nullable(),
  }),
)
const tasksSchema = z.array(z.object({ state: z.enum(['open', 'in_checking', 'done', 'cancelled']) }))

interface Facts extends ClaimFacts {
  verdicts: z.infer<typeof verdictsSchema>
}

function factsOf(row: Row): Facts {
  return {
    wordingHash: row.wording_hash,
    detached: row.detached,
    secondCheck: row.second_check,
    verdicts: verdictsSchema.parse(row.verdicts),
    standing: standingSchema.parse(row.standing),
    waivers: waiversSchema.parse(row.waivers),
    tasks: tasksSchema.parse(row.tasks),
    evidence: evidenceSchema.parse(row.evidence),
  }
}

function itemOf(row: Row, facts: Facts): SearchItem {
  const counting = outcomeOf(facts) === 'awaiting_second' ? undefined : verdictsOnWords(facts).at(-1)
  const newest = facts.verdicts.find(({ id }) => id === counting?.id)
  return {
    kind: 'claim',
    id: row.id,
    at: row.at.toISOString(),
    excerpt: excerptParts(row.excerpt),
    ...placeOf(row),
    number: row.number,
    claimKind: row.kind,
    state: claimState(facts),
    verdict: newest ? { verdict: newest.verdict, checker: { id: newest.checkerId, name: newest.checkerName }, at: newest.at.toISOString() } : null,
  }
}

const VERDICT = `'id', given.id, 'checkerId', given.checker_id, 'checkerName', checker.name, 'verdict', given.verdict,
      'wording', given.wording, 'wordingHash', given.wording_hash, 'confirmsId', given.confirms_id, 'at', given.created_at,
      'evidenceIds', given.evidence_ids, 'againstIds', given.against_ids,
      'fallen', EXISTS (SELECT 1 FROM inherited_verdict source WHERE source.id = given.inherited_id AND source.fallen_at IS NOT NULL)`

const FACTS = `
  (SELECT coalesce(json_agg(json_build_object('within', standing.wording_hash, ${VERDICT}) ORDER BY given.created_at), '[]')
    FROM standing_finding standing JOIN verdict given ON given.id = standing.verdict_id JOIN "user" checker ON checker.id = given.checker_id
    WHERE standing.claim_id = page.id) AS standing,
  (SELECT coalesce(json_agg(json_build_object(${VERDICT}) ORDER BY given.created_at), '[]')
    FROM verdict given JOIN "user" checker ON checker.id = given.checker_id WHERE given.claim_id = page.id AND NOT (given.own_words AND page.four_eyes)) AS verdicts,
  (SELECT coalesce(json_agg(json_build_object('wordingHash', given.wording_hash, 'at', given.created_at,
      'evidenceIds', given.evidence_ids, 'againstIds', given.against_ids) ORDER BY given.created_at), '[]')
    FROM waiver given WHERE given.claim_id = page.id AND NOT (given.own_words AND page.four_eyes)) AS waivers,
  (SELECT coalesce(json_agg(json_build_object('state', task.state)), '[]') FROM task WHERE task.claim_id = page.id) AS tasks,
  (SELECT coalesce(json_agg(json_build_object('id', evidence.id, 'saidIds', evidence.said_ids, 'relation', evidence.relation, 'confidential', evidence.confidential,
      'withdrawnAt', evidence.withdrawn_at)), '[]') FROM evidence WHERE evidence.claim_id = page.id) AS evidence`

async function readRows(wanted: Wanted): Promise<Row[]> {
  const { ctx, query, desks, after, take } = wanted
  const statement = new Statement()
  const q = query.q === '' ? null : statement.value(query.q)
  statement.where(`article.desk_id = ANY(${statement.value(desks)}::uuid[]) AND claim.removed_at IS NULL`)
  if (q !== null) statement.where(`claim.words @@ search_query(${q})`)
  if (query.state !== undefined) statement.where(inState(query.state))
  narrow(statement, wanted)
  statement.beyond('claim.created_at', 'claim.id', after)
  return await prismaSql(ctx.db).query<Row>(
    `SELECT page.*, ${FACTS}, ${excerptOf('page.wording', q)} AS excerpt
     FROM (
       SELECT claim.id, claim.created_at AS at, claim.number, claim.kind, claim.wording, claim.wording_hash,
         claim.detached_at IS NOT NULL AS detached, claim.second_check OR desk.second_check AS second_check, desk.four_eyes, ${PLACE}
       FROM claim JOIN article ON article.id = claim.article_id JOIN desk ON desk.id = article.desk_id
       WHERE ${statement.condition}
       ORDER BY claim.created_at DESC, claim.id DESC LIMIT ${statement.value(take)}::int
     ) page
     ORDER BY page.at DESC, page.id DESC`,
    statement.values,
  )
}

/** By a verdict on the present words, where one is asked about; else by when the claim was tagged. */
function narrow(statement: Statement, wanted: Wanted): void {
  const { verdict, checker } = wanted.query
  const oldest = since(wanted)
  if (verdict === undefined && checker === undefined) {
    if (oldest) statement.where(`claim.created_at >= ${statement.value(oldest)}::timestamptz`)
    return
  }
  statement.where(IS_TOLD)
  const counts = [
    'given.claim_id = claim.id AND given.wording_hash = claim.wording_hash',
    ...(verdict === undefined ? [] : [`given.verdict = ${statement.value(verdict)}::"VerdictValue"`]),
    ...(checker === undefined ? [] : [`given.checker_id = ${statement.value(checker)}::uuid`]),
    ...(oldest ? [`given.created_at >= ${statement.value(oldest)}::timestamptz`] : []),
    // The newest of its checker is the one that counts.
    `NOT EXISTS (SELECT 1 FROM verdict later WHERE later.claim_id = given.claim_id AND later.wording_hash = given.wording_hash
       AND later.checker_id = given.checker_id AND later.created_at > given.created_at)`,
  ]
  statement.where(`EXISTS (SELECT 1 FROM verdict given WHERE ${counts.join(' AND ')})`)
}
