import { anyOf, onDesk, type ArticleFacts, type Policy } from './roles.ts'

/** Of one claim; null asks in general, before a claim is chosen. */
export interface ClaimFacts extends ArticleFacts {
  createdById: string | null
}

export interface ClaimActions {
  'claim.tag': ArticleFacts
  'claim.edit': ClaimFacts
  'claim.remove': ArticleFacts
  'claim.reattach': ArticleFacts
  'claim.waive': ArticleFacts
}

const mayRunTheDesk = anyOf('editor', 'publisher', 'checker')

export const claimPolicies: { [A in keyof ClaimActions]: Policy<ClaimActions[A]> } = {
  'claim.tag': onDesk,
  'claim.edit': (actor, facts) => mayRunTheDesk(actor, facts) || (onDesk(actor, facts) && facts.createdById === actor.userId),
  'claim.remove': mayRunTheDesk,
  'claim.reattach': mayRunTheDesk,
  'claim.waive': anyOf('editor', 'publisher'),
}
