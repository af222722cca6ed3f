/** RE-5e: words about which a check found something, and which nobody has cleared since. */
import { isCleared } from './standing-findings.ts'
import { verdictsOnWords, type VerdictFact } from './state.ts'

export interface FoundAgainst {
  claimId: string
  number: number
  wording: string
}

/** Fewer words than these stand in many places that have nothing to do with the claim. */
const FEWEST_WORDS = 3

/** Of claims that stand in the article, or once did: each wording once, of the claim that comes first. */
export function foundAgainst(claims: readonly { id: string; number: number; verdicts: readonly VerdictFact[] }[]): FoundAgainst[] {
  const found = new Map<string, FoundAgainst>()
  const cleared = new Set<string>()
  for (const { id, number, verdicts } of claims) {
    for (const { wording, wordingHash } of verdicts) {
      // Who found these words right with others beside them has cleared them (CL-6u).
      const counting = verdictsOnWords({ verdicts, wordingHash }).filter((finding) => finding.verdict === 'verified' || !isCleared(finding, verdicts))
      if (counting.every(({ verdict }) => verdict === 'verified')) cleared.add(wordingHash)
      else if (!found.has(wordingHash) && wording.trim().split(/\s+/u).length >= FEWEST_WORDS) found.set(wordingHash, { claimId: id, number, wording })
    }
  }
  return [...found].flatMap(([hash, one]) => (cleared.has(hash) ? [] : [one]))
}
