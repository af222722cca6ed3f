/**
 * CL-9i: the suggestions in the order of what a desk made of earlier ones. It orders and does nothing else: whatever
 * is suggested stays suggested, and how likely a thing is to be tagged says nothing of whether it is true.
 */
import { normaliseWording } from '#lib/domain/claims/wording.ts'
import { fitLogistic, logOdds, type Example, type LinearModel } from './logistic.ts'
import { REASONS } from './words.ts'

/** What is known of a suggestion, when it is made and in what is remembered of it. */
export interface Proposed {
  wording: string
  reasons: readonly string[]
}

export interface RememberedDecision extends Proposed {
  articleId: string
  wordingHash: string
  decision: 'accepted' | 'dismissed' | 'restored'
}

export interface DeskOrder {
  /** From how many decisions it was learnt. */
  decisions: number
  model: LinearModel
}

/** With fewer decisions the rules alone say what comes first. */
export const DECISIONS_NEEDED = 200
/** Of either kind: a desk that tags everything has said nothing about what it would rather not see. */
export const DECISIONS_OF_A_KIND = 20

/**
 * From one desk's decisions, oldest first; of one wording in an article the newest counts, and a dismissal taken back
 * is none. null while they are too few.
 */
export function learnOrder(remembered: readonly RememberedDecision[]): DeskOrder | null {
  const newest = new Map(remembered.map((decision) => [`${decision.articleId} ${decision.wordingHash}`, decision]))
  const examples = [...newest.values()].flatMap((one): Example[] =>
    one.decision === 'restored' ? [] : [{ features: featuresOf(one), yes: one.decision === 'accepted' }],
  )
  const accepted = examples.filter(({ yes }) => yes).length
  if (examples.length < DECISIONS_NEEDED || Math.min(accepted, examples.length - accepted) < DECISIONS_OF_A_KIND) return null
  const model = fitLogistic(examples)
  return model && { decisions: examples.length, model }
}

/** The places in `suggestions`, what the desk would sooner tag first. Equals stay in the order they came in. */
export function placesInOrder({ model }: DeskOrder, suggestions: readonly Proposed[]): number[] {
  const ranked = suggestions.map((suggestion, place) => ({ place, odds: logOdds(model, featuresOf(suggestion)) }))
  return ranked.toSorted((a, b) => b.odds - a.odds || a.place - b.place).map(({ place }) => place)
}

/** Each 0 or 1, so that suggestions alike in all of it keep the order of the rules: the reasons, and the shape of the words. */
function featuresOf({ wording, reasons }: Proposed): number[] {
  const words = normaliseWording(wording).split(' ')
  const inside = words.slice(1)
  const shape = [
    words.length <= 8,
    words.length >= 25,
    reasons.length >= 3,
    /^["'“‘„«‹]/u.test(wording),
    inside.filter((word) => /^\p{Lu}/u.test(word)).length >= 2,
    words.filter((word) => /\p{N}/u.test(word)).length >= 2,
  ]
  return [...REASONS.map((reason) => reasons.includes(reason)), ...shape].map(Number)
}
