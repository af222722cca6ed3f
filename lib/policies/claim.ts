import { anyOf, mayUnflagLegal, onDesk, type ArticleFacts, type LegalFlagFacts, type Policy } from './roles.ts'

/** Of one claim; null asks in general, before a claim is chosen. */
export interface ClaimFacts extends ArticleFacts {
  createdById: string | null
}

export interface RemovalFacts extends ClaimFacts {
  /** Nothing was done on it since it was tagged. */
  untouched: boolean
}

export interface ClaimActions {
  'claim.tag': ArticleFacts
  /** To write about it to the others. */
  'claim.discuss': ArticleFacts
  'claim.edit': ClaimFacts
  /** To ask for legal to read it. */
  'claim.flagLegal': ArticleFacts
  'claim.unflagLegal': LegalFlagFacts
  /** To say where it begins and ends: moving its edges, splitting it, merging it with another. */
  'claim.reshape': ClaimFacts
  'claim.remove': RemovalFacts
  'claim.reattach': ArticleFacts
  'claim.waive': ArticleFacts
  /** To say that one check is enough where a second was asked for. */
  'claim.endSecondCheck': ArticleFacts
  'suggestion.decide': ArticleFacts
  'quote.override': ArticleFacts
  'quote.nameSpeaker': ArticleFacts
}

const mayRunTheDesk = anyOf('editor', 'publisher', 'checker')

const mayWaive = anyOf('editor', 'publisher')

const deskOrTagger: Policy<ClaimFacts> = (actor, facts) => mayRunTheDesk(actor, facts) || (onDesk(actor, facts) && facts.createdById === actor.userId)

export const claimPolicies: { [A in keyof ClaimActions]: Policy<ClaimActions[A]> } = {
  'claim.tag': onDesk,
  'claim.discuss': onDesk,
  'claim.edit': deskOrTagger,
  'claim.flagLegal': anyOf('editor', 'publisher', 'legal'),
  'claim.unflagLegal': mayUnflagLegal,
  'claim.reshape': deskOrTagger,
  /** As for waiving, and whoever tagged it by mistake. */
  'claim.remove': (actor, facts) => mayWaive(actor, facts) || (facts.untouched && onDesk(actor, facts) && facts.createdById === actor.userId),
  'claim.reattach': mayRunTheDesk,
  'claim.waive': mayWaive,
  'claim.endSecondCheck': anyOf('editor', 'publisher'),
  /** CL-9: a suggestion asks for no more than tagging does. */
  'suggestion.decide': onDesk,
  'quote.override': anyOf('editor', 'publisher'),
  /** It clears nothing: it says whose quotes to look for in a source. */
  'quote.nameSpeaker': onDesk,
}
