/** CL-6h: who can give the second verdict does not see the first, nor what came before it. */
import { isSecondLook } from '#lib/domain/claims/state.ts'
import { wroteWording } from '#lib/domain/review/four-eyes.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import type { ArticleRow } from '../review/load-article.ts'
import { factsOf, type ClaimRow } from './claim-rows.ts'

interface Look {
  actor: Actor
  article: ArticleRow
  claim: ClaimRow
  wordingAuthorIds: readonly string[]
}

export function isBlind({ actor, article, claim, wordingAuthorIds }: Look): boolean {
  const mayCheck = can(actor, 'verdict.give', article) && !wroteWording({ fourEyes: article.desk.fourEyes, userId: actor.userId, wordingAuthorIds })
  return mayCheck && isSecondLook(factsOf(claim, article.desk), actor.userId)
}
