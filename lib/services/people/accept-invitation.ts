import type { AcceptInvitationInput } from '#lib/api/schemas/people.ts'
import type { Tx } from '#lib/db/client.ts'
import { isUniqueViolation } from '#lib/db/unique-violation.ts'
import { AppError, type FieldError } from '#lib/domain/errors.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'
import { announceAccess } from '../announce.ts'
import { NEWSROOM_CHAIN } from '#lib/domain/audit/chain.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { SystemContext } from '../context.ts'
import { emailTaken } from './create-person.ts'
import { lockPeople } from './lock-people.ts'
import { hashPassword } from './password.ts'

/**
 * Uses a one-time link: makes the first administrator, or sets a person's password and ends their sessions.
 * A link that is unknown, used or out of date is `not-found`; of two who use one at once, one gets that answer.
 */
export async function acceptInvitation(ctx: SystemContext, input: AcceptInvitationInput): Promise<{ email: string }> {
  const { db, now } = ctx
  const tokenHash = sha256Hex(input.token)
  const invitation = await db.invitation.findUnique({ where: { tokenHash, usedAt: null, expiresAt: { gt: now() } }, select: { id: true, userId: true } })
  if (!invitation) throw spent()
  const { id, userId } = invitation
  const act = userId === null ? found(founderOf(input)) : setPassword(userId)
  const passwordHash = await hashPassword(input.password)
  try {
    return await db.$transaction(async (tx) => {
      await lockPeople(tx)
      const { count } = await tx.invitation.updateMany({ where: { id, usedAt: null }, data: { usedAt: now() } })
      if (count === 0) throw spent()
      return await act(ctx, tx, passwordHash)
    })
  } catch (error) {
    throw isUniqueViolation(error) ? emailTaken() : error
  }
}

interface Founder {
  name: string
  email: string
}

function founderOf({ name, email }: AcceptInvitationInput): Founder {
  if (name !== undefined && email !== undefined) return { name, email }
  const errors: FieldError[] = []
  if (name === undefined) errors.push({ field: 'name', message: 'Say what you are called.' })
  if (email === undefined) errors.push({ field: 'email', message: 'Give the address that you will sign in with.' })
  throw new AppError('invalid-input', { errors })
}

type Act = (ctx: SystemContext, tx: Tx, passwordHash: string) => Promise<{ email: string }>

const found =
  ({ name, email }: Founder): Act =>
  async ({ now, newId }, tx, passwordHash) => {
    const admin = await tx.user.findFirst({ where: { isAdmin: true, disabledAt: null }, select: { id: true } })
    if (admin) throw new AppError('conflict', { detail: 'This newsroom has an administrator already. Ask them to add you.' })
    const userId = newId()
    await tx.user.create({ data: { id: userId, email, name, passwordHash, isAdmin: true, createdAt: now() } })
    const data = { name, email, isAdmin: true, memberships: [] }
    await recordEvent(tx, { chain: NEWSROOM_CHAIN, actor: { userId, name }, at: now(), action: 'person.created', subject: `person:${userId}`, data })
    return { email }
  }

const setPassword =
  (userId: string): Act =>
  async ({ now }, tx, passwordHash) => {
    const person = await tx.user.findUnique({ where: { id: userId, disabledAt: null }, select: { name: true, email: true } })
    if (!person) throw spent()
    await tx.user.update({ where: { id: userId }, data: { passwordHash } })
    // The link that went by mail and the one that was shown: whichever is used, the other ends.
    await tx.invitation.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now() } })
    await tx.session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now() } })
    await recordEvent(tx, {
      chain: NEWSROOM_CHAIN,
      actor: { userId, name: person.name },
      at: now(),
      action: 'person.password-set',
      subject: `person:${userId}`,
      data: {},
    })
    await announceAccess(tx, userId)
    return { email: person.email }
  }

function spent(): AppError {
  return new AppError('not-found', {
    detail: 'This link has been used or is out of date. Ask an administrator for a new one; without one, start Stet again for a fresh link.',
  })
}
