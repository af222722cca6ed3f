/**
 * RE-1: the one policy table. Every page, route, service and socket asks `can`; nothing else looks at roles.
 * Who may not `article.read` is told that the article does not exist; who may read but not act, that they may not.
 */
import type { Actor } from './actor.ts'
import { accessPolicies, type AccessActions } from './access.ts'
import { boardFilterPolicies, type BoardFilterActions } from './board-filter.ts'
import { articlePolicies, type ArticleActions } from './article.ts'
import { queryPolicies, type QueryActions } from './author-query.ts'
import { claimPolicies, type ClaimActions } from './claim.ts'
import { evidencePolicies, type EvidenceActions } from './evidence.ts'
import { newsroomPolicies, type NewsroomActions } from './newsroom.ts'
import { reviewPolicies, type ReviewActions } from './review.ts'
import type { Policy } from './roles.ts'
import { proposalPolicies, type ProposalActions } from './wording-proposal.ts'
import { taskPolicies, type TaskActions } from './task.ts'

export type ActionFacts = ArticleActions &
  ClaimActions &
  QueryActions &
  ProposalActions &
  TaskActions &
  EvidenceActions &
  ReviewActions &
  NewsroomActions &
  AccessActions &
  BoardFilterActions
export type Action = keyof ActionFacts

const POLICIES: { [A in Action]: Policy<ActionFacts[A]> } = {
  ...articlePolicies,
  ...claimPolicies,
  ...queryPolicies,
  ...proposalPolicies,
  ...taskPolicies,
  ...evidencePolicies,
  ...reviewPolicies,
  ...newsroomPolicies,
  ...accessPolicies,
  ...boardFilterPolicies,
}

export const ACTIONS = Object.keys(POLICIES).filter((name): name is Action => name in POLICIES)

/**
 * Actions that change nothing: an API token of any scope will do, since who changes something is answered with it.
 * What only reads is refused to a token without `read` at the door of the API, and here for a socket, which has no such door.
 */
const READING: ReadonlySet<Action> = new Set<Action>([
  'article.read',
  'article.record',
  'evidence.read',
  'newsroom.record',
  'token.read',
  'session.read',
  'notification.read',
  'boardFilter.read',
])

export function can<A extends Action>(actor: Actor, action: A, facts: ActionFacts[A]): boolean {
  const policy: Policy<ActionFacts[A]> = POLICIES[action]
  return hasScope(actor, action) && policy(actor, facts)
}

/** A token's scope is beside the person's own rights: it can only take away. */
function hasScope(actor: Actor, action: Action): boolean {
  if (action === 'article.follow') return actor.scopes === null || actor.scopes.includes('read')
  return actor.scopes === null || (READING.has(action) ? actor.scopes.length > 0 : actor.scopes.includes('write'))
}
