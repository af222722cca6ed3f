/** CL-3: what an edit inside a checked claim means for its verdict. */
import { tokenize, type DiffPart } from './diff.ts'
import type { VerdictFact } from './state.ts'
import type { Touched } from './material.ts'
import { compareWording, normaliseWording } from './wording.ts'

export interface Reopened {
  change: 'minor' | 'material'
  reasons: string[]
  /** The words in which they are seen, against that verdict and against the check that it goes back to. */
  touched: Touched[]
  /** From the wording of `verdictId` to the present one. */
  diff: DiffPart[]
  verdictId: string
}

/**
 * What changed since the newest verdict; null when there is none or it was for this very wording.
 *
 * The class is the worse of two: against that verdict, and against the check it goes back to through "still
 * holds". Otherwise a row of minor changes, each confirmed with a click, could carry a verdict anywhere.
 */
export function reopenedSince(verdicts: readonly VerdictFact[], wording: string): Reopened | null {
  const newest = verdicts.at(-1)
  return newest ? changeSince(newest, verdicts, wording) : null
}

/** The same, asked of one verdict among `verdicts`. */
export function changeSince(verdict: VerdictFact, verdicts: readonly VerdictFact[], wording: string): Reopened | null {
  const change = compareWording(verdict.wording, wording)
  if (change.kind === 'same') return null
  const fromCheck = compareWording(originalCheck(verdict, verdicts).wording, wording)
  const reasons = new Set<string>([...change.reasons, ...(fromCheck.kind === 'same' ? [] : fromCheck.reasons)])
  if (!keepsCondition(verdict, wording)) reasons.add('condition')
  const material = change.kind === 'material' || fromCheck.kind === 'material' || reasons.has('condition')
  const touched = [
    ...change.touched,
    ...(fromCheck.kind === 'same' ? [] : fromCheck.touched.filter((words) => !change.touched.some((known) => isSame(known, words)))),
  ]
  return { change: material ? 'material' : 'minor', reasons: [...reasons], touched, diff: change.diff, verdictId: verdict.id }
}

function isSame(one: Touched, other: Touched): boolean {
  return one.reason === other.reason && one.before === other.before && one.after === other.after
}

/** CL-3j: whether the words on which a verdict depends still stand in the wording. */
export function keepsCondition({ condition }: Pick<VerdictFact, 'condition'>, wording: string): boolean {
  return condition === undefined || condition === null || wholeWordsIn(normaliseWording(wording), normaliseWording(condition))
}

/**
 * The words on which several verdicts depend, as one: of more than one stretch all that lies from the first to the
 * last of them. null where there is none; all of them stand in the wording.
 */
export function joinConditions(conditions: readonly string[], wording: string): string | null {
  const [only, ...others] = new Set(conditions.map(normaliseWording))
  if (only === undefined || others.length === 0) return only ?? null
  const text = normaliseWording(wording)
  const spans = [only, ...others].map((words) => spanOf(text, words)).filter((span) => span !== null)
  return text.slice(Math.min(...spans.map(({ from }) => from)), Math.max(...spans.map(({ to }) => to)))
}

/** "about" does not stand in "roundabout". */
function wholeWordsIn(text: string, words: string): boolean {
  return spanOf(text, words) !== null
}

function spanOf(text: string, words: string): { from: number; to: number } | null {
  const [wanted, given] = [words, text].map(wordsOf)
  if (!wanted || !given || wanted.length === 0) return null
  const at = given.findIndex((_, start) => wanted.every((word, offset) => given[start + offset]?.text === word.text))
  const [first, last] = [given[at], given[at + wanted.length - 1]]
  return first && last ? { from: first.from, to: last.from + last.text.length } : null
}

function wordsOf(text: string): { text: string; from: number }[] {
  let from = 0
  return tokenize(text).flatMap((token) => {
    const word = { text: token.text, from }
    from += token.text.length
    return token.kind === 'space' ? [] : word
  })
}

/** The verdict that this person may confirm with "still holds": their own newest. Nobody vouches for what another looked up. */
export function confirmable(verdicts: readonly VerdictFact[], checkerId: string): VerdictFact | null {
  return verdicts.findLast((verdict) => verdict.checkerId === checkerId) ?? null
}

function originalCheck(verdict: VerdictFact, verdicts: readonly VerdictFact[]): VerdictFact {
  let check = verdict
  for (let steps = 0; check.confirmsId !== null && steps < verdicts.length; steps += 1) {
    check = verdicts.find(({ id }) => id === check.confirmsId) ?? check
  }
  return check
}
