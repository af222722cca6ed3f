/** WO-2: an answer to a question about a claim, or what its asker says next. */
import type { z } from 'zod'
import { replyToQuerySchema } from '#lib/api/schemas/author-queries.ts'
import { idSchema } from '#lib/api/schemas/common.ts'
import { timeAfter } from '#lib/domain/after.ts'
import { can } from '#lib/policies/can.ts'
import { recordEvent } from '../audit/record-event.ts'
import { authorsOfClaim } from '../claims/own-wording.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { claimOfQuery, openQuery } from './open-query.ts'

const inputSchema = replyToQuerySchema.extend({ queryId: idSchema })

export async function replyToQuery(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ claimId: string }> {
  const { queryId, text } = inputSchema.parse(input)
  const { actor } = ctx
  const { id: articleId } = await authorizeClaim(ctx, (await claimOfQuery(ctx, queryId)).claimId, (facts) => can(actor, 'query.reply', facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const query = await openQuery(tx, queryId)
    const claim = await presentClaim(tx, query.claimId)
    const writes =
      can(actor, 'article.edit', reconciled.article) || [...query.authorIds, ...(await authorsOfClaim(tx, reconciled, claim))].includes(actor.userId)
    const byAuthor = writes && actor.userId !== query.askedById && actor.userId !== query.handedToId
    const at = timeAfter(
      ctx.now(),
      query.replies.map(({ createdAt }) => createdAt),
    )
    await tx.authorQueryReply.create({ data: { id: ctx.newId(), queryId, userId: actor.userId, text, byAuthor, createdAt: at } })
    await recordEvent(tx, {
      chain: articleId,
      actor,
      at,
      action: 'query.replied',
      subject: `claim:${claim.id}`,
      data: { number: claim.number, queryId, reply: text },
    })
    return { claimId: claim.id }
  })
}
