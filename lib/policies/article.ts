import { anyOf, mayUnflagLegal, onDesk, type ArticleFacts, type DeskFacts, type LegalFlagFacts, type Policy } from './roles.ts'

export interface ArticleActions {
  'article.create': DeskFacts
  'article.read': ArticleFacts
  /** To receive the copy as it is written, over a socket. */
  'article.follow': ArticleFacts
  'article.record': ArticleFacts
  'article.edit': ArticleFacts
  'article.restore': ArticleFacts
  'article.move': ArticleFacts
  'article.flagLegal': ArticleFacts
  'article.unflagLegal': LegalFlagFacts
  'article.publish': ArticleFacts
  'article.correct': ArticleFacts
  'article.withdraw': ArticleFacts
  'article.breakGlass': ArticleFacts
}

const mayWrite = anyOf('reporter', 'editor')

export const articlePolicies: { [A in keyof ArticleActions]: Policy<ArticleActions[A]> } = {
  'article.create': mayWrite,
  'article.read': onDesk,
  'article.follow': onDesk,
  'article.record': onDesk,
  'article.edit': (actor, facts) => facts.stage !== 'withdrawn' && mayWrite(actor, facts),
  'article.restore': mayWrite,
  'article.move': anyOf('reporter', 'editor', 'publisher'),
  'article.flagLegal': anyOf('editor', 'publisher', 'legal'),
  'article.unflagLegal': mayUnflagLegal,
  'article.publish': anyOf('publisher'),
  'article.correct': anyOf('publisher'),
  'article.withdraw': anyOf('publisher'),
  'article.breakGlass': anyOf('publisher'),
}
