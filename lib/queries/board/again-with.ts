/** WO-1o: with whom claims are that are open again and that nobody is asked about: with who checked them. Once for a row, once for the database. */
import type { Tx } from '#lib/db/client.ts'
import { CLAIM_STATES, type ClaimState, isOpenAgain } from '#lib/domain/claims/terms.ts'
import { wroteWording } from '#lib/domain/review/four-eyes.ts'
import { isActive } from '../tasks/task-dto.ts'
import type { ClaimRow } from '../claims/claim-rows.ts'
import { inAny } from '../claims/state-sql.ts'
import { loadWordingAuthors } from '../claims/wording-authors.ts'
import { IS_ACTIVE } from './board-sql.ts'

interface Listed extends ClaimRow {
  state: ClaimState
  article: { deskId: string; desk: { fourEyes: boolean } }
}

/** Those who may check there now; nobody where who was asked gave it up, since that is to be assigned. */
export async function loadAgainWith(db: Tx, claims: readonly Listed[]): Promise<(claimId: string) => string[]> {
  const waiting = claims.filter(({ state, tasks }) => isOpenAgain(state) && !tasks.some(isActive) && !isGivenUp(tasks.at(-1)))
  if (waiting.length === 0) return () => []
  const members = await db.deskMember.findMany({
    where: {
      role: 'checker',
      deskId: { in: waiting.map(({ article }) => article.deskId) },
      userId: { in: waiting.flatMap(({ verdicts }) => verdicts.map(({ checkerId }) => checkerId)) },
      user: { disabledAt: null },
    },
    select: { deskId: true, userId: true },
  })
  const authorsOf = await loadWordingAuthors(
    db,
    waiting.flatMap(({ id, article }) => (article.desk.fourEyes ? [id] : [])),
  )
  const found = new Map(waiting.map((claim) => [claim.id, claim]))
  return (claimId) => {
    const claim = found.get(claimId)
    if (!claim) return []
    const { deskId, desk } = claim.article
    return [...new Set(claim.verdicts.map(({ checkerId }) => checkerId))].filter(
      (userId) =>
        members.some((member) => member.deskId === deskId && member.userId === userId) &&
        !wroteWording({ fourEyes: desk.fourEyes, userId, wordingAuthorIds: authorsOf(claimId) }),
    )
  }
}

function isGivenUp(last: ClaimRow['tasks'][number] | undefined): boolean {
  return last?.ended === 'handed_back' || last?.ended === 'own_words'
}

/** The same of `claim` on `desk`, for those whose verdict is `given`. */
export function isAgainWith(whose: string): string {
  return `NOT EXISTS (SELECT 1 FROM task WHERE task.claim_id = claim.id AND ${IS_ACTIVE})
    AND coalesce((SELECT task.ended NOT IN ('handed_back', 'own_words') FROM task WHERE task.claim_id = claim.id ORDER BY task.created_at DESC LIMIT 1), true)
    AND EXISTS (
      SELECT 1 FROM verdict given
      JOIN desk_member member ON member.user_id = given.checker_id AND member.desk_id = desk.id AND member.role = 'checker'
      JOIN "user" checker ON checker.id = given.checker_id AND checker.disabled_at IS NULL
      WHERE given.claim_id = claim.id AND ${whose} AND NOT (desk.four_eyes AND EXISTS (
        SELECT 1 FROM claim_wording worded WHERE worded.claim_id = claim.id AND given.checker_id = ANY(worded.author_ids))))
    AND ${inAny(CLAIM_STATES.filter(isOpenAgain))}`
}
