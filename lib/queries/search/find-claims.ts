import { z } from 'zod'
import type { SearchItem } from '#lib/api/schemas/search.ts'
import { verdictValueSchema } from '#lib/api/schemas/claims.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { claimState, countingVerdicts, outcomeOf, type ClaimFacts } from '#lib/domain/claims/state.ts'
import type { ClaimKind, ClaimState } from '#lib/domain/claims/terms.ts'
import { excerptOf, excerptParts, PLACE, placeOf, since, Statement, type Finder, type Place, type PlaceRow, type Wanted } from './statement.ts'

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
  waivers: unknown
  tasks: unknown
  excerpt: string
}

/** Read at once when a page is not filled at first, since a filter by state left some of them out. */
const BATCH = 200

/**
 * By wording, newest first. States follow from facts and are no column: the database leaves out what cannot be in the
 * one asked for, and what comes is asked one by one. What waits for a second check has no verdict for anybody (CL-6h).
 */
export const findClaims: Finder = async (wanted) => {
  const { query, take } = wanted
  const ofVerdict = query.verdict !== undefined || query.checker !== undefined
  const found: SearchItem[] = []
  let after = wanted.after
  for (let size = take; found.length < take; size = BATCH) {
    const rows = await readRows(wanted, after, size)
    for (const row of rows) {
      const facts = factsOf(row)
      const state = claimState(facts)
      const isTold = !ofVerdict || outcomeOf(facts) !== 'awaiting_second'
      if (isTold && (query.state === undefined || query.state === state)) found.push(itemOf(row, facts, state))
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < size) break
    after = { at: last.at, id: last.id }
  }
  return found.slice(0, take)
}

const verdictsSchema = z.array(
  z.object({
    id: z.string(),
    checkerId: z.string(),
    checkerName: z.string(),
    verdict: verdictValueSchema,
    wording: z.string(),
    wordingHash: z.string(),
    confirmsId: z.string().nullable(),
    at: z.coerce.date(),
  }),
)
const waiversSchema = z.array(z.object({ wordingHash: z.string(), at: z.coerce.date() }))
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
    waivers: waiversSchema.parse(row.waivers),
    tasks: tasksSchema.parse(row.tasks),
  }
}

function itemOf(row: Row, facts: Facts, state: ClaimState): SearchItem {
  const counting = outcomeOf(facts) === 'awaiting_second' ? undefined : countingVerdicts(facts).at(-1)
  const newest = facts.verdicts.find(({ id }) => id === counting?.id)
  return {
    kind: 'claim',
    id: row.id,
    at: row.at.toISOString(),
    excerpt: excerptParts(row.excerpt),
    ...placeOf(row),
    number: row.number,
    claimKind: row.kind,
    state,
    verdict: newest ? { verdict: newest.verdict, checker: { id: newest.checkerId, name: newest.checkerName }, at: newest.at.toISOString() } : null,
  }
}

const FACTS = `
  (SELECT coalesce(json_agg(json_build_object('id', given.id, 'checkerId', given.checker_id, 'checkerName', checker.name, 'verdict', given.verdict,
      'wording', given.wording, 'wordingHash', given.wording_hash, 'confirmsId', given.confirms_id, 'at', given.created_at) ORDER BY given.created_at), '[]')
    FROM verdict given JOIN "user" checker ON checker.id = given.checker_id WHERE given.claim_id = page.id) AS verdicts,
  (SELECT coalesce(json_agg(json_build_object('wordingHash', given.wording_hash, 'at', given.created_at) ORDER BY given.created_at), '[]')
    FROM waiver given WHERE given.claim_id = page.id) AS waivers,
  (SELECT coalesce(json_agg(json_build_object('state', task.state)), '[]') FROM task WHERE task.claim_id = page.id) AS tasks`

async function readRows(wanted: Wanted, after: Place | null, size: number): Promise<Row[]> {
  const { ctx, query, desks } = wanted
  const statement = new Statement()
  const q = query.q === '' ? null : statement.value(query.q)
  statement.where(`article.desk_id = ANY(${statement.value(desks)}::uuid[]) AND claim.removed_at IS NULL`)
  if (q !== null) statement.where(`claim.words @@ search_query(${q})`)
  if (query.state !== undefined) statement.where(CAN_BE[query.state])
  narrow(statement, wanted)
  statement.beyond('claim.created_at', 'claim.id', after)
  return await prismaSql(ctx.db).query<Row>(
    `SELECT page.*, ${FACTS}, ${excerptOf('page.wording', q)} AS excerpt
     FROM (
       SELECT claim.id, claim.created_at AS at, claim.number, claim.kind, claim.wording, claim.wording_hash,
         claim.detached_at IS NOT NULL AS detached, claim.second_check OR desk.second_check AS second_check, ${PLACE}
       FROM claim JOIN article ON article.id = claim.article_id JOIN desk ON desk.id = article.desk_id
       WHERE ${statement.condition}
       ORDER BY claim.created_at DESC, claim.id DESC LIMIT ${statement.value(size)}::int
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

const decided = (table: 'verdict' | 'waiver') => `EXISTS (SELECT 1 FROM ${table} given WHERE given.claim_id = claim.id)`
const onWords = (table: 'verdict' | 'waiver', value?: string) =>
  `EXISTS (SELECT 1 FROM ${table} given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash${value === undefined ? '' : ` AND given.verdict = '${value}'`})`
const PLACED = 'claim.detached_at IS NULL'
const UNDECIDED = `${PLACED} AND NOT ${decided('verdict')} AND NOT ${decided('waiver')}`
const task = (state: 'open' | 'in_checking') => `EXISTS (SELECT 1 FROM task WHERE task.claim_id = claim.id AND task.state = '${state}')`

const different = (column: 'verdict' | 'checker_id') =>
  `(SELECT count(DISTINCT given.${column}) FROM verdict given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash)`

/** What every claim of a state has, as far as the database can tell. */
const CAN_BE: Record<ClaimState, string> = {
  detached: 'claim.detached_at IS NOT NULL',
  open: `${UNDECIDED} AND NOT ${task('open')} AND NOT ${task('in_checking')}`,
  assigned: `${UNDECIDED} AND ${task('open')}`,
  in_checking: `${UNDECIDED} AND ${task('in_checking')}`,
  reopened: `${PLACED} AND (${decided('verdict')} OR ${decided('waiver')}) AND NOT ${onWords('verdict')}`,
  waived: `${PLACED} AND ${onWords('waiver')}`,
  verified: `${PLACED} AND ${onWords('verdict', 'verified')}`,
  incorrect: `${PLACED} AND ${onWords('verdict', 'incorrect')}`,
  unverifiable: `${PLACED} AND ${onWords('verdict', 'unverifiable')}`,
  needs_wording: `${PLACED} AND ${onWords('verdict', 'needs_wording')}`,
  disputed: `${PLACED} AND ${different('verdict')} > 1`,
  awaiting_second: `${PLACED} AND (claim.second_check OR desk.second_check) AND ${different('checker_id')} = 1`,
}
