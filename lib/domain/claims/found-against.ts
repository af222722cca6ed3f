/** RE-5e: words about which a check found something, and which nobody has cleared since. */
import { countSpoken, FEWEST_WORDS, spokenKey } from './spoken-words.ts'
import { isTakenBack } from './standing-findings.ts'
import { verdictsOnWords, type VerdictFact } from './state.ts'

export interface FoundAgainst {
  claimId: string
  number: number
  wording: string
  /** RE-5f: they left the claim while something held it; whether they were checked is not told. */
  held?: true
}

/** With what says them where they stand outside of every claim. */
export interface StrayWords extends FoundAgainst {
  of: 'copy' | 'picture' | 'link'
  /** RE-5j: a part of what stood in the claim. */
  part?: true
}

interface CheckedClaim {
  id: string
  number: number
  verdicts: readonly VerdictFact[]
  /** Its second check is to be made without knowing what the first came to. */
  isBlind: boolean
}

/**
 * Of claims that stand in the article, or once did: wordings that say the same words once, of the claim that comes first.
 * While a second check waits, what the first came to makes no difference (CL-6h): it is against the words either way.
 */
export function foundAgainst(claims: readonly CheckedClaim[]): FoundAgainst[] {
  const found = new Map<string, FoundAgainst>()
  const cleared = new Set<string>()
  for (const { id, number, verdicts, isBlind } of claims) {
    const said = verdicts.map((verdict) => ({ ...verdict, wordingHash: spokenKey(verdict.wording) }))
    for (const key of new Set(said.map(({ wordingHash }) => wordingHash))) {
      // Of each checker the newest about these words, however they are written. Who found them right with others beside them has cleared them (CL-6u).
      const onWords = verdictsOnWords({ verdicts: said, wordingHash: key })
      const counting = onWords.filter((finding) => finding.verdict === 'verified' || !isTakenBack(finding, verdicts))
      const against = isBlind ? onWords[0] : counting.find(({ verdict }) => verdict !== 'verified')
      if (!against) cleared.add(key)
      else if (!found.has(key) && countSpoken(against.wording) >= FEWEST_WORDS) found.set(key, { claimId: id, number, wording: against.wording })
    }
  }
  return [...found].flatMap(([key, one]) => (cleared.has(key) ? [] : [one]))
}
