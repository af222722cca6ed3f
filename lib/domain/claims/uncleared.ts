/** CL-4j: whether words that were copied from a claim may stand elsewhere unchecked, by what was found about them there. */
import { isCleared } from './held-words.ts'
import { hasWords } from './standing-findings.ts'
import { outcomeOf, toConfirm, type ClaimFacts } from './state.ts'
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
  const found = wordingsOf(claim).map(({ wording, wordingHash }) => ({ wording, facts: { ...claim, wordingHash } }))
  if (found.some(({ wording, facts }) => isCleared(facts) && hasWords(wording, quote))) return false
  return found.some(({ wording, facts }) => isOpen(facts) && isAbout(wording, quote))
}

/** A waiver that is to be confirmed, too. */
function isOpen(facts: ClaimFacts): boolean {
  return toConfirm(facts) !== null || (outcomeOf(facts) !== null && !isCleared(facts))
}

/** Of all or a part of one in the other; a word that was cut in copying tells it too. */
function isAbout(wording: string, quote: string): boolean {
  const [said, copied] = [normaliseWording(wording), normaliseWording(quote)]
  return said.includes(copied) || copied.includes(said) || hasWords(wording, quote) || hasWords(quote, wording)
}

/** Said with a reason, and not before somebody checked the claim once more. */
export function isDismissed({ verdicts }: Pick<ClaimFacts, 'verdicts'>, { reason, at }: PasteDismissal): boolean {
  return reason !== null && verdicts.every((verdict) => verdict.at <= at)
}

/** Whether a claim where they were pasted has cleared the words: as words, since "9 died" is not in "19 died". */
export function clearsWords(claim: ClaimFacts & { wording: string }, quote: string): boolean {
  return !claim.detached && isCleared(claim) && hasWords(claim.wording, quote)
}

/** Those that were decided on, and the present one. */
function wordingsOf({ wording, wordingHash, verdicts }: CopiedClaim): { wording: string; wordingHash: string }[] {
  return [...new Map([...verdicts, { wording, wordingHash }].map((one) => [one.wordingHash, one])).values()]
}
