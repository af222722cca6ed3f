import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { Role } from '#lib/policies/actor.ts'

export interface Membership {
  deskId: string
  roles: readonly Role[]
}

/** Makes these the person's roles, all of them. Throws `invalid-input` naming a desk that does not exist. */
export async function replaceMemberships(tx: Tx, userId: string, memberships: readonly Membership[], at: Date): Promise<void> {
  const known = new Set((await tx.desk.findMany({ select: { id: true } })).map((desk) => desk.id))
  const errors = memberships.flatMap(({ deskId }, index) =>
    known.has(deskId) ? [] : [{ field: `memberships.${index}.deskId`, message: 'There is no such desk.' }],
  )
  if (errors.length > 0) throw new AppError('invalid-input', { errors })
  await tx.deskMember.deleteMany({ where: { userId } })
  await tx.deskMember.createMany({
    data: memberships.flatMap(({ deskId, roles }) => roles.map((role) => ({ deskId, userId, role, createdAt: at }))),
    skipDuplicates: true,
  })
}
