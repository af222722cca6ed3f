/**
 * CL-6 as a question to the database: `claimState` of lib/domain/claims/state.ts once more, in SQL, for lists that are
 * filtered by state before they are cut into pages. Both are compared over made-up claims in tests/db/claims. The
 * statement has the tables `claim` and, as the claim's own, `desk`.
 */
import type { ClaimState } from '#lib/domain/claims/terms.ts'

const SECOND = '(claim.second_check OR desk.second_check)'
/** Who had a part in the words is no second pair of eyes (RE-2i). */
const COUNTS = 'NOT (given.own_words AND desk.four_eyes)'
const ON_WORDS = `given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND ${COUNTS}`
const PLACED = 'claim.detached_at IS NULL'

/** CL-6u: found on other words, which stand in the claim. */
const STANDING = `standing_finding standing JOIN verdict given ON given.id = standing.verdict_id
  WHERE standing.claim_id = claim.id AND standing.wording_hash = claim.wording_hash`
const IS_FOUND = `EXISTS (SELECT 1 FROM ${STANDING})`

/** For the present wording, or on words that stand in it, the newest of each checker. */
const GIVEN = 'given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids, given.inherited_id'
const COUNTING = `
  SELECT DISTINCT ON (given.checker_id) ${GIVEN}
  FROM (SELECT ${GIVEN} FROM verdict given WHERE ${ON_WORDS} UNION ALL SELECT ${GIVEN} FROM ${STANDING}) given
  ORDER BY given.checker_id, given.created_at DESC`

const any = (table: 'verdict' | 'waiver') => `EXISTS (SELECT 1 FROM ${table} given WHERE given.claim_id = claim.id AND ${COUNTS})`
const onWords = (table: 'verdict' | 'waiver', value?: string) =>
  `EXISTS (SELECT 1 FROM ${table} given WHERE ${ON_WORDS}${value === undefined ? '' : ` AND given.verdict = '${value}'`})`
const task = (state: 'open' | 'in_checking') => `EXISTS (SELECT 1 FROM task WHERE task.claim_id = claim.id AND task.state = '${state}')`
const UNDECIDED = `${PLACED} AND NOT ${any('verdict')} AND NOT ${any('waiver')}`
const different = (column: 'verdict' | 'checker_id') => `(SELECT count(DISTINCT given.${column}) FROM verdict given WHERE ${ON_WORDS})`
/** Some verdict on its words, and this on them or on words that stand in them. */
const standsAs = (value: string) => `${PLACED} AND (${onWords('verdict', value)} OR (${onWords('verdict')} AND ${IS_FOUND}))`

/** `weighedAs` of lib/domain/claims/weighed.ts. */
const SAID_LAST = 'evidence.said_ids[cardinality(evidence.said_ids)]'
const WEIGHED_AS = `CASE WHEN cardinality(evidence.said_ids) = 0 OR evidence.said_ids[1] = ${SAID_LAST} THEN evidence.id ELSE ${SAID_LAST} END`

/** What speaks against the claim, and was weighed by fewer of these verdicts or waivers than are needed. */
const unweighed = (given: string, needed: string) => `EXISTS (
    SELECT 1 FROM evidence WHERE evidence.claim_id = claim.id AND evidence.withdrawn_at IS NULL AND evidence.relation = 'contradicts'
      AND (SELECT count(*) FROM (${given}) weighing WHERE ${WEIGHED_AS} = ANY(weighing.against_ids)) < CASE WHEN evidence.confidential THEN 1 ELSE ${needed} END
  )`

/** CL-10p: it was brought over, and holds no longer where it came from. */
const FALLEN = 'EXISTS (SELECT 1 FROM inherited_verdict source WHERE source.id = weighing.inherited_id AND source.fallen_at IS NOT NULL)'

/** `whyUnconfirmed` of lib/domain/claims/weighed.ts, of these verdicts or waivers. */
const unconfirmed = (given: string, needed: string) => `(
  ${unweighed(given, needed)}
  OR (
    SELECT count(*) FROM (${given}) weighing WHERE NOT ${FALLEN} AND (weighing.evidence_ids = '{}' OR EXISTS (
      SELECT 1 FROM evidence WHERE evidence.claim_id = claim.id AND evidence.withdrawn_at IS NULL AND ${WEIGHED_AS} = ANY(weighing.evidence_ids)
    ))
  ) < ${needed}
)`
const NEWEST_WAIVER = `SELECT given.evidence_ids, given.against_ids, NULL::uuid AS inherited_id FROM waiver given WHERE ${ON_WORDS} ORDER BY given.created_at DESC LIMIT 1`

/** Without a verdict on its words: nobody has found against words in it since. */
const isWaivedAnew = `coalesce((SELECT max(given.created_at) FROM waiver given WHERE ${ON_WORDS}) >= coalesce((SELECT max(given.created_at) FROM ${STANDING}), '-infinity'), false)`

/** What a claim of these states has, and no other. */
const IS = {
  detached: 'claim.detached_at IS NOT NULL',
  open: `${UNDECIDED} AND NOT ${task('open')} AND NOT ${task('in_checking')}`,
  assigned: `${UNDECIDED} AND ${task('open')} AND NOT ${task('in_checking')}`,
  in_checking: `${UNDECIDED} AND ${task('in_checking')}`,
  reopened: `${PLACED} AND (${any('verdict')} OR ${any('waiver')}) AND NOT ${onWords('verdict')} AND NOT ${isWaivedAnew}`,
} as const satisfies Partial<Record<ClaimState, string>>

