import type { CreatePersonInput } from '#lib/api/schemas/people.ts'
import { isUniqueViolation } from '#lib/db/unique-violation.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { NEWSROOM_CHAIN } from '#lib/domain/audit/chain.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { invite } from './invite.ts'
import { replaceMemberships } from './memberships.ts'
import { hashPassword } from './password.ts'

const COLORS = 8

/** `invitationToken`: the secret of a one-time link with which the person chooses a password; null when one was given. */
export async function createPerson(ctx: ServiceContext, input: CreatePersonInput): Promise<{ personId: string; invitationToken: string | null }> {
  const { actor, db, now, newId } = ctx
  if (!can(actor, 'people.manage', {})) throw new AppError('forbidden')
  const { name, email, isAdmin, memberships } = input
  const personId = newId()
  const passwordHash = input.password === undefined ? null : await hashPassword(input.password)
  try {
    return await db.$transaction(async (tx) => {
      const color = (await tx.user.count()) % COLORS
      await tx.user.create({ data: { id: personId, email, name, passwordHash, isAdmin, color, createdAt: now() } })
      await replaceMemberships(tx, personId, memberships, now())
      await recordEvent(tx, {
        chain: NEWSROOM_CHAIN,
        actor,
        at: now(),
        action: 'person.created',
        subject: `person:${personId}`,
        data: { name, email, isAdmin, memberships },
      })
      const invitation = passwordHash === null ? await invite(tx, { id: newId(), userId: personId, at: now() }) : null
      return { personId, invitationToken: invitation?.token ?? null }
    })
  } catch (error) {
    throw isUniqueViolation(error) ? emailTaken() : error
  }
}

export function emailTaken(): AppError {
  const message = 'A person with this e-mail address exists already.'
  return new AppError('conflict', { detail: `${message} Find them in the list, or use another address.`, errors: [{ field: 'email', message }] })
}
