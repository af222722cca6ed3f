/** CL-11: declines a proposed wording with a reason; whoever proposed it takes it back in the same way. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { declineProposalSchema } from '#lib/api/schemas/wording-proposals.ts'
import { can } from '#lib/policies/can.ts'
import { recordEvent } from '../audit/record-event.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { findProposal, openProposal } from './open-proposal.ts'

const inputSchema = declineProposalSchema.extend({ proposalId: idSchema })

export async function declineProposal(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ claimId: string }> {
  const { proposalId, reason } = inputSchema.parse(input)
  const { claimId, proposedById } = await findProposal(ctx, proposalId)
  const { id: articleId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'wording.decline', { ...facts, proposedById }))
  return await decideOnArticle(ctx, articleId, async (tx) => {
    const { before, after } = await openProposal(tx, proposalId)
    const claim = await presentClaim(tx, claimId)
    const at = ctx.now()
    const decided = { decidedById: ctx.actor.userId, decidedAt: at, accepted: false, declineReason: reason }
    await tx.wordingProposal.update({ where: { id: proposalId }, data: decided })
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at,
      action: 'wording.declined',
      subject: `claim:${claimId}`,
      data: { number: claim.number, proposalId, before, after, reason },
    })
    return { claimId }
  })
}
