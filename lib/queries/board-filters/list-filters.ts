import { z } from 'zod'
import type { SavedFilterDto } from '#lib/api/schemas/board-filters.ts'
import { boardFilterSchema } from '#lib/api/schemas/board.ts'
import type { Page, PageQuery } from '#lib/api/schemas/common.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { desksOf } from '../review/load-article.ts'

const SELECT = { id: true, name: true, filter: true, ownerId: true, sharedDeskId: true, owner: { select: { id: true, name: true } } } as const

/** WO-6: one's own and those shown to one's desks, by name. */
export async function listFilters(ctx: QueryContext, { limit, cursor }: PageQuery): Promise<Page<SavedFilterDto>> {
  const { actor, db } = ctx
  const after = decodeCursor('board filters', cursor, [z.string(), z.uuid()])
  const rows = await db.boardFilter.findMany({
    where: {
      AND: [
        { OR: [{ ownerId: actor.userId }, { sharedDeskId: { in: desksOf(actor) } }] },
        after ? { OR: [{ name: { gt: after[0] } }, { name: after[0], id: { gt: after[1] } }] } : {},
      ],
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    select: SELECT,
  })
  return pageOf('board filters', rows, limit, { item: (row) => filterDto(ctx, row), key: ({ name, id }) => [name, id] })
}

/** Throws `not-found` for one that the person may not see. */
export async function getFilter(ctx: QueryContext, filterId: string): Promise<SavedFilterDto> {
  const row = await ctx.db.boardFilter.findUnique({ where: { id: filterId }, select: SELECT })
  if (!row || !can(ctx.actor, 'boardFilter.read', row)) throw new AppError('not-found')
  return filterDto(ctx, row)
}

interface FilterRow {
  id: string
  name: string
  filter: unknown
  ownerId: string
  sharedDeskId: string | null
  owner: { id: string; name: string }
}

/** What a later Stet would not understand any more filters nothing. */
function filterDto({ actor }: QueryContext, { id, name, filter, ownerId, sharedDeskId, owner }: FilterRow): SavedFilterDto {
  const read = boardFilterSchema.safeParse(filter)
  return {
    id,
    name,
    filter: read.success ? read.data : {},
    owner,
    sharedDeskId,
    abilities: { remove: can(actor, 'boardFilter.remove', { ownerId, sharedDeskId }) },
  }
}
