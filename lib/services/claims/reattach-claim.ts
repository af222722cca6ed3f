/** CL-4: puts a claim whose words are gone on words that stand. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { reattachClaimSchema } from '#lib/api/schemas/claims.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { holdWords } from './hold-words.ts'
import { locateQuote, placeMark } from './place-mark.ts'
import { authorizeClaim, presentClaim } from './present-claim.ts'
import { anchorClaim } from './reconcile-claims.ts'

const inputSchema = reattachClaimSchema.extend({ claimId: idSchema })

export async function reattachClaim(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ claimId: string }> {
  const { claimId, ...query } = inputSchema.parse(input)
  const { id: articleId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'claim.reattach', facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const claim = await presentClaim(tx, claimId)
    if (claim.detachedAt === null)
      throw new AppError('conflict', { detail: 'This claim stands in the copy already. Only a claim whose words are gone can be put on a new place.' })
    const range = locateQuote(reconciled.document.doc, query)
    await holdWords(tx, reconciled.article, claim)
    await placeMark(tx, reconciled, { range, claimId })
    await anchorClaim(tx, ctx, reconciled, claim)
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at: ctx.now(),
      action: 'claim.moved',
      subject: `claim:${claimId}`,
      data: { number: claim.number, before: claim.wording, quote: query.quote },
    })
    return { claimId }
  })
}
