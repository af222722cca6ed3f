/**
 * CL-6 as a question to the database: `claimState` of lib/domain/claims/state.ts once more, in SQL, for lists that are
 * filtered by state before they are cut into pages. Both are compared over made-up claims in tests/db/claims. The
 * statement has the tables `claim` and, as the claim's own, `desk`.
 */
import type { ClaimState } from '#lib/domain/claims/terms.ts'

const SECOND = '(claim.second_check OR desk.second_check)'
const ON_WORDS = 'given.claim_id = claim.id AND given.wording_hash = claim.wording_hash'
const PLACED = 'claim.detached_at IS NULL'

/** For the present wording, the newest of each checker. */
const COUNTING = `
  SELECT DISTINCT ON (given.checker_id) given.verdict, given.created_at FROM verdict given
  WHERE ${ON_WORDS} ORDER BY given.checker_id, given.created_at DESC`

const any = (table: 'verdict' | 'waiver') => `EXISTS (SELECT 1 FROM ${table} given WHERE given.claim_id = claim.id)`
const onWords = (table: 'verdict' | 'waiver', value?: string) =>
  `EXISTS (SELECT 1 FROM ${table} given WHERE ${ON_WORDS}${value === undefined ? '' : ` AND given.verdict = '${value}'`})`
const task = (state: 'open' | 'in_checking') => `EXISTS (SELECT 1 FROM task WHERE task.claim_id = claim.id AND task.state = '${state}')`
const UNDECIDED = `${PLACED} AND NOT ${any('verdict')} AND NOT ${any('waiver')}`
const different = (column: 'verdict' | 'checker_id') => `(SELECT count(DISTINCT given.${column}) FROM verdict given WHERE ${ON_WORDS})`

/** What every claim of a state has: quickly asked, and for the most part enough. */
const CAN_BE: Record<ClaimState, string> = {
  detached: 'claim.detached_at IS NOT NULL',
  open: `${UNDECIDED} AND NOT ${task('open')} AND NOT ${task('in_checking')}`,
  assigned: `${UNDECIDED} AND ${task('open')}`,
  in_checking: `${UNDECIDED} AND ${task('in_checking')}`,
  reopened: `${PLACED} AND (${any('verdict')} OR ${any('waiver')}) AND NOT ${onWords('verdict')}`,
  waived: `${PLACED} AND ${onWords('waiver')}`,
  verified: `${PLACED} AND ${onWords('verdict', 'verified')}`,
  incorrect: `${PLACED} AND ${onWords('verdict', 'incorrect')}`,
  unverifiable: `${PLACED} AND ${onWords('verdict', 'unverifiable')}`,
  needs_wording: `${PLACED} AND ${onWords('verdict', 'needs_wording')}`,
  disputed: `${PLACED} AND ${different('verdict')} > 1`,
  awaiting_second: `${PLACED} AND ${SECOND} AND ${different('checker_id')} = 1`,
}

const STATE = `(
  SELECT CASE
    WHEN claim.detached_at IS NOT NULL THEN 'detached'
    WHEN counting.kinds = 1 AND counting.verdict = 'verified' AND (counting.checkers > 1 OR NOT ${SECOND}) THEN 'verified'
    WHEN waived.at IS NOT NULL AND (counting.against IS NULL OR counting.against <= waived.at) THEN 'waived'
    WHEN counting.kinds > 1 THEN 'disputed'
    WHEN counting.checkers = 1 AND ${SECOND} THEN 'awaiting_second'
    WHEN counting.checkers > 0 THEN counting.verdict::text
    WHEN ${any('verdict')} OR ${any('waiver')} THEN 'reopened'
    WHEN ${task('in_checking')} THEN 'in_checking'
    WHEN ${task('open')} THEN 'assigned'
    ELSE 'open'
  END
  FROM (
    SELECT count(*) AS checkers, count(DISTINCT verdict) AS kinds, min(verdict) AS verdict, max(created_at) FILTER (WHERE verdict <> 'verified') AS against
    FROM (${COUNTING}) newest
  ) counting, (SELECT max(given.created_at) AS at FROM waiver given WHERE ${ON_WORDS}) waived
)`

/** Whether the claim is in this state. */
export function inState(state: ClaimState): string {
  return state === 'detached' ? CAN_BE.detached : `${CAN_BE[state]} AND ${STATE} = '${state}'`
}

/** Whether something is told of what its verdicts come to: not while a second check is due (CL-6h). */
export const IS_TOLD = `NOT (${SECOND} AND ${different('checker_id')} = 1)`
