import { z } from 'zod'
import type { Page } from '#lib/api/schemas/common.ts'
import type { PeopleQuery, PersonDto } from '#lib/api/schemas/people.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { PERSON_COLUMNS, personDto } from './person-dto.ts'

/** By name. An administrator sees everyone; others see those who share a desk with them, and themselves. */
export async function listPeople({ actor, db }: QueryContext, { limit, cursor, deskId }: PeopleQuery): Promise<Page<PersonDto>> {
  const after = decodeCursor('people', cursor, [z.string(), z.uuid()])
  const everyone = can(actor, 'people.manage', {})
  const mine = Object.keys(actor.roles)
  const seen = everyone ? {} : { OR: [{ id: actor.userId }, { disabledAt: null, memberships: { some: { deskId: { in: mine } } } }] }
  const wanted = deskId === undefined ? {} : { memberships: { some: { deskId: everyone || mine.includes(deskId) ? deskId : { in: [] } } } }
  const beyond = after ? { OR: [{ name: { gt: after[0] } }, { name: after[0], id: { gt: after[1] } }] } : {}
  const rows = await db.user.findMany({
    where: { AND: [seen, wanted, beyond] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    select: PERSON_COLUMNS,
  })
  return pageOf('people', rows, limit, { item: (row) => personDto(actor, row), key: ({ name, id }) => [name, id] })
}

/** One person of those that `listPeople` shows. Throws `not-found` for any other. */
export async function getPerson({ actor, db }: QueryContext, personId: string): Promise<PersonDto> {
  const person = await db.user.findUnique({ where: { id: personId }, select: PERSON_COLUMNS })
  const shared = person?.memberships.some(({ desk }) => Object.hasOwn(actor.roles, desk.id)) === true
  if (!person || !(shared || personId === actor.userId || can(actor, 'people.manage', {}))) throw new AppError('not-found')
  return personDto(actor, person)
}
