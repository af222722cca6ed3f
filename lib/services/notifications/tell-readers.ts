/** CL-7v: who may read confidential evidence is told that its claim left the article: who took it out need not know of it. */
import type { Tx } from '#lib/db/client.ts'
import type { ArticleFacts } from '#lib/policies/roles.ts'
import type { ServiceContext } from '../context.ts'
import { notify } from './notify.ts'
import { EVIDENCE_SUBJECT_SELECT } from '../evidence/evidence-subject.ts'
import { readersAmong } from '../evidence/readers-among.ts'

interface Left {
  how: 'removed' | 'merged'
  /** Whose evidence it is at this moment. */
  claimId: string
  /** The claim that the notice leads to. */
  leadsTo: string
  at: Date
}

export async function tellReaders(
  tx: Tx,
  { actor }: Pick<ServiceContext, 'actor'>,
  article: ArticleFacts & { id: string },
  { how, claimId, leadsTo, at }: Left,
): Promise<void> {
  const sealed = await tx.evidence.findMany({ where: { claimId, confidential: true, withdrawnAt: null }, select: EVIDENCE_SUBJECT_SELECT })
  const userIds: string[] = []
  for (const evidence of sealed)
    userIds.push(...(await readersAmong(tx, [evidence.createdById, ...evidence.readers.map(({ userId }) => userId)], { article, evidence })))
  const tell = { kind: 'evidence', claimId: leadsTo, userIds } as const
  await notify(tx, { chain: article.id, actor, actorName: actor.name, at, action: `evidence.claim_${how}`, subject: `claim:${leadsTo}`, data: {}, tell })
}
