/** CL-7c: what was done to evidence while it was confidential, in a chain of its own, for who may read the evidence now. */
import type { AuditEventDto, EvidenceChainDto, RecordQuery } from '#lib/api/schemas/review.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import { evidenceChain } from '#lib/domain/audit/chain.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { QueryContext } from '../context.ts'
import { mayRead } from '../evidence/may-read.ts'
import { visibleArticle } from '../review/load-article.ts'
import { chainsOf, readChain } from './chain.ts'

const ACCESS = { confidential: true, createdById: true, readers: { select: { userId: true } } } as const

/** Oldest first: a page of it, or all of it without a limit. Of withdrawn evidence and of removed claims too; empty for what never was confidential. */
export async function listEvidenceRecord(
  { actor, db }: QueryContext,
  evidenceId: string,
  query?: Pick<RecordQuery, 'limit' | 'cursor'>,
): Promise<Page<AuditEventDto>> {
  const evidence = await db.evidence.findUnique({ where: { id: evidenceId }, select: { ...ACCESS, claim: { select: { articleId: true } } } })
  if (!evidence) throw new AppError('not-found')
  const article = await visibleArticle(db, actor, evidence.claim.articleId)
  if (!mayRead(actor, article, evidence)) throw new AppError('not-found')
  if (!can(actor, 'article.record', article)) throw new AppError('forbidden')
  return await readChain(db, evidenceChain(evidenceId), query)
}

/** All chains of an article's evidence that the person may read, in the order in which they began. */
export async function listEvidenceRecords({ actor, db }: QueryContext, articleId: string): Promise<EvidenceChainDto[]> {
  const article = await visibleArticle(db, actor, articleId)
  const evidence = await db.evidence.findMany({
    where: { claim: { articleId } },
    select: { ...ACCESS, id: true, type: true, title: true, url: true, fileName: true, claim: { select: { number: true, removedAt: true } } },
  })
  const own = evidence.filter((found) => mayRead(actor, article, found))
  const chains = await chainsOf(
    db,
    own.map(({ id }) => evidenceChain(id)),
  )
  return [...chains].flatMap(([chain, rows]) => {
    const found = own.find(({ id }) => evidenceChain(id) === chain)
    if (!found) return []
    const { id, claim, type, title, url, fileName, confidential } = found
    return [{ evidenceId: id, claim: { number: claim.number, removed: claim.removedAt !== null }, type, title: title ?? fileName ?? url, confidential, rows }]
  })
}
