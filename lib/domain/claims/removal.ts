/**
 * CL-6f, CL-6n: what keeps a claim in its article. To remove a claim is to make everything disappear that was found
 * and asked about it, so whatever is open is settled or waived first, where everybody sees it.
 */
import { holdsBack, type OpenQuery } from './author-query.ts'
import { claimState, isDecided, type ClaimFacts } from './state.ts'

/** The first of them that holds is told. */
export const REMOVAL_HOLDS = [
  'incorrect',
  'unverifiable',
  'needs_wording',
  'disputed',
  'awaiting_second',
  'to_confirm',
  'waived',
  'against',
  'second_asked',
  'question',
  'legal',
  'quote',
  'reopened',
] as const
export type RemovalHold = (typeof REMOVAL_HOLDS)[number]

export interface RemovalFacts extends ClaimFacts {
  legalFlag: boolean
  /** It quotes somebody in other words than a source does, and nobody has overridden that. The source need not be readable for who asks: no refusal says more than the gate. */
  quoteAltered: boolean
  openQueries: readonly OpenQuery[]
  /** Questions to its author, closed ones too. */
  queries: number
  /** How often somebody said where it begins and ends: once, when it was tagged. */
  placings: number
  splitFromId: string | null
  /** Of this claim, at any time. */
  secondCheckAsked: boolean
  /** It is asked for this claim, and not for every one of the desk. */
  secondCheckOwn: boolean
}

/** Null for a claim that may be removed, by who has the right to. */
export function removalHold(facts: RemovalFacts): RemovalHold | null {
  const state = claimState(facts)
  const finding = REMOVAL_HOLDS.find((hold) => hold === state)
  // Waived by itself it may leave. Once it was checked, in whatever words, or something speaks against it, it stays, so
  // that whoever signs sees what was found, and who let it stand.
  if (finding === 'waived' && facts.verdicts.length === 0 && !isContradicted(facts)) return secondHold(facts) ?? otherHold(facts)
  if (finding && finding !== 'reopened') return finding
  if (state !== 'verified' && state !== 'detached' && isContradicted(facts)) return 'against'
  const isOpen = finding === undefined && state !== 'verified' && state !== 'detached'
  return (isOpen ? secondHold(facts) : null) ?? otherHold(facts) ?? finding ?? null
}

/** Whoever asked for two to check it would not know that the words are checked by one. */
function secondHold({ secondCheckOwn }: RemovalFacts): RemovalHold | null {
  return secondCheckOwn ? 'second_asked' : null
}

/** By evidence that everybody may read: to be held by other would tell of it. */
function isContradicted({ evidence }: ClaimFacts): boolean {
  return evidence.some(({ relation, withdrawnAt, confidential }) => relation === 'contradicts' && withdrawnAt === null && !confidential)
}

function otherHold(facts: RemovalFacts): RemovalHold | null {
  // A waiver lets a claim pass its questions; it does not take them away.
  if (facts.openQueries.some((query) => !facts.detached || holdsBack(query, facts))) return 'question'
  if (facts.legalFlag) return 'legal'
  return facts.quoteAltered ? 'quote' : null
}

/**
 * CL-5f: what keeps its words in a claim: the same, since whoever takes words out of it removes the claim from them.
 * Words that came to it since it was decided about may go again: `restHash` is of what it would stand on then.
 */
export function narrowingHold(facts: RemovalFacts, restHash: string): RemovalHold | null {
  const hold = removalHold(facts)
  return hold === 'reopened' && isDecided({ ...facts, wordingHash: restHash }) ? null : hold
}

/** Nothing was done on it since it was tagged: to remove it is to take a slip of the hand back. */
export function isUntouched(facts: RemovalFacts): boolean {
  const { verdicts, waivers, tasks, queries, placings, splitFromId, secondCheckAsked } = facts
  if (secondCheckAsked) return false
  const begun = tasks.some(({ state }) => state === 'in_checking' || state === 'done')
  return verdicts.length === 0 && waivers.length === 0 && !begun && queries === 0 && placings <= 1 && splitFromId === null && removalHold(facts) === null
}

/** Somebody else has decided about it: who makes it say less takes words out of that decision. */
export function decidedByOthers({ verdicts }: { verdicts: readonly { checkerId: string }[] }, userId: string): boolean {
  return verdicts.some(({ checkerId }) => checkerId !== userId)
}
