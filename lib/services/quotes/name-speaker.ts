/** CL-8: says who said a quote, or that the guess is right. For these words in this claim; of several the newest counts. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { nameSpeakerSchema } from '#lib/api/schemas/quotes.ts'
import { timeAfter } from '#lib/domain/after.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { quotesInClaims } from '#lib/queries/quotes/claim-quotes.ts'
import { recordEvent } from '../audit/record-event.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'

const inputSchema = nameSpeakerSchema.extend({ claimId: idSchema })

/** 409 `conflict` when the words are not in the claim any more. */
export async function nameSpeaker(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<void> {
  const { claimId, quoteHash, speaker } = inputSchema.parse(input)
  const { id: articleId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'quote.nameSpeaker', facts))
  await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const claim = await presentClaim(tx, claimId)
    const found = quotesInClaims(reconciled.document.doc, new Map([[claimId, claim.wording]])).find((one) => one.quoteHash === quoteHash)
    if (!found) throw new AppError('conflict', { detail: 'This quote is no longer in the claim. Look at its quotes again.' })
    const before = await tx.quoteSpeaker.findMany({ where: { claimId, quoteHash }, select: { createdAt: true } })
    const at = timeAfter(
      ctx.now(),
      before.map(({ createdAt }) => createdAt),
    )
    const { quote } = found
    await tx.quoteSpeaker.create({ data: { id: ctx.newId(), claimId, quote, quoteHash, speaker, userId: ctx.actor.userId, createdAt: at } })
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at,
      action: 'quote.speaker_named',
      subject: `claim:${claimId}`,
      data: { number: claim.number, quote, speaker, guess: found.speaker },
    })
  })
}
