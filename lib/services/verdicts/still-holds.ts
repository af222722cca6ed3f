/** CL-3d, CL-6r: one click that confirms a verdict after a minor change of the wording, or of the evidence; logged like any verdict. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { stillHoldsSchema } from '#lib/api/schemas/claims.ts'
import { changeSince, confirmable } from '#lib/domain/claims/reopened.ts'
import { toConfirm, type ClaimFacts } from '#lib/domain/claims/state.ts'
import { weighsAll, type Weighing } from '#lib/domain/claims/weighed.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { factsOf } from '#lib/queries/claims/claim-rows.ts'
import { assertNotOwnWording } from '../claims/own-wording.ts'
import { assertWording, authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { weigh } from '../claims/weigh.ts'
import { decideOnArticle } from '../review/decide.ts'
import { writeVerdict } from './write-verdict.ts'

const inputSchema = stillHoldsSchema.extend({ claimId: idSchema })

export async function stillHolds(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ verdictId: string }> {
  const { claimId, wordingHash, reason } = inputSchema.parse(input)
  const { id: articleId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'verdict.give', facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const claim = await presentClaim(tx, claimId)
    await assertWording(tx, claim, wordingHash)
    const facts = factsOf(claim, reconciled.article.desk)
    const { verdicts } = facts
    const confirmed = confirmable(verdicts, ctx.actor.userId)
    if (!confirmed) throw new AppError('conflict', { detail: 'There is no verdict of yours to confirm. Check the claim and give a verdict.' })
    const change = changeSince(confirmed, verdicts, claim.wording)
    if (!change) assertAsksToConfirm(facts, await weigh(tx, ctx.actor, { claimId, article: reconciled.article }))
    if (change?.change === 'material')
      throw new AppError('change-is-material', { extra: { reasons: change.reasons, touched: change.touched, diff: change.diff } })
    const own = await assertNotOwnWording(tx, ctx, reconciled, claim)
    return await writeVerdict(
      tx,
      ctx,
      { ...reconciled, claim },
      {
        action: 'verdict.still_holds',
        verdict: confirmed.verdict,
        rationale: reason ?? '',
        condition: confirmed.condition ?? null,
        confirmsId: confirmed.id,
        ...own,
      },
    )
  })
}

/** The words are the same: what may have changed is the evidence, all of which its giver has to have before them. */
function assertAsksToConfirm(facts: ClaimFacts, weighing: Weighing): void {
  if (toConfirm(facts) === null) throw new AppError('conflict', { detail: 'The wording has not changed since that verdict. There is nothing to confirm.' })
  if (!weighsAll(facts, weighing))
    throw new AppError('conflict', {
      detail: 'You cannot confirm this verdict alone. Ask an editor of the desk.',
    })
}
