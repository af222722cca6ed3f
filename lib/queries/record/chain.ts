/** Reads chains of the record, as the verifier takes them. */
import type { AuditEventDto, RecordQuery } from '#lib/api/schemas/review.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import type { Db } from '#lib/db/client.ts'
import { ACTS_OF, type ActKind } from '#lib/domain/audit/kinds.ts'
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

interface ChainQuery extends Pick<RecordQuery, 'limit' | 'cursor'> {
  order?: 'oldest' | 'newest'
  /** What was done to this alone: `claim:<id>`. */
  subject?: string
  /** Acts of this kind alone. */
  kind?: ActKind | undefined
}

/** Oldest first, unless told. Without a limit: to the end of the chain, which is what an export is. */
export async function readChain(db: Db, chain: string, { limit, cursor, order = 'oldest', subject, kind }: ChainQuery = {}): Promise<Page<AuditEventDto>> {
  const list = listOf(chain, order)
  const after = decodeCursor(list, cursor, [rowNumber])
  const rows = await db.auditEvent.findMany({
    where: {
      chain,
      ...(subject !== undefined && { subject }),
      ...(kind !== undefined && { OR: ACTS_OF[kind].map((startsWith) => ({ action: { startsWith } })) }),
      ...(after && { seq: order === 'newest' ? { lt: after[0] } : { gt: after[0] } }),
    },
    orderBy: { seq: order === 'newest' ? 'desc' : 'asc' },
    ...(limit !== undefined && { take: limit + 1 }),
    select: COLUMNS,
  })
  return pageOf(list, rows, limit ?? rows.length, { item: eventDto, key })
}

/** Read at once, where not all of it is shown. */
const BATCH = 200

/**
 * The same of rows that `shown` leaves: neither how many a page holds nor its cursor tells of those that it leaves out.
 */
export async function readShown(
  db: Db,
  chain: string,
  { limit, ...query }: ChainQuery,
  shown: (rows: AuditEventDto[]) => Promise<AuditEventDto[]>,
): Promise<Page<AuditEventDto>> {
  if (limit === undefined) {
    const page = await readChain(db, chain, query)
    return { ...page, items: await shown(page.items) }
  }
  const rows: AuditEventDto[] = []
  let { cursor } = query
  do {
    const page = await readChain(db, chain, { ...query, cursor, limit: Math.max(limit, BATCH) })
    rows.push(...(await shown(page.items)))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined && rows.length <= limit)
  return pageOf(listOf(chain, query.order), rows, limit, { item: (row) => row, key })
}

function listOf(chain: string, order: ChainQuery['order']): string {
  return `record of ${chain}${order === 'newest' ? ', newest first' : ''}`
}

function key({ seq }: { seq: number }): string[] {
  return [String(seq)]
}

/** Several whole chains, by their first act; without those that hold none. */
export async function chainsOf(db: Db, chains: readonly string[]): Promise<ReadonlyMap<string, AuditEventDto[]>> {
  if (chains.length === 0) return new Map()
  const rows = await db.auditEvent.findMany({ where: { chain: { in: [...chains] } }, orderBy: [{ at: 'asc' }, { seq: 'asc' }], select: COLUMNS })
  const found = new Map<string, AuditEventDto[]>()
  for (const row of rows) found.set(row.chain, [...(found.get(row.chain) ?? []), eventDto(row)])
  for (const events of found.values()) events.sort((a, b) => a.seq - b.seq)
  return found
}

function eventDto<Row extends { at: Date }>(row: Row): Omit<Row, 'at'> & { at: string } {
  return { ...row, at: row.at.toISOString() }
}
