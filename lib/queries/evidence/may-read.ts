import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import type { ArticleFacts } from '#lib/policies/roles.ts'

interface EvidenceAccess {
  confidential: boolean
  createdById: string
  readers: readonly { userId: string }[]
}

/** CL-7: what every list, count and search leaves out for those who may not. */
export function mayRead(actor: Actor, article: ArticleFacts, { confidential, createdById, readers }: EvidenceAccess): boolean {
  const facts = { deskId: article.deskId, stage: article.stage, confidential, createdById, readerIds: readers.map(({ userId }) => userId) }
  return can(actor, 'evidence.read', facts)
}
