/** Reads one chain of the record, as the verifier takes it. */
import type { AuditEventDto, RecordQuery } from '#lib/api/schemas/review.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import type { Db } from '#lib/db/client.ts'
import { decodeCursor, pageOf, rowNumber } from '../cursor.ts'

const COLUMNS = {
  chain: true,
  seq: true,
  at: true,
  actorId: true,
  actorName: true,
  action: true,
  subject: true,
  data: true,
  prevHash: true,
  hash: true,
} as const

/** Oldest first. Without a limit: to the end of the chain, which is what an export is. */
export async function readChain(db: Db, chain: string, { limit, cursor }: Pick<RecordQuery, 'limit' | 'cursor'> = {}): Promise<Page<AuditEventDto>> {
  const after = decodeCursor(`record of ${chain}`, cursor, [rowNumber])
  const rows = await db.auditEvent.findMany({
    where: { chain, ...(after && { seq: { gt: after[0] } }) },
    orderBy: { seq: 'asc' },
    ...(limit !== undefined && { take: limit + 1 }),
    select: COLUMNS,
  })
  return pageOf(`record of ${chain}`, rows, limit ?? rows.length, { item: (row) => ({ ...row, at: row.at.toISOString() }), key: ({ seq }) => [String(seq)] })
}
