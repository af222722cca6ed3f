import { anyOf, onDesk, type ArticleFacts, type Policy } from './roles.ts'

export interface QueryFacts extends ArticleFacts {
  objection: boolean
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
  /** To hold back publication as legal, until it is withdrawn. */
  'query.object': ArticleFacts
  'query.reply': ArticleFacts
  'query.close': QueryFacts
}

const mayAsk = anyOf('checker', 'editor', 'publisher', 'legal')

export const queryPolicies: { [A in keyof QueryActions]: Policy<QueryActions[A]> } = {
  'query.ask': mayAsk,
  'query.object': anyOf('legal'),
  'query.reply': onDesk,
  /** An objection is withdrawn by who made it, or another legal reader who is none of its authors. Else: the asker, and whoever it was handed over to; once they have left the desk, whoever could have asked and is none of its authors stands in. */
  'query.close': (actor, facts) => {
    if (facts.objection) return anyOf('legal')(actor, facts) && (facts.askedById === actor.userId || !facts.authorIds.includes(actor.userId))
    return facts.askedById === actor.userId
      ? onDesk(actor, facts)
      : (facts.askerLeft || facts.handedToId === actor.userId) && mayAsk(actor, facts) && !facts.authorIds.includes(actor.userId)
  },
}
