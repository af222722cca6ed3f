import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import type { EvidenceFacts } from '#lib/policies/evidence.ts'
import type { ArticleFacts } from '#lib/policies/roles.ts'

interface EvidenceAccess {
  confidential: boolean
  createdById: string
  readers: readonly { userId: string }[]
}

/** What the policies ask about a piece of evidence. */
export function factsAbout({ confidential, createdById, readers }: EvidenceAccess, { deskId, stage }: ArticleFacts): EvidenceFacts {
  return { deskId, stage, confidential, createdById, readerIds: readers.map(({ userId }) => userId) }
}

/** CL-7: what every list, count and search leaves out for those who may not. */
export function mayRead(actor: Actor, article: ArticleFacts, evidence: EvidenceAccess): boolean {
  return can(actor, 'evidence.read', factsAbout(evidence, article))
}
