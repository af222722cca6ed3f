import { z } from 'zod'
import type { Page, PageQuery } from '#lib/api/schemas/common.ts'
import type { DeskDto } from '#lib/api/schemas/people.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'

const COLUMNS = { id: true, name: true, slug: true, fourEyes: true, secondCheck: true, timeZone: true, verdictDays: true, learnedOrder: true } as const

/** By name. An administrator sees every desk; others those where they hold a role. */
export async function listDesks({ actor, db }: QueryContext, { limit, cursor }: PageQuery): Promise<Page<DeskDto>> {
  const after = decodeCursor('desks', cursor, [z.string()])
  const seen = can(actor, 'desk.manage', {}) ? {} : { id: { in: Object.keys(actor.roles) } }
  const rows = await db.desk.findMany({
    where: { ...seen, ...(after && { name: { gt: after[0] } }) },
    orderBy: { name: 'asc' },
    take: limit + 1,
    select: COLUMNS,
  })
  return pageOf('desks', rows, limit, { item: (desk): DeskDto => desk, key: ({ name }) => [name] })
}

/** Throws `not-found` for a desk that `listDesks` does not show. */
export async function getDesk({ actor, db }: QueryContext, deskId: string): Promise<DeskDto> {
  const desk = await db.desk.findUnique({ where: { id: deskId }, select: COLUMNS })
  if (!desk || !(Object.hasOwn(actor.roles, deskId) || can(actor, 'desk.manage', {}))) throw new AppError('not-found')
  return desk
}
