import type { ArticleAbilities } from '#lib/api/schemas/articles.ts'
import type { SignOffKind } from '#lib/domain/review/sign-off-kinds.ts'
import { signOffInvolvement } from '#lib/domain/review/four-eyes.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import type { ReviewFacts } from '../review/load-facts.ts'
import type { ArticleRow } from '../review/load-article.ts'

/** What this person may do with the article now, four eyes and stage included; the gate's blockers are told apart from it. */
export function articleAbilities(actor: Actor, article: ArticleRow, facts: ReviewFacts): ArticleAbilities {
  const { stage } = article
  const withdrawn = stage === 'withdrawn'
  const out = stage === 'published' || stage === 'corrected'
  const signOff = (kind: SignOffKind) =>
    !withdrawn && can(actor, `signOff.${kind}`, article) && signOffInvolvement({ ...facts, kind, userId: actor.userId }) === null
  return {
    edit: can(actor, 'article.edit', article),
    tagClaim: !withdrawn && can(actor, 'claim.tag', article),
    assign: !withdrawn && can(actor, 'task.assign', article),
    addEvidence: !withdrawn && can(actor, 'evidence.add', article),
    giveVerdict: !withdrawn && can(actor, 'verdict.give', article),
    waive: !withdrawn && can(actor, 'claim.waive', article),
    moveStage: !withdrawn && !out && can(actor, 'article.move', article),
    flagLegal: !withdrawn && can(actor, 'article.flagLegal', article),
    unflagLegal: !withdrawn && can(actor, 'article.unflagLegal', { ...article, byLegal: article.legalFlagByLegal }),
    object: !withdrawn && can(actor, 'query.object', article),
    signOff: { desk: signOff('desk'), fact_check: signOff('fact_check'), legal: signOff('legal'), final: signOff('final') },
    publish: !withdrawn && !out && can(actor, 'article.publish', article),
    breakGlass: !withdrawn && can(actor, 'article.breakGlass', article),
    correct: out && can(actor, 'article.correct', article),
    withdraw: out && can(actor, 'article.withdraw', article),
    restore: !withdrawn && can(actor, 'article.restore', article),
    readRecord: can(actor, 'article.record', article),
  }
}
