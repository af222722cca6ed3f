import type { AuditEventDto, RecordQuery } from '#lib/api/schemas/review.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import { NEWSROOM_CHAIN } from '#lib/domain/audit/chain.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { QueryContext } from '../context.ts'
import { readChain } from './chain.ts'

/** The newsroom's own chain (people, desks, tokens), oldest first unless told: a page of it, or all of it without a limit. */
export async function listNewsroomRecord(
  { actor, db }: QueryContext,
  query?: Pick<RecordQuery, 'limit' | 'cursor'> & { order?: 'oldest' | 'newest' },
): Promise<Page<AuditEventDto>> {
  if (!can(actor, 'newsroom.record', {})) throw new AppError('forbidden')
  return await readChain(db, NEWSROOM_CHAIN, query)
}
