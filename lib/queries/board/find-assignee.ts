import type { PersonRef } from '#lib/api/schemas/common.ts'
import type { QueryContext } from '../context.ts'
import { listAssignees } from './list-assignees.ts'

/** Somebody whom a filter asks for: who was asked for a check on any desk of the person, or shares one with them. null for anybody else. */
export async function findAssignee(ctx: QueryContext, personId: string): Promise<PersonRef | null> {
  const asked = (await listAssignees(ctx, {})).find(({ id }) => id === personId)
  if (asked) return asked
  const { userId, roles } = ctx.actor
  const known = [{ id: userId }, { memberships: { some: { deskId: { in: Object.keys(roles) } } } }]
  return await ctx.db.user.findFirst({ where: { id: personId, OR: known }, select: { id: true, name: true } })
}
