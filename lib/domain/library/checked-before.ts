/** CL-10: what a verdict that was given in another article is worth beside a claim of this one. */
import type { Stage } from '../articles/stages.ts'
import { tokenize } from '../claims/diff.ts'
import type { CALL_TERMS, VerdictValue } from '../claims/terms.ts'

/**
 * The least part of the letter triples of two wordings that both have, for the one to be nearly the other. One word
 * of eight changed leaves about 0.8, two 0.6, three 0.45; two sentences of one story that say different things share
 * up to 0.4.
 */
export const NEAR = 0.5

/** Of fewer words every figure and name would be like any other. */
const FEWEST_WORDS = 3

export function hasLikeness(wording: string): boolean {
  return tokenize(wording).filter(({ kind }) => kind === 'word' || kind === 'number').length >= FEWEST_WORDS
}

const DAY = 24 * 60 * 60 * 1000

/** When a verdict is out of date for a desk that has them last so many days. */
export function outOfDateAt(checkedAt: Date, verdictDays: number): Date {
  return new Date(checkedAt.getTime() + verdictDays * DAY)
}

/** CL-10i: what does not leave the article that it was found for: its readers are people of that desk, or its source said it to them alone. */
export function staysBehind({ confidential, terms }: { confidential: boolean; terms: (typeof CALL_TERMS)[number] | null }): boolean {
  return confidential || terms === 'off_record'
}

/** Why a verdict cannot be brought over. */
export const REUSE_BLOCKS = ['withdrawn', 'disputed', 'changed_there', 'out_of_date', 'material'] as const
export type ReuseBlock = (typeof REUSE_BLOCKS)[number]

export interface CheckedFacts {
  stage: Stage
  outcome: VerdictValue | 'disputed'
  /** The claim there still says what was checked. */
  stands: boolean
  outOfDate: boolean
  change: 'minor' | 'material' | null
}

/** The gravest; null where nothing speaks against it, which only says that a person may bring it over and another look follows. */
export function reuseBlock({ stage, outcome, stands, outOfDate, change }: CheckedFacts): ReuseBlock | null {
  if (change === 'material') return 'material'
  if (stage === 'withdrawn') return 'withdrawn'
  if (outcome === 'disputed') return 'disputed'
  if (!stands) return 'changed_there'
  return outOfDate ? 'out_of_date' : null
}
