/** One piece of evidence, if the person may read it; else it does not exist for them. */
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { visibleArticle, type ArticleRow } from '../review/load-article.ts'
import { mayRead } from './may-read.ts'

const SELECT = {
  id: true,
  type: true,
  url: true,
  title: true,
  text: true,
  fileName: true,
  confidential: true,
  createdById: true,
  createdAt: true,
  relation: true,
  excerpt: true,
  withdrawnAt: true,
  readers: { select: { userId: true } },
  claim: { select: { id: true, number: true, articleId: true, removedAt: true } },
} as const

export type EvidenceRow = NonNullable<Awaited<ReturnType<typeof findEvidence>>>

async function findEvidence(db: Tx, evidenceId: string) {
  return await db.evidence.findUnique({ where: { id: evidenceId }, select: SELECT })
}

export async function visibleEvidence(db: Tx, actor: Actor, evidenceId: string): Promise<{ evidence: EvidenceRow; article: ArticleRow }> {
  const evidence = await findEvidence(db, evidenceId)
  if (!evidence || evidence.claim.removedAt !== null) throw new AppError('not-found')
  const article = await visibleArticle(db, actor, evidence.claim.articleId)
  if (!mayRead(actor, article, evidence)) throw new AppError('not-found')
  return { evidence, article }
}
