/** CL-7c: what was done to evidence while it was confidential, in a chain of its own, for who may read the evidence now. */
import { z } from 'zod'
import type { AuditEventDto, EvidenceChainDto, EvidenceProofsDto, RecordQuery } from '#lib/api/schemas/review.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import { evidenceChain } from '#lib/domain/audit/chain.ts'
import { proofOf } from '#lib/domain/audit/commitment.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { QueryContext } from '../context.ts'
import { mayRead } from '../evidence/may-read.ts'
import { visibleArticle, type ArticleRow } from '../review/load-article.ts'
import { chainsOf, readChain } from './chain.ts'

const ACCESS = { confidential: true, createdById: true, readers: { select: { userId: true } } } as const

/** Oldest first: a page of it, or all of it without a limit. Of withdrawn evidence and of removed claims too; empty for what never was confidential. */
export async function listEvidenceRecord(ctx: QueryContext, evidenceId: string, query?: Pick<RecordQuery, 'limit' | 'cursor'>): Promise<Page<AuditEventDto>> {
  await articleOfReadable(ctx, evidenceId)
  return await readChain(ctx.db, evidenceChain(evidenceId), query)
}

const headsSchema = z.array(z.object({ chain: z.string(), seq: z.number(), hash: z.string() }))

/** CL-7w: for the rows of the article's record that were written since the chain began, what shows that they hold to it. Oldest first. */
export async function listEvidenceProofs(ctx: QueryContext, evidenceId: string): Promise<EvidenceProofsDto> {
  const { id: articleId } = await articleOfReadable(ctx, evidenceId)
  const kept = await ctx.db.evidenceCommitment.findMany({ where: { articleId }, orderBy: { createdAt: 'asc' }, select: { nonce: true, heads: true } })
  const items = kept.flatMap(({ nonce, heads }) => proofOf(headsSchema.parse(JSON.parse(heads)), nonce, evidenceChain(evidenceId)) ?? [])
  return { items, nextCursor: null }
}

/** Throws `not-found` when the person may not read the evidence. */
async function articleOfReadable({ actor, db }: QueryContext, evidenceId: string): Promise<ArticleRow> {
  const evidence = await db.evidence.findUnique({ where: { id: evidenceId }, select: { ...ACCESS, claim: { select: { articleId: true } } } })
  if (!evidence) throw new AppError('not-found')
  const article = await visibleArticle(db, actor, evidence.claim.articleId)
  if (!mayRead(actor, article, evidence)) throw new AppError('not-found')
  if (!can(actor, 'article.record', article)) throw new AppError('forbidden')
  return article
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
