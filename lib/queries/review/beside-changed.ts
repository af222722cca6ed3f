/** CL-3m: claims that pass by a verdict or a waiver given when something else went with their words. */
import { claimState, countingVerdicts } from '#lib/domain/claims/state.ts'
import { besideClaims } from '#lib/editor/beside-words.ts'
import type { DocSource } from '#lib/editor/read.ts'
import { countingWaiver, factsOf, type CheckingRules, type ClaimRow } from '../claims/claim-rows.ts'

/** Ids of theirs. `claims` as they stand in the document. */
export function besideChanged(doc: DocSource, claims: readonly ClaimRow[], desk: CheckingRules): ReadonlySet<string> {
  const known = claims.filter(({ verdicts, waivers }) => [...verdicts, ...waivers].some(({ besideHash }) => besideHash !== null))
  if (known.length === 0) return new Set()
  const beside = besideClaims(doc, new Map(claims.map(({ id, wording }) => [id, wording])))
  return new Set(known.filter((claim) => !holds(claim, desk, beside.get(claim.id))).map(({ id }) => id))
}

/** As many verdicts as are needed, or the waiver, were given for what goes with the words now, or do not know what did. */
function holds(claim: ClaimRow, desk: CheckingRules, beside: string | undefined): boolean {
  const facts = factsOf(claim, desk)
  const state = claimState(facts)
  const isFor = ({ besideHash }: { besideHash: string | null }) => besideHash === null || besideHash === beside
  const waiver = countingWaiver(claim, desk)
  if (state === 'waived') return waiver === undefined || isFor(waiver)
  if (state !== 'verified') return true
  const counting = new Set(countingVerdicts(facts).map(({ id }) => id))
  return claim.verdicts.filter((verdict) => counting.has(verdict.id) && isFor(verdict)).length >= (facts.secondCheck ? 2 : 1)
}
