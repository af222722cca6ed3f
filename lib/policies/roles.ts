/** What every policy is made of: a predicate over the actor and facts that the caller has loaded. */
import type { Actor, Role } from './actor.ts'
import type { Stage } from '#lib/domain/articles/stages.ts'

export type Policy<Facts> = (actor: Actor, facts: Facts) => boolean

export interface DeskFacts {
  deskId: string
}
export interface ArticleFacts extends DeskFacts {
  stage: Stage
}

export interface LegalFlagFacts extends ArticleFacts {
  /** Somebody who reads for legal has set it. */
  byLegal: boolean
}

/** Holds any of the roles on the desk in question. */
export function anyOf(...roles: readonly Role[]): Policy<DeskFacts> {
  return (actor, { deskId }) => rolesOn(actor, deskId).some((role) => roles.includes(role))
}

/** Holds a role on the desk, whichever it is. */
export const onDesk: Policy<DeskFacts> = (actor, { deskId }) => rolesOn(actor, deskId).length > 0

/** To say that legal need not read it after all: legal alone, where legal asked to. */
export const mayUnflagLegal: Policy<LegalFlagFacts> = (actor, facts) =>
  facts.byLegal ? anyOf('legal')(actor, facts) : anyOf('editor', 'publisher', 'legal')(actor, facts)

function rolesOn(actor: Actor, deskId: string): readonly Role[] {
  return Object.hasOwn(actor.roles, deskId) ? (actor.roles[deskId] ?? []) : []
}
