import type { MeDto } from '#lib/api/schemas/people.ts'
import { can } from '#lib/policies/can.ts'
import type { QueryContext } from '../context.ts'
import { PERSON_COLUMNS, personDto } from './person-dto.ts'

export async function getMe({ actor, db }: QueryContext): Promise<MeDto> {
  const person = await db.user.findUniqueOrThrow({ where: { id: actor.userId }, select: PERSON_COLUMNS })
  return {
    ...personDto(actor, person),
    abilities: {
      createArticle: Object.keys(actor.roles).some((deskId) => can(actor, 'article.create', { deskId })),
      managePeople: can(actor, 'people.manage', {}),
    },
  }
}
