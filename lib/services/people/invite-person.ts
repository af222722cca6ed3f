import { AppError } from '#lib/domain/errors.ts'
import { NEWSROOM_CHAIN } from '#lib/domain/audit/chain.ts'
import { can } from '#lib/policies/can.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { invite } from './invite.ts'
import { lockPeople } from './lock-people.ts'

/** A new one-time link for somebody who has lost a password or a link. Until it is used, their password and sessions stay. */
export async function invitePerson(ctx: ServiceContext, { personId }: { personId: string }): Promise<{ token: string; expiresAt: Date }> {
  const { actor, db, now, newId } = ctx
  if (!can(actor, 'people.manage', {})) throw new AppError('forbidden')
  return await db.$transaction(async (tx) => {
    await lockPeople(tx)
    const person = await tx.user.findUnique({ where: { id: personId }, select: { name: true, disabledAt: true } })
    if (!person) throw new AppError('not-found')
    if (person.disabledAt) throw new AppError('conflict', { detail: 'This person has no access. Give it back to them first, then make a link.' })
    const link = await invite(tx, { id: newId(), userId: personId, at: now() })
    const data = { name: person.name, expiresAt: link.expiresAt.toISOString() }
    await recordEvent(tx, { chain: NEWSROOM_CHAIN, actor, at: now(), action: 'person.invited', subject: `person:${personId}`, data })
    return link
  })
}
