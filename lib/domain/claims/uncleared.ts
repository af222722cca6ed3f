/** CL-4j: whether words that were copied from a claim may stand elsewhere unchecked, by what was found about them there. */
import { countingVerdicts, outcomeOf, toConfirm, type ClaimFacts } from './state.ts'
import { normaliseWording } from './wording.ts'

export interface CopiedClaim extends ClaimFacts {
  /** As it stands, or stood last. */
  wording: string
  /** Flagged for legal, or a question about it holds back its own article. */
  isHeld: boolean
}

/** What somebody said of the words where they were pasted. */
export interface PasteDismissal {
  reason: string | null
  at: Date
}

/**
 * Found otherwise than verified, disputed, waiting for a second check whatever the first came to, or to be confirmed. What
 * was found counts where it was found of the words, of more or of a part of them, and is outweighed only by a verdict
 * *verified* that holds and was given on all of them. A claim that nobody has checked says nothing, nor does its waiver.
 */
export function isUncleared(claim: CopiedClaim, quote: string): boolean {
  if (claim.isHeld) return true
  const words = normaliseWording(quote)
  const found = wordingsOf(claim).map(({ wording, wordingHash }) => {
    const facts = { ...claim, wordingHash }
    const unconfirmed = toConfirm(facts) !== null
    return { wording, isCleared: outcomeOf(facts) === 'verified' && !unconfirmed, isDecided: outcomeOf(facts) !== null || unconfirmed }
  })
  if (found.some(({ wording, isCleared }) => isCleared && wording.includes(words))) return false
  return found.some(({ wording, isCleared, isDecided }) => isDecided && !isCleared && (wording.includes(words) || words.includes(wording)))
}

/** Said with a reason, and not before somebody checked the claim once more. */
export function isDismissed({ verdicts }: Pick<ClaimFacts, 'verdicts'>, { reason, at }: PasteDismissal): boolean {
  return reason !== null && verdicts.every((verdict) => verdict.at <= at)
}

/** Whether a claim where they were pasted has cleared the words. */
export function clearsWords(claim: ClaimFacts & { wording: string }, quote: string): boolean {
  return (
    !claim.detached &&
    countingVerdicts(claim).length > 0 &&
    outcomeOf(claim) === 'verified' &&
    toConfirm(claim) === null &&
    normaliseWording(claim.wording).includes(normaliseWording(quote))
  )
}

/** Those that were decided on, and the present one. */
function wordingsOf({ wording, wordingHash, verdicts }: CopiedClaim): { wording: string; wordingHash: string }[] {
  const byHash = new Map([...verdicts, { wording, wordingHash }].map((one) => [one.wordingHash, normaliseWording(one.wording)]))
  return [...byHash].map(([hash, words]) => ({ wordingHash: hash, wording: words }))
}
