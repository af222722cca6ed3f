import { anyOf, onDesk, type ArticleFacts, type Policy } from './roles.ts'

export interface ProposalFacts extends ArticleFacts {
  proposedById: string
}

export interface ProposalActions {
  'wording.propose': ArticleFacts
  'wording.decline': ProposalFacts
}

const mayWrite = anyOf('reporter', 'editor')

/** Accepting one is editing the copy: `article.edit`. */
export const proposalPolicies: { [A in keyof ProposalActions]: Policy<ProposalActions[A]> } = {
  'wording.propose': anyOf('checker', 'editor', 'publisher', 'legal'),
  /** Whoever proposed it takes it back. */
  'wording.decline': (actor, facts) => mayWrite(actor, facts) || (onDesk(actor, facts) && facts.proposedById === actor.userId),
}
