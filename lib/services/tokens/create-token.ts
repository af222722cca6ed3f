import type { CreateTokenInput } from '#lib/api/schemas/people.ts'
import { AppError } from '#lib/domain/errors.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'
import { can } from '#lib/policies/can.ts'
import { NEWSROOM_CHAIN } from '#lib/domain/audit/chain.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { newSecret } from './secret.ts'

/** An API token of the actor's own. `token` is in this answer and nowhere else. */
export async function createToken(ctx: ServiceContext, input: CreateTokenInput): Promise<{ tokenId: string; token: string }> {
  const { actor, db, now, newId } = ctx
  if (!can(actor, 'token.create', { ownerId: actor.userId })) {
    throw new AppError('forbidden', { detail: 'A token cannot make tokens. Sign in with a browser and make it in Settings.' })
  }
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null
  if (expiresAt && expiresAt <= now()) {
    throw new AppError('invalid-input', { errors: [{ field: 'expiresAt', message: 'Must lie in the future.' }] })
  }
  const tokenId = newId()
  const token = newSecret('stet_')
  const scopes = [...new Set(input.scopes)].toSorted()
  await db.$transaction(async (tx) => {
    await tx.apiToken.create({
      data: { id: tokenId, userId: actor.userId, name: input.name, tokenHash: sha256Hex(token), scopes, createdAt: now(), expiresAt },
    })
    await recordEvent(tx, {
      chain: NEWSROOM_CHAIN,
      actor,
      at: now(),
      action: 'token.created',
      subject: `token:${tokenId}`,
      data: { name: input.name, scopes, expiresAt: expiresAt?.toISOString() ?? null },
    })
  })
  return { tokenId, token }
}
