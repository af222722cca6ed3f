/** WO-2i: writes about a claim to whoever works on it. Decides nothing, so the document is left alone. */
import type { PostedMessageDto } from '#lib/api/schemas/messages.ts'
import { mentionsIn } from '#lib/domain/claims/mentions.ts'
import { can } from '#lib/policies/can.ts'
import { announceReview } from '../announce.ts'
import { recordEvent } from '../audit/record-event.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'

export async function postMessage(ctx: ServiceContext, { claimId, text }: { claimId: string; text: string }): Promise<PostedMessageDto> {
  const { actor, db, now, newId } = ctx
  const { id: articleId, deskId } = await authorizeClaim(ctx, claimId, (facts) => can(actor, 'claim.discuss', facts))
  return await db.$transaction(async (tx) => {
    const { number } = await presentClaim(tx, claimId)
    const everyone = await tx.user.findMany({
      where: { disabledAt: null },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      select: { id: true, name: true, memberships: { where: { deskId }, select: { deskId: true } } },
    })
    const [there, elsewhere] = [everyone.filter(isMember), everyone.filter((person) => !isMember(person))]
    const { named, others: notTold } = mentionsIn(text, there, elsewhere)
    const mentions = named.map(({ id, name }) => ({ id, name }))
    const mentionIds = mentions.map(({ id }) => id)
    const message = { id: newId(), text, createdAt: now() }
    await tx.claimMessage.create({ data: { ...message, claimId, userId: actor.userId, mentionIds } })
    await recordEvent(tx, {
      chain: articleId,
      actor,
      at: message.createdAt,
      action: 'message.posted',
      subject: `claim:${claimId}`,
      data: { number, messageId: message.id, message: text, mentionIds },
    })
    await announceReview(tx, articleId)
    return { id: message.id, by: { id: actor.userId, name: actor.name }, text, mentions, at: message.createdAt.toISOString(), notTold }
  })
}

function isMember({ memberships }: { memberships: readonly unknown[] }): boolean {
  return memberships.length > 0
}
