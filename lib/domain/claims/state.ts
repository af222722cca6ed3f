/**
 * CL-6: what state a claim is in, from facts alone. A verdict or a waiver counts only for the exact wording it
 * was given for, so an edit re-opens a claim and taking the edit back restores it, with nothing to keep in step.
 */
import type { ClaimState, VerdictValue } from './terms.ts'
import { whyUnconfirmed, whyWaivedAnew, type EvidenceFact, type ToConfirm, type Weighing } from './weighed.ts'

export interface VerdictFact extends Weighing {
  id: string
  checkerId: string
  verdict: VerdictValue
  wording: string
  wordingHash: string
  /** Words that have to stay for it to hold. */
  condition?: string | null
  /** The verdict that this one confirms ("still holds"); null for a check of its own. */
  confirmsId: string | null
  at: Date
}

/** CL-6u: given on other words, which stand among those of the claim with this hash. */
export interface StandingFinding extends VerdictFact {
  within: string
}

export interface WaiverFact extends Weighing {
  wordingHash: string
  at: Date
}

export interface ClaimFacts {
  /** As it stands, or the last known one when detached. */
  wordingHash: string
  detached: boolean
  /** Required for this claim or by its desk. */
  secondCheck: boolean
  /** Oldest first. */
  verdicts: readonly VerdictFact[]
  standing: readonly StandingFinding[]
  waivers: readonly WaiverFact[]
  tasks: readonly { state: 'open' | 'in_checking' | 'done' | 'cancelled' }[]
  evidence: readonly EvidenceFact[]
}

/** What the counting verdicts come to; null when there is none. */
export type Outcome = VerdictValue | 'disputed' | 'awaiting_second'

export function claimState(facts: ClaimFacts): ClaimState {
  if (facts.detached) return 'detached'
  const outcome = outcomeOf(facts)
  if (outcome === 'verified') return toConfirm(facts) === null ? 'verified' : isWaivedSince(facts) ? 'waived' : 'to_confirm'
  if (isWaived(facts)) return toConfirm(facts) === null ? 'waived' : 'to_confirm'
  if (outcome !== null) return outcome
  if (facts.verdicts.length + facts.waivers.length > 0) return 'reopened'
  if (facts.tasks.some((task) => task.state === 'in_checking')) return 'in_checking'
  return facts.tasks.some((task) => task.state === 'open') ? 'assigned' : 'open'
}

/**
 * CL-6p, CL-6q: why the verdicts of a claim that is verified have to be confirmed, or the waiver of one that nobody has
 * checked; null when they hold, or for any other claim.
 */
export function toConfirm(facts: ClaimFacts, isTold?: (evidence: EvidenceFact) => boolean): ToConfirm | null {
  const outcome = outcomeOf(facts)
  if (outcome === 'verified') return whyUnconfirmed(facts, countingVerdicts(facts), isTold)
  const waiver = outcome === null && isWaived(facts) ? newestWaiver(facts) : undefined
  return waiver ? whyWaivedAnew(facts.evidence, waiver, isTold) : null
}

function newestWaiver({ waivers, wordingHash }: ClaimFacts): WaiverFact | undefined {
  return waivers.findLast((waiver) => waiver.wordingHash === wordingHash)
}

/** A waiver lets a verdict that does not hold any more pass as far as it was given after it, and in view of the same evidence. */
function isWaivedSince(facts: ClaimFacts): boolean {
  const newest = newestWaiver(facts)
  if (!newest || countingVerdicts(facts).some(({ at }) => at > newest.at)) return false
  return whyUnconfirmed({ evidence: facts.evidence, secondCheck: false }, [newest]) === null
}

/** Whether a claim in this state stops publication. */
export function isBlocking(state: ClaimState): boolean {
  return state !== 'verified' && state !== 'waived'
}

type GivenOn = Pick<ClaimFacts, 'verdicts' | 'standing' | 'wordingHash'>

