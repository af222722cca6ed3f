/**
 * CL-6u: findings whose words still stand inside a claim that says more than they do, or that was tagged anew over them.
 * Without them a claim would be cleared by where it begins and ends.
 */
import { countSpoken, FEWEST_WORDS, findSpoken, spokenText, spokenWords, type Spoken, type SpokenWords } from './spoken-words.ts'
import type { VerdictFact } from './state.ts'

/** A claim as the finding of another one meets it. */
interface Place {
  id: string
  wording: string
  wordingHash: string
  /** In the article, on words. */
  stands: boolean
  /** The claim that it became part of, or was part of. */
  kinIds: readonly string[]
}

interface Given extends VerdictFact {
  claimId: string
}

/** Words that somebody proposed for a claim and that were put into the copy. */
interface Accepted {
  proposerId: string
  words: string
  at: Date
}

/** A claim that stands, and a finding, with their words read once. */
interface StandingPlace extends Place {
  text: Spoken
}

interface Finding extends Given {
  words: SpokenWords
  /** It speaks in its own claim, and in those that have to do with it. */
  isShort: boolean
}

/** Ids of the findings that stand in each claim; `places` are all claims of the article, `verdicts` all on them, `accepted` all proposals that were put into the copy. */
export function standingFindings(places: readonly Place[], verdicts: readonly Given[], accepted: readonly Accepted[] = []): Map<string, string[]> {
  const found = verdicts
    .filter((finding) => finding.verdict !== 'verified' && !isTakenBack(finding, verdicts))
    .map((finding) => ({ ...finding, words: spokenWords(finding.wording), isShort: countSpoken(finding.wording) < FEWEST_WORDS }))
  const kin = kinOf(places)
  const here = places.filter(({ stands }) => stands)
  if (found.length === 0) return new Map(here.map(({ id }) => [id, []]))
  const standing = here.map((place) => ({ ...place, text: spokenText(place.wording) }))
  return new Map(standing.map((place) => [place.id, found.filter((finding) => speaksHere(finding, place, { standing, kin, accepted })).map(({ id }) => id)]))
}

/** By a later verdict of the same checker that finds these words right, by themselves or with others. */
export function isTakenBack(finding: VerdictFact, verdicts: readonly VerdictFact[]): boolean {
  return verdicts.some(
    ({ checkerId, verdict, at, wording }) => checkerId === finding.checkerId && verdict === 'verified' && at > finding.at && hasWords(wording, finding.wording),
  )
}

function speaksHere(
  finding: Finding,
  place: StandingPlace,
  { standing, kin, accepted }: { standing: readonly Place[]; kin: ReadonlyMap<string, ReadonlySet<string>>; accepted: readonly Accepted[] },
): boolean {
  if (findSpoken(place.text, finding.words) === null) return false
  if (accepted.some((proposal) => answers(proposal, finding) && findSpoken(place.text, proposal.words) !== null)) return false
  if (finding.claimId === place.id) return finding.wordingHash !== place.wordingHash
  // While its own claim stands on these words, that one says what is open about them.
  if (standing.some(({ id, wordingHash }) => id === finding.claimId && wordingHash === finding.wordingHash)) return false
  return !finding.isShort || kin.get(place.id)?.has(finding.claimId) === true
}

/** Whoever found it asked for these words beside what they found, and could not judge their own (RE-2). */
function answers({ proposerId, words, at }: Accepted, finding: Finding): boolean {
  return proposerId === finding.checkerId && at >= finding.at && findSpoken(spokenText(words), finding.words) !== null
}

/** Claims that were split from one another or became part of one another, each with all of its kin. */
function kinOf(places: readonly Place[]): ReadonlyMap<string, ReadonlySet<string>> {
  const kin = new Map(places.map(({ id }) => [id, new Set([id])]))
  for (const { id, kinIds } of places) {
    for (const other of kinIds) {
      const [one, two] = [kin.get(id), kin.get(other)]
      if (!one || !two || one === two) continue
      for (const member of two) {
        one.add(member)
        kin.set(member, one)
      }
    }
  }
  return kin
}

/** Whether these words stand there one after the other, however they are written. */
export function hasWords(wording: string, words: string): boolean {
  return findSpoken(spokenText(wording), words) !== null
}
