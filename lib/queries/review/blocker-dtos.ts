import type { BlockerDto } from '#lib/api/schemas/review.ts'
import { evaluateGate, type Blocker } from '#lib/domain/gate/gate.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { mayRead } from '../evidence/may-read.ts'
import type { ReviewFacts } from './load-facts.ts'

/** What the gate tells this person: that a quote blocks by a source that they may not read is said without the source (CL-8h). */
export function blockersFor(actor: Actor, facts: ReviewFacts): Blocker[] {
  const alteredQuotes = facts.alteredQuotes.map((quote) => ({ ...quote, unseen: !quote.sources.some((source) => mayRead(actor, facts, source)) }))
  return evaluateGate({ ...facts, alteredQuotes })
}

/** As the API answers them. */
export function blockerDtos(blockers: readonly Blocker[]): BlockerDto[] {
  return blockers.map(({ code, message, href }) => ({ code, message, href }))
}
