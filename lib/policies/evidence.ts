import { anyOf, onDesk, type ArticleFacts, type Policy } from './roles.ts'

export interface EvidenceFacts extends ArticleFacts {
  confidential: boolean
  createdById: string
  readerIds: readonly string[]
}

export interface EvidenceActions {
  'evidence.add': ArticleFacts
  'evidence.read': EvidenceFacts
  /** To say by hand what a source says that could not be read. */
  'evidence.paste': EvidenceFacts
  /** To take it back, with a reason. */
  'evidence.withdraw': EvidenceFacts
  /** What it is to the claim, its excerpt, and who may read it. */
  'evidence.change': EvidenceFacts
}

/** CL-7: confidential evidence has its own readers, whatever role others hold. */
const mayRead: Policy<EvidenceFacts> = (actor, facts) =>
  onDesk(actor, facts) && (!facts.confidential || facts.createdById === actor.userId || facts.readerIds.includes(actor.userId))

const adderOrChecker: Policy<EvidenceFacts> = (actor, facts) => mayRead(actor, facts) && (facts.createdById === actor.userId || anyOf('checker')(actor, facts))

export const evidencePolicies: { [A in keyof EvidenceActions]: Policy<EvidenceActions[A]> } = {
  'evidence.add': onDesk,
  'evidence.read': mayRead,
  'evidence.paste': adderOrChecker,
  'evidence.withdraw': adderOrChecker,
  'evidence.change': (actor, facts) => mayRead(actor, facts) && facts.createdById === actor.userId,
}
