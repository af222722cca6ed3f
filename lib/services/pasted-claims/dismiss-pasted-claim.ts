/** CL-4: pasted words need no claim here, says somebody. */
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { authorizePastedClaim, openPastedClaim } from './open-pasted-claim.ts'

export async function dismissPastedClaim(ctx: ServiceContext, { pastedId }: { pastedId: string }): Promise<{ articleId: string }> {
  const { id: articleId } = await authorizePastedClaim(ctx, pastedId)
  return await decideOnArticle(ctx, articleId, async (tx) => {
    const { quote, sourceClaimId } = await openPastedClaim(tx, pastedId)
    const at = ctx.now()
    await tx.pastedClaim.update({ where: { id: pastedId }, data: { decidedAt: at, decidedById: ctx.actor.userId } })
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at,
      action: 'claim.copy_dismissed',
      subject: `article:${articleId}`,
      data: { quote, sourceClaimId },
    })
    return { articleId }
  })
}
