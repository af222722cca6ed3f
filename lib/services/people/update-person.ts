import type { UpdatePersonInput } from '#lib/api/schemas/people.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { Role } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import { announceAccess } from '../announce.ts'
import { NEWSROOM_CHAIN } from '#lib/domain/audit/chain.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { given } from '../given.ts'
import { lockPeople } from './lock-people.ts'
import { replaceMemberships, type Membership } from './memberships.ts'

/** What asks for nothing is not recorded. Disabling a person ends their sessions and tokens for good; enabling them again starts afresh. */
export async function updatePerson(ctx: ServiceContext, { personId, ...input }: UpdatePersonInput & { personId: string }): Promise<{ personId: string }> {
  const { actor, db, now } = ctx
  if (!can(actor, 'people.manage', {})) throw new AppError('forbidden')
  if (Object.keys(given(input)).length === 0) return { personId }
  await db.$transaction(async (tx) => {
    await lockPeople(tx)
    const person = await tx.user.findUnique({ where: { id: personId }, select: { name: true, memberships: { select: { deskId: true, role: true } } } })
    if (!person) throw new AppError('not-found')
    if (personId === actor.userId && givesARole(person.memberships, input.memberships ?? [])) await refuseUnlessAlone(tx, personId)
    const { name, isAdmin, disabled, memberships } = input
    const at = now()
    if (isAdmin === false || disabled === true) await keepAnAdministrator(tx, personId)
    await tx.user.update({
      where: { id: personId },
      data: given({ name, isAdmin, disabledAt: disabled === undefined ? undefined : disabled ? at : null }),
    })
    if (disabled === true) await endAccess(tx, personId, at)
    if (memberships !== undefined) await replaceMemberships(tx, personId, memberships, at)
    await recordEvent(tx, {
      chain: NEWSROOM_CHAIN,
      actor,
      at,
      action: 'person.changed',
      subject: `person:${personId}`,
      data: { person: person.name, ...given({ name, isAdmin, disabled, memberships }) },
    })
    await announceAccess(tx, personId)
  })
  return { personId }
}

function givesARole(held: readonly { deskId: string; role: Role }[], wanted: readonly Membership[]): boolean {
  return wanted.some(({ deskId, roles }) => roles.some((role) => !held.some((each) => each.deskId === deskId && each.role === role)))
}

/** RE-1f: nobody makes themselves an editor. In a newsroom of one there is nobody else to ask. */
async function refuseUnlessAlone(tx: Tx, personId: string): Promise<void> {
  const other = await tx.user.findFirst({ where: { id: { not: personId } }, select: { id: true } })
  if (!other) return
  throw new AppError('forbidden', {
    detail: 'An administrator does not give themselves a role. Ask another administrator; if there is none, make somebody else one first.',
  })
}

async function keepAnAdministrator(tx: Tx, personId: string): Promise<void> {
  const other = await tx.user.findFirst({ where: { isAdmin: true, disabledAt: null, id: { not: personId } }, select: { id: true } })
  if (!other) throw new AppError('conflict', { detail: 'This is the only administrator. Make somebody else one first.' })
}

async function endAccess(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx.session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: at } })
  await tx.apiToken.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: at } })
}
