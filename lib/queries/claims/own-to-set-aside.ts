/** RE-2g: whether a person wrote part of a claim's wording and so may not set aside what is open about it. */
import { countingVerdicts } from '#lib/domain/claims/state.ts'
import { maySetAside } from '#lib/domain/review/four-eyes.ts'
import { factsOf, type CheckingRules, type ClaimRow } from './claim-rows.ts'

export function ownToSetAside(claim: ClaimRow, desk: CheckingRules, person: { userId: string; wordingAuthorIds: readonly string[] }): boolean {
  const foundIncorrect = countingVerdicts(factsOf(claim, desk)).some(({ verdict }) => verdict === 'incorrect')
  return !maySetAside({ ...person, fourEyes: desk.fourEyes, foundIncorrect })
}
