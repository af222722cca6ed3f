/** CL-6: lets a claim pass unchecked in its present wording, with a reason. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { waiveClaimSchema } from '#lib/api/schemas/claims.ts'
import { timeAfter } from '#lib/domain/after.ts'
import { claimState } from '#lib/domain/claims/state.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { factsOf } from '#lib/queries/claims/claim-rows.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { besideClaim } from './beside-claim.ts'
import { assertMaySetAside } from './own-wording.ts'
import { assertWording, authorizeClaim, presentClaim } from './present-claim.ts'
import { weigh } from './weigh.ts'

const inputSchema = waiveClaimSchema.extend({ claimId: idSchema })

export async function waiveClaim(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ claimId: string }> {
  const { claimId, wordingHash, reason } = inputSchema.parse(input)
  const { id: articleId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'claim.waive', facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const claim = await presentClaim(tx, claimId)
    await assertWording(tx, claim, wordingHash)
    const own = await assertMaySetAside(tx, ctx, reconciled, claim)
    if (claimState(factsOf(claim, reconciled.article.desk)) === 'verified' && claim.authorQueries.length === 0)
      throw new AppError('conflict', { detail: `Claim ${claim.number} is verified: there is nothing to waive.` })
    const at = timeAfter(
      ctx.now(),
      [...claim.verdicts, ...claim.waivers, ...claim.authorQueries].map(({ createdAt }) => createdAt),
    )
    const weighed = await weigh(tx, ctx.actor, { claimId, article: reconciled.article })
    await tx.waiver.create({
      data: {
        id: ctx.newId(),
        claimId,
        userId: ctx.actor.userId,
        reason,
        wordingHash,
        ...weighed,
        ...own,
        besideHash: besideClaim(reconciled.document.doc, claim),
        createdAt: at,
      },
    })
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at,
      action: 'claim.waived',
      subject: `claim:${claimId}`,
      data: { number: claim.number, reason, wording: claim.wording, wordingHash, ...(own.ownWords && own) },
    })
    return { claimId }
  })
}