/** For the present wording, or as a finding on words that stand in it, the newest of each checker; oldest first. */
export function countingVerdicts({ verdicts, standing, wordingHash }: GivenOn): VerdictFact[] {
  const given = verdicts.filter((verdict) => verdict.wordingHash === wordingHash)
  const found = standing.filter(({ within }) => within === wordingHash)
  return newestOfEach(found.length === 0 ? given : [...given, ...found].toSorted((one, other) => Number(one.at) - Number(other.at)))
}

/** The same without what was found on other words. */
export function verdictsOnWords({ verdicts, wordingHash }: Pick<ClaimFacts, 'verdicts' | 'wordingHash'>): VerdictFact[] {
  return newestOfEach(verdicts.filter((verdict) => verdict.wordingHash === wordingHash))
}

function newestOfEach(verdicts: readonly VerdictFact[]): VerdictFact[] {
  const newest = new Map<string, VerdictFact>()
  for (const verdict of verdicts) {
    newest.delete(verdict.checkerId)
    newest.set(verdict.checkerId, verdict)
  }
  return [...newest.values()]
}

/**
 * Checkers who differ leave a claim disputed until they agree, whether or not a second check was asked for. While a
 * second check is due nothing says what the first came to, else it would not be independent. What was found on words
 * within speaks against a verdict, and is none by itself (CL-6u).
 */
export function outcomeOf(facts: ClaimFacts): Outcome | null {
  const onWords = verdictsOnWords(facts)
  const counting = countingVerdicts(facts)
  const first = counting[0]
  if (!first || onWords.length === 0) return null
  if (differ(counting)) return 'disputed'
  return facts.secondCheck && onWords.length < 2 ? 'awaiting_second' : first.verdict
}

function differ(counting: readonly VerdictFact[]): boolean {
  return counting.some(({ verdict }) => verdict !== counting[0]?.verdict)
}

/**
 * Whether this person is to check a claim that one other has checked, without having seen what they found (CL-6h). An
 * edit in between opens nothing: taken back, or confirmed as a minor one, it would leave the first verdict known.
 */
export function isSecondLook(facts: GivenOn & Pick<ClaimFacts, 'secondCheck'>, checkerId: string): boolean {
  const first = onlyCheck(facts)
  return first !== null && first.checkerId !== checkerId
}

/** The verdict that a second check is still to be made without, by whoever makes it; null when none is due. */
export function onlyCheck(facts: GivenOn & Pick<ClaimFacts, 'secondCheck'>): VerdictFact | null {
  const { secondCheck, verdicts, wordingHash } = facts
  const isChecked = verdicts.some((verdict) => verdict.wordingHash === wordingHash)
  // That it is disputed is told to everybody.
  if (!secondCheck || (isChecked && differ(countingVerdicts(facts)))) return null
  const [first, second] = verdictsOnWords({ verdicts, wordingHash: isChecked ? wordingHash : (verdicts.at(-1)?.wordingHash ?? wordingHash) })
  return second === undefined ? (first ?? null) : null
}

/**
 * Waived for the present wording, and nobody has since found against it. While a second check is due a first one ends
 * a waiver whatever it came to: what stays waived would say that it was "verified".
 */
export function isWaived(facts: ClaimFacts): boolean {
  const newest = newestWaiver(facts)
  const counting = countingVerdicts(facts)
  const isSecondDue = facts.secondCheck && verdictsOnWords(facts).length === 1 && !differ(counting)
  return newest !== undefined && !counting.some(({ verdict, at }) => (isSecondDue || verdict !== 'verified') && at > newest.at)
}

/** Whether somebody has decided on exactly this wording. */
export function isDecided(facts: Pick<ClaimFacts, 'verdicts' | 'waivers' | 'wordingHash'>): boolean {
  return [...facts.verdicts, ...facts.waivers].some(({ wordingHash }) => wordingHash === facts.wordingHash)
}
