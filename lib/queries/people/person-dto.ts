import type { PersonDto } from '#lib/api/schemas/people.ts'
import { ROLES, type Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'

export const PERSON_COLUMNS = {
  id: true,
  name: true,
  email: true,
  isAdmin: true,
  disabledAt: true,
  color: true,
  memberships: { select: { role: true, desk: { select: { id: true, name: true } } } },
} as const

export interface PersonRow {
  id: string
  name: string
  email: string
  isAdmin: boolean
  disabledAt: Date | null
  color: number
  memberships: { role: (typeof ROLES)[number]; desk: { id: string; name: string } }[]
}

/** As this actor may see them: addresses and other desks are for administrators and for oneself. */
export function personDto(actor: Actor, person: PersonRow): PersonDto {
  const whole = can(actor, 'people.manage', {}) || actor.userId === person.id
  const shown = person.memberships.filter(({ desk }) => whole || Object.hasOwn(actor.roles, desk.id))
  const desks = new Map(shown.map(({ desk }) => [desk.id, desk]))
  return {
    id: person.id,
    name: person.name,
    email: whole ? person.email : null,
    isAdmin: person.isAdmin,
    disabled: person.disabledAt !== null,
    color: person.color,
    desks: [...desks.values()]
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(({ id, name }) => ({
        deskId: id,
        deskName: name,
        roles: ROLES.filter((role) => shown.some((membership) => membership.desk.id === id && membership.role === role)),
      })),
  }
}
