/** WO-5d: at the end of a shift the open questions that one person holds go to another, who then closes them. */
import { can } from '#lib/policies/can.ts'
import { authorsOfClaim } from '../claims/own-wording.ts'
import { presentClaim } from '../claims/present-claim.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'

interface Handed {
  deskId: string
  fromId: string
  toId: string
}

/** Answers how many went over: one's own, and another's by who may waive. A question stays where whoever would take it has a part in the words that it is about, and an objection where they do not read for legal. */
export async function handOverQueries(ctx: ServiceContext, { deskId, fromId, toId }: Handed): Promise<number> {
  const legal = await ctx.db.deskMember.findFirst({ where: { deskId, userId: toId, role: 'legal' }, select: { userId: true } })
  const claim = { removedAt: null, article: { deskId, stage: { not: 'withdrawn' as const } } }
  const held = { closedAt: null, ...(!legal && { objection: false }), OR: [{ handedToId: fromId }, { handedToId: null, askedById: fromId }] }
  const queries = await ctx.db.authorQuery.findMany({ where: { ...held, claim }, select: { claim: { select: { articleId: true } } } })
  let moved = 0
  for (const articleId of [...new Set(queries.map((query) => query.claim.articleId))].toSorted()) {
    moved += await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
      if (ctx.actor.userId !== fromId && !can(ctx.actor, 'claim.waive', reconciled.article)) return 0
      const open = await tx.authorQuery.findMany({ where: { ...held, claim: { ...claim, articleId } }, orderBy: { createdAt: 'asc' } })
      let count = 0
      for (const query of open) {
        const about = await presentClaim(tx, query.claimId)
        if ([...query.authorIds, ...(await authorsOfClaim(tx, reconciled, about))].includes(toId)) continue
        await tx.authorQuery.update({ where: { id: query.id }, data: { handedToId: toId } })
        const { name } = await tx.user.findUniqueOrThrow({ where: { id: toId }, select: { name: true } })
        await recordEvent(tx, {
          chain: articleId,
          actor: ctx.actor,
          at: ctx.now(),
          action: 'query.handed_over',
          subject: `claim:${about.id}`,
          data: { number: about.number, queryId: query.id, question: query.question, fromId, toId, person: name },
        })
        count += 1
      }
      return count
    })
  }
  return moved
}
