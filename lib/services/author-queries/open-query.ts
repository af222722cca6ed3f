/** One question inside a decision: still open, at the locked head. */
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import { QUERY_SELECT, type QueryRow } from '#lib/queries/author-queries/query-rows.ts'
import type { ServiceContext } from '../context.ts'

/** Its claim, before anything is locked; `not-found` when there is no such question. */
export async function claimOfQuery({ db }: ServiceContext, queryId: string): Promise<{ claimId: string }> {
  const found = await db.authorQuery.findUnique({ where: { id: queryId }, select: { claimId: true } })
  if (!found) throw new AppError('not-found')
  return found
}

/** Read again under the lock; 409 when somebody has closed it. */
export async function openQuery(tx: Tx, queryId: string): Promise<QueryRow> {
  const query = await tx.authorQuery.findUniqueOrThrow({ where: { id: queryId }, select: QUERY_SELECT })
  if (query.closedAt !== null) throw new AppError('conflict', { detail: 'This question has been closed. Ask a new one.' })
  return query
}
