import { onDesk, type ArticleFacts, type Policy } from './roles.ts'

export interface EvidenceFacts extends ArticleFacts {
  confidential: boolean
  createdById: string
  readerIds: readonly string[]
}

export interface EvidenceActions {
  'evidence.add': ArticleFacts
  'evidence.read': EvidenceFacts
}

export const evidencePolicies: { [A in keyof EvidenceActions]: Policy<EvidenceActions[A]> } = {
  'evidence.add': onDesk,
  /** CL-7: confidential evidence has its own readers, whatever role others hold. */
  'evidence.read': (actor, facts) =>
    onDesk(actor, facts) && (!facts.confidential || facts.createdById === actor.userId || facts.readerIds.includes(actor.userId)),
}
