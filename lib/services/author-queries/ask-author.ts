/** WO-2: asks whoever wrote a claim about it. The question stays open until its asker closes it. CL-1g: so does legal's objection, which flags the claim. */
import type { z } from 'zod'
import { askAuthorSchema } from '#lib/api/schemas/author-queries.ts'
import { idSchema } from '#lib/api/schemas/common.ts'
import { timeAfter } from '#lib/domain/after.ts'
import { can } from '#lib/policies/can.ts'
import { recordEvent } from '../audit/record-event.ts'
import { flagLegal } from '../claims/flag-legal.ts'
import { authorsOfClaim } from '../claims/own-wording.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'

const inputSchema = askAuthorSchema.extend({ claimId: idSchema })

export async function askAuthor(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ queryId: string }> {
  const { claimId, question, objection } = inputSchema.parse(input)
  const { actor } = ctx
  const { id: articleId, createdById } = await authorizeClaim(ctx, claimId, (facts) => can(actor, objection ? 'query.object' : 'query.ask', facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const claim = await presentClaim(tx, claimId)
    const authorIds = [...new Set([createdById, ...(await authorsOfClaim(tx, reconciled, claim))])].filter((id) => id !== actor.userId)
    const queryId = ctx.newId()
    // A waiver after it lets the claim pass all the same, so the two have an order.
    const at = timeAfter(
      ctx.now(),
      claim.waivers.map(({ createdAt }) => createdAt),
    )
    await tx.authorQuery.create({
      data: { id: queryId, claimId, askedById: actor.userId, question, objection, wording: claim.wording, authorIds, createdAt: at },
    })
    await recordEvent(tx, {
      chain: articleId,
      actor,
      at,
      action: objection ? 'query.objected' : 'query.asked',
      subject: `claim:${claimId}`,
      data: { number: claim.number, queryId, question, wording: claim.wording },
    })
    if (objection) await flagLegal(tx, ctx, reconciled.article, claim)
    return { queryId }
  })
}
