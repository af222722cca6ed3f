/** CL-3: a verdict on the exact wording that the checker read. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { giveVerdictSchema } from '#lib/api/schemas/claims.ts'
import { keepsCondition } from '#lib/domain/claims/reopened.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { ServiceContext } from '../context.ts'
import { assertNotOwnWording } from '../claims/own-wording.ts'
import { assertWording, authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import { decideOnArticle } from '../review/decide.ts'
import { writeProposal } from '../wording-proposals/write-proposal.ts'
import { writeVerdict } from './write-verdict.ts'

const inputSchema = giveVerdictSchema.extend({ claimId: idSchema })

export async function giveVerdict(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ verdictId: string }> {
  const { claimId, verdict, rationale, condition = null, proposal, wordingHash } = inputSchema.parse(input)
  const { id: articleId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'verdict.give', facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const claim = await presentClaim(tx, claimId)
    await assertWording(tx, claim, wordingHash)
    const own = await assertNotOwnWording(tx, ctx, reconciled, claim)
    if (!keepsCondition({ condition }, claim.wording))
      throw new AppError('invalid-input', { errors: [{ field: 'condition', message: 'These words are not in the claim. Write them as they stand in it.' }] })
    if (proposal && verdict !== 'needs_wording')
      throw new AppError('invalid-input', { errors: [{ field: 'proposal', message: 'A wording is proposed with the verdict “needs wording” only.' }] })
    const given = await writeVerdict(tx, ctx, { ...reconciled, claim }, { action: 'verdict.given', verdict, rationale, condition, confirmsId: null, ...own })
    if (proposal) await writeProposal(tx, ctx, claim, { ...proposal, verdictId: given.verdictId, field: 'proposal.wording' })
    return given
  })
}
