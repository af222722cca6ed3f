/** CL-11: proposes another wording for a claim. It changes nothing until somebody who may write accepts it. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { proposeWordingSchema } from '#lib/api/schemas/wording-proposals.ts'
import { can } from '#lib/policies/can.ts'
import { assertWording, authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { writeProposal } from './write-proposal.ts'

const inputSchema = proposeWordingSchema.extend({ claimId: idSchema })

export async function proposeWording(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ claimId: string }> {
  const { claimId, wordingHash, wording, reason = null } = inputSchema.parse(input)
  const { id: articleId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'wording.propose', facts))
  return await decideOnArticle(ctx, articleId, async (tx) => {
    const claim = await presentClaim(tx, claimId)
    await assertWording(tx, claim, wordingHash)
    await writeProposal(tx, ctx, claim, { wording, reason, verdictId: null, field: 'wording' })
    return { claimId }
  })
}
