import type { ClaimDto, VerdictDto } from '#lib/api/schemas/claims.ts'
import { activeTasks } from './current-task.ts'

/** For the present words, or on words that stand in them, the newest of each checker; oldest first. */
export function countingFindings({ verdicts, standingFindings }: Pick<ClaimDto, 'verdicts' | 'standingFindings'>): VerdictDto[] {
  const counting = [...verdicts.filter((verdict) => verdict.current), ...standingFindings].toSorted((one, other) =>
    one.createdAt.localeCompare(other.createdAt),
  )
  return counting.filter(({ checker }, at) => !counting.slice(at + 1).some((later) => later.checker.id === checker.id))
}

/** Whether this person is to give a verdict, so that its form stands there; else they may change what was found. */
export function isToJudge(claim: ClaimDto, userId: string): boolean {
  const own = countingFindings(claim).some(({ checker, current }) => current && checker.id === userId)
  switch (claim.state) {
    case 'verified':
    case 'incorrect':
    case 'unverifiable':
    case 'needs_wording':
    case 'disputed':
    case 'awaiting_second':
      // Asked anew, or to decide between others.
      return !own && (claim.verdictsHidden || claim.state === 'disputed' || activeTasks(claim).some(({ assignee }) => assignee.id === userId))
    case 'to_confirm':
      return !claim.abilities.stillHolds
    case 'waived':
      return false
    default:
      return true
  }
}