/** What every claim of the others has. It is quickly asked, and the whole rule of few. */
const CAN_BE: Record<Exclude<ClaimState, keyof typeof IS>, string> = {
  waived: `${PLACED} AND ${onWords('waiver')}`,
  verified: `${PLACED} AND ${onWords('verdict', 'verified')}`,
  to_confirm: `${PLACED} AND (${onWords('verdict', 'verified')} OR ${onWords('waiver')})`,
  incorrect: standsAs('incorrect'),
  unverifiable: standsAs('unverifiable'),
  needs_wording: standsAs('needs_wording'),
  disputed: `${PLACED} AND (${different('verdict')} > 1 OR (${onWords('verdict')} AND ${IS_FOUND}))`,
  awaiting_second: `${PLACED} AND ${SECOND} AND ${different('checker_id')} = 1`,
}

/**
 * The comparison stands inside: of a value that is compared outside, Postgres expects so few rows that it sorts
 * them all where it could stop at a full page.
 */
const isDecided = (state: ClaimState) => `(
  SELECT CASE
    WHEN given.checkers > 0 AND counting.kinds = 1 AND counting.verdict = 'verified' AND (given.checkers > 1 OR NOT ${SECOND}) THEN CASE
      WHEN NOT ${unconfirmed(COUNTING, `CASE WHEN ${SECOND} THEN 2 ELSE 1 END`)} THEN 'verified'
      WHEN waived.at IS NOT NULL AND waived.at >= counting.newest AND NOT ${unconfirmed(NEWEST_WAIVER, '1')} THEN 'waived'
      ELSE 'to_confirm'
    END
    WHEN waived.at IS NOT NULL AND NOT coalesce(CASE WHEN given.checkers = 1 AND ${SECOND} AND counting.kinds = 1 THEN counting.newest ELSE counting.against END > waived.at, false)
      THEN CASE WHEN given.checkers = 0 AND ${unweighed(NEWEST_WAIVER, '1')} THEN 'to_confirm' ELSE 'waived' END
    WHEN given.checkers = 0 THEN 'reopened'
    WHEN counting.kinds > 1 THEN 'disputed'
    WHEN given.checkers = 1 AND ${SECOND} THEN 'awaiting_second'
    ELSE counting.verdict::text
  END = '${state}'
  FROM (
    SELECT count(DISTINCT verdict) AS kinds, min(verdict) AS verdict, max(created_at) AS newest,
      max(created_at) FILTER (WHERE verdict <> 'verified') AS against
    FROM (${COUNTING}) newest
  ) counting, (SELECT count(DISTINCT given.checker_id) AS checkers FROM verdict given WHERE ${ON_WORDS}) given,
  (SELECT max(given.created_at) AS at FROM waiver given WHERE ${ON_WORDS}) waived
)`

/** Whether the claim is in this state. */
export function inState(state: ClaimState): string {
  return isPlain(state) ? IS[state] : `${CAN_BE[state]} AND ${isDecided(state)}`
}

/** Whether it is in one of these. Most claims of a newsroom are verified: where that is not among them, they are told first. */
export function inAny(states: readonly ClaimState[]): string {
  const any = states.map((state) => `(${inState(state)})`).join(' OR ')
  if (states.includes('verified') || states.includes('waived')) return `(${any})`
  return `(NOT (${PLAINLY_VERIFIED}${states.includes('to_confirm') ? ` AND NOT ${IS_SHAKY}` : ''}) AND (${any}))`
}

/** All that was found on its words is that it is verified, and once is enough: nothing but a waiver or evidence can make that another state. */
const PLAINLY_VERIFIED = `${PLACED} AND NOT ${SECOND} AND ${onWords('verdict', 'verified')}
  AND NOT EXISTS (SELECT 1 FROM verdict given WHERE ${ON_WORDS} AND given.verdict <> 'verified') AND NOT ${IS_FOUND}`

/** Without one of these, what is plainly verified needs not be confirmed: evidence against it, evidence that is gone, a source that fell, a waiver. */
const IS_SHAKY = `(
  EXISTS (SELECT 1 FROM evidence WHERE evidence.claim_id = claim.id AND evidence.withdrawn_at IS NULL AND evidence.relation = 'contradicts')
  OR EXISTS (SELECT 1 FROM verdict weighing WHERE weighing.claim_id = claim.id AND weighing.wording_hash = claim.wording_hash AND (${FALLEN} OR (
    weighing.evidence_ids <> '{}' AND NOT EXISTS (
      SELECT 1 FROM evidence WHERE evidence.claim_id = claim.id AND evidence.withdrawn_at IS NULL AND ${WEIGHED_AS} = ANY(weighing.evidence_ids)))))
  OR ${onWords('waiver')}
)`

function isPlain(state: ClaimState): state is keyof typeof IS {
  return Object.hasOwn(IS, state)
}

/** Whether something is told of what its verdicts come to: not while a second check is due (CL-6h). */
export const IS_TOLD = `NOT (${SECOND} AND ${different('checker_id')} = 1)`
