/** CL-6p: what whoever decides about a claim has before them. */
import type { Tx } from '#lib/db/client.ts'
import { groundsOf, weighedAs, type Weighing } from '#lib/domain/claims/weighed.ts'
import type { Actor } from '#lib/policies/actor.ts'
import type { ArticleFacts } from '#lib/policies/roles.ts'
import { mayRead } from '#lib/queries/evidence/may-read.ts'

const SELECT = { id: true, saidIds: true, relation: true, confidential: true, createdById: true, readers: { select: { userId: true } } } as const

/** Evidence that is committed after this look was not weighed, whatever its time. */
export async function weigh(tx: Tx, actor: Actor, { claimId, article }: { claimId: string; article: ArticleFacts }): Promise<Weighing> {
  const standing = await tx.evidence.findMany({ where: { claimId, withdrawnAt: null }, orderBy: { createdAt: 'asc' }, select: SELECT })
  const read = standing.filter((evidence) => mayRead(actor, article, evidence))
  return { evidenceIds: groundsOf(read).map(weighedAs), againstIds: read.filter(({ relation }) => relation === 'contradicts').map(weighedAs) }
}
