/**
 * RE-5f: words that leave a claim while something holds it. To take a claim off its words clears nothing, by whatever way
 * it comes about: they hold back publication where they stand without it, until a claim on them takes over what was known.
 */
import { REMOVAL_HOLDS, removalHold, type RemovalFacts } from './removal.ts'
import { claimState, outcomeOf, toConfirm, type ClaimFacts } from './state.ts'

/** `sealed`: nothing that everybody may read holds them. */
export const HELD_BY = [...REMOVAL_HOLDS, 'sealed'] as const
export type HeldBy = (typeof HELD_BY)[number]

/** What keeps a claim from leaving its words, or would, did it stand on them. `quoteSealed`: a quote differs from confidential evidence. */
export function heldBy(facts: RemovalFacts, { quoteSealed = false } = {}): HeldBy | null {
  const open = { ...facts, detached: false, evidence: facts.evidence.filter(({ confidential }) => !confidential) }
  const isSealed = quoteSealed || isContested(facts) || removalHold({ ...facts, detached: false }) !== null
  return contestedBy(open) ?? removalHold(open) ?? (isSealed ? 'sealed' : null)
}

/** The same of evidence alone: it speaks against the claim on these words, and nobody has verified them in view of it. */
export function contestedBy(facts: ClaimFacts): HeldBy | null {
  if (!isContested(facts)) return null
  return isContested({ ...facts, evidence: facts.evidence.filter(({ confidential }) => !confidential) }) ? 'against' : 'sealed'
}

function isContested(facts: ClaimFacts): boolean {
  return hasAgainst(facts) && !isCleared(facts)
}

/** The same, or what leaves its verdicts to be confirmed, or that two are to check it: of a claim whose words change (RE-5j). */
export function heldOnChange(facts: RemovalFacts): HeldBy | null {
  const hold = removalHold({ ...facts, detached: false })
  return contestedBy(facts) ?? (hold === 'to_confirm' || hold === 'second_asked' ? hold : null)
}

/** Whether what holds is about what the words say, so that it is about a part of them too. */
export function isAboutParts(by: HeldBy): boolean {
  return by === 'against' || by === 'sealed' || by === 'to_confirm' || by === 'awaiting_second'
}

/** What is left of what held the words of the claim when they left it: evidence can go or be made open, and a desk's policy. */
export function stillHeldBy(by: HeldBy, facts: ClaimFacts): HeldBy | null {
  const isAgainst = hasAgainst(facts)
  if (by === 'sealed' && !facts.evidence.some(({ confidential, withdrawnAt }) => confidential && withdrawnAt === null)) return isAgainst ? 'against' : null
  if (by === 'against' && !isAgainst) return null
  if (by === 'second_asked' && !facts.secondCheck) return null
  if (by === 'to_confirm' || by === 'awaiting_second') return claimState({ ...facts, detached: false }) === by ? by : null
  return by
}

/** The words of these facts were verified, and nothing has come since. */
export function isCleared(facts: ClaimFacts): boolean {
  return outcomeOf(facts) === 'verified' && toConfirm(facts) === null
}

function hasAgainst({ evidence }: ClaimFacts): boolean {
  return evidence.some(({ relation, withdrawnAt }) => relation === 'contradicts' && withdrawnAt === null)
}
