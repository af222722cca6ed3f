import { anyOf, onDesk, type ArticleFacts, type Policy } from './roles.ts'

export interface QueryFacts extends ArticleFacts {
  askedById: string
  /** Who has it instead, once it was handed over. */
  handedToId: string | null
  /** Has no role on the desk any more, or no access. */
  askerLeft: boolean
  /** Whom it was put to, and whoever has a part in the claim's wording by now. */
  authorIds: readonly string[]
}

export interface QueryActions {
  'query.ask': ArticleFacts
  'query.reply': ArticleFacts
  'query.close': QueryFacts
}

const mayAsk = anyOf('checker', 'editor', 'publisher', 'legal')

export const queryPolicies: { [A in keyof QueryActions]: Policy<QueryActions[A]> } = {
  'query.ask': mayAsk,
  'query.reply': onDesk,
  /** The asker, and whoever it was handed over to; once they have left the desk, whoever could have asked and is none of its authors stands in. */
  'query.close': (actor, facts) =>
    facts.askedById === actor.userId
      ? onDesk(actor, facts)
      : (facts.askerLeft || facts.handedToId === actor.userId) && mayAsk(actor, facts) && !facts.authorIds.includes(actor.userId),
}
