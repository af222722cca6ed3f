import type { Policy } from './roles.ts'

export interface OwnerFacts {
  ownerId: string
}

export interface AccessActions {
  'token.read': OwnerFacts
  'token.create': OwnerFacts
  'token.revoke': OwnerFacts
  'session.read': OwnerFacts
  'notification.read': OwnerFacts
  'notification.mark': OwnerFacts
  'notification.choose': OwnerFacts
  'session.revoke': OwnerFacts
}

const isOwner: Policy<OwnerFacts> = (actor, { ownerId }) => actor.userId === ownerId

export const accessPolicies: { [A in keyof AccessActions]: Policy<AccessActions[A]> } = {
  'token.read': isOwner,
  /** From a browser session only: a token that could make tokens would outlive its own end and outgrow its scope. */
  'token.create': (actor, facts) => isOwner(actor, facts) && actor.sessionId !== null,
  'token.revoke': isOwner,
  'session.read': isOwner,
  'notification.read': isOwner,
  'notification.mark': isOwner,
  'notification.choose': isOwner,
  'session.revoke': isOwner,
}
