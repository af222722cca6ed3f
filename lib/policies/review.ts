import { anyOf, type ArticleFacts, type Policy } from './roles.ts'

/** The role alone: that nobody checks or approves their own work is `lib/domain/review/four-eyes.ts`. */
export interface ReviewActions {
  'verdict.give': ArticleFacts
  'signOff.desk': ArticleFacts
  'signOff.fact_check': ArticleFacts
  'signOff.legal': ArticleFacts
  'signOff.final': ArticleFacts
}

export const reviewPolicies: { [A in keyof ReviewActions]: Policy<ReviewActions[A]> } = {
  'verdict.give': anyOf('checker'),
  'signOff.desk': anyOf('editor'),
  'signOff.fact_check': anyOf('checker'),
  'signOff.legal': anyOf('legal'),
  'signOff.final': anyOf('publisher'),
}
