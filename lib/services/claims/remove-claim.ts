/** Takes a claim out of the article, with a reason; its history stays in the record. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { removeClaimSchema } from '#lib/api/schemas/claims.ts'
import { can } from '#lib/policies/can.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { assertMaySetAside } from './own-wording.ts'
import { stripMark } from './place-mark.ts'
import { authorizeClaim, presentClaim } from './present-claim.ts'

const inputSchema = removeClaimSchema.extend({ claimId: idSchema })

export async function removeClaim(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ claimId: string }> {
  const { claimId, reason } = inputSchema.parse(input)
  const { id: articleId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'claim.remove', facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const claim = await presentClaim(tx, claimId)
    await assertMaySetAside(tx, ctx, reconciled, claim)
    const at = ctx.now()
    await stripMark(tx, reconciled, claimId)
    await tx.claim.update({ where: { id: claimId }, data: { removedAt: at } })
    await tx.task.updateMany({ where: { claimId, state: { in: ['open', 'in_checking'] } }, data: { state: 'cancelled', closedAt: at } })
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at,
      action: 'claim.removed',
      subject: `claim:${claimId}`,
      data: { number: claim.number, reason, wording: claim.wording },
    })
    return { claimId }
  })
}
