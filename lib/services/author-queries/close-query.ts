/** WO-2: closes a question about a claim. Its asker does, and who stands in for them once they have left the desk. */
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { whoLeft } from '#lib/queries/author-queries/query-rows.ts'
import { recordEvent } from '../audit/record-event.ts'
import { authorsOfClaim } from '../claims/own-wording.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { claimOfQuery, openQuery } from './open-query.ts'

export async function closeQuery(ctx: ServiceContext, { queryId }: { queryId: string }): Promise<{ claimId: string }> {
  const { actor } = ctx
  const { id: articleId } = await authorizeClaim(ctx, (await claimOfQuery(ctx, queryId)).claimId, (facts) => can(actor, 'query.reply', facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const query = await openQuery(tx, queryId)
    const claim = await presentClaim(tx, query.claimId)
    const { article } = reconciled
    const { askedById, handedToId, objection } = query
    const askerLeft = (await whoLeft(tx, article.deskId, [askedById])).has(askedById)
    const authorIds = [...query.authorIds, ...(await authorsOfClaim(tx, reconciled, claim))]
    if (!can(actor, 'query.close', { ...article, objection, askedById, handedToId, askerLeft, authorIds }))
      throw new AppError('forbidden', {
        detail: objection
          ? 'A legal reader of this desk withdraws this objection: who made it, or one without a part in these words.'
          : askerLeft
            ? 'Somebody who has no part in these words closes it: its asker has left.'
            : 'Only who asked closes this question, or whoever has it since a handover.',
      })
    const at = ctx.now()
    await tx.authorQuery.update({ where: { id: queryId }, data: { closedAt: at, closedById: actor.userId } })
    await recordEvent(tx, {
      chain: articleId,
      actor,
      at,
      action: objection ? 'query.objection_withdrawn' : 'query.closed',
      subject: `claim:${claim.id}`,
      data: { number: claim.number, queryId, question: query.question, standIn: actor.userId !== askedById && actor.userId !== handedToId },
    })
    return { claimId: claim.id }
  })
}
