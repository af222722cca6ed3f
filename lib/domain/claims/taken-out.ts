/**
 * RE-5j: words that were taken out of a claim while it was not cleared, where they stand outside of every claim. The whole
 * wording does not stand there any more, only a part of it, or its parts in another order; so what is looked for is a run of
 * its words that says something and that no claim says now.
 */
import { diffArrays } from 'diff'
import { saysSomething } from '../quotes/small-words.ts'
import { SAYING } from '../suggestions/words.ts'
import { FEWEST_WORDS, countSpoken, sharedRuns, wordsOf, type Place, type Spoken } from './spoken-words.ts'

/** Of words that say something, this many one after the other are found nowhere by chance. */
const TELLING_RUN = 4
/** Of those of one stretch that was taken out, fewer do: this many, and this part of it. */
const TELLING_STRETCH = 2
const PART_OF_STRETCH = 2 / 3

/** A wording that was not cleared, and what was taken out of it. */
export interface TakenOut {
  wording: string
  words: readonly Word[]
  /** Each from the first of its words to the last. */
  stretches: readonly { from: number; to: number }[]
}

interface Word extends Place {
  said: string
  /** How much it says: 1, or 0 for a small word; two characters of a script without spaces are as one word. */
  telling: number
  /** It can be a name, which says by itself nothing that was found about. */
  isName: boolean
}

/** A part of it where no claim has it: its words, and where each that says something stands in the text. */
export interface PartOutside {
  wording: string
  places: readonly Place[]
}

/** `present`: what the claim says now; null where it stands on no words. */
export function takenOut(wording: string, present: string | null): TakenOut {
  const words = wordsOf(wording).map((word) => ({ ...word, telling: tellingOf(word.said), isName: /\p{Lu}/u.test(wording.charAt(word.start)) }))
  const changes = diffArrays(
    words.map(({ said }) => said),
    wordsOf(present ?? '').map(({ said }) => said),
  )
  const stretches: { from: number; to: number }[] = []
  let at = 0
  for (const { added, removed, value } of changes) {
    if (added) continue
    const last = stretches.at(-1)
    const goesOn = last !== undefined && words.slice(last.to, at).every(({ telling }) => telling === 0)
    if (removed && goesOn) last.to = at + value.length
    else if (removed) stretches.push({ from: at, to: at + value.length })
    at += value.length
  }
  return { wording, words, stretches }
}

function tellingOf(said: string): number {
  if (countSpoken(said + said) > 1) return 0.5
  return saysSomething(said) && !SAYING.has(said) ? 1 : 0
}

/** The first part that stands in the text: `isIn` says of a place there whether it lies in a claim that is to be checked, `isSaid` of words whether such a claim says them. */
export function findPart(
  text: Spoken,
  out: TakenOut,
  { isIn, isSaid }: { isIn: (place: Place) => boolean; isSaid: (words: string) => boolean },
): PartOutside | null {
  if (out.stretches.length === 0) return null
  for (const { first, places } of sharedRuns(text, out.wording, FEWEST_WORDS)) {
    const outside = places.flatMap((place, index) => (isIn(place) ? [] : [{ place, at: first + index }]))
    if (
      !saysEnough(
        out,
        outside.map(({ at }) => at),
      )
    )
      continue
    const telling = outside.filter(({ at }) => (out.words[at]?.telling ?? 0) > 0)
    const [one, last] = [out.words[telling[0]?.at ?? -1], out.words[telling.at(-1)?.at ?? -1]]
    if (!one || !last) continue
    const wording = out.wording.slice(one.start, last.end)
    if (!isSaid(wording)) return { wording, places: telling.map(({ place }) => place) }
  }
  return null
}

/** `indices`: of the words that are looked at. */
function saysEnough({ words, stretches }: TakenOut, indices: readonly number[]): boolean {
  const seen = new Set(indices)
  const looked = words.map((word, index) => ({ ...word, telling: seen.has(index) ? word.telling : 0 }))
  if (weightOf(indices.flatMap((index) => words[index] ?? [])) < FEWEST_WORDS || !looked.some(({ telling, isName }) => telling > 0 && !isName)) return false
  if (tell(looked) >= TELLING_RUN) return true
  return stretches.some(({ from, to }) => {
    const told = tell(looked.slice(from, to))
    return weightOf(words.slice(from, to)) >= FEWEST_WORDS && told >= TELLING_STRETCH && told >= tell(words.slice(from, to)) * PART_OF_STRETCH
  })
}

function tell(words: readonly Word[]): number {
  return words.reduce((sum, { telling }) => sum + telling, 0)
}

/** How many words they are. */
function weightOf(words: readonly Word[]): number {
  return words.reduce((sum, { telling }) => sum + (telling === 0.5 ? 0.5 : 1), 0)
}
