import type { AuditEventDto, RecordQuery } from '#lib/api/schemas/review.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { QueryContext } from '../context.ts'
import { visibleArticle } from '../review/load-article.ts'
import { readChain } from './chain.ts'

/** The chain of an article, oldest first: a page of it, or all of it without a limit. */
export async function listRecord({ actor, db }: QueryContext, articleId: string, query?: Pick<RecordQuery, 'limit' | 'cursor'>): Promise<Page<AuditEventDto>> {
  const article = await visibleArticle(db, actor, articleId)
  if (!can(actor, 'article.record', article)) throw new AppError('forbidden')
  return await readChain(db, articleId, query)
}
