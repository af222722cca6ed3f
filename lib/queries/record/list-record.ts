import type { AuditEventDto } from '#lib/api/schemas/review.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { QueryContext } from '../context.ts'
import { visibleArticle } from '../review/load-article.ts'

/** The whole chain of an article, oldest first, as the verifier takes it. */
export async function listRecord({ actor, db }: QueryContext, articleId: string): Promise<AuditEventDto[]> {
  const article = await visibleArticle(db, actor, articleId)
  if (!can(actor, 'article.record', article)) throw new AppError('forbidden')
  const rows = await db.auditEvent.findMany({
    where: { chain: articleId },
    orderBy: { seq: 'asc' },
    select: { chain: true, seq: true, at: true, actorId: true, actorName: true, action: true, subject: true, data: true, prevHash: true, hash: true },
  })
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
