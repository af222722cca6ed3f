/** CL-4: pasted words need no claim here, says somebody. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { dismissPastedClaimSchema } from '#lib/api/schemas/pasted-claims.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import { placesOutsideClaims } from '#lib/editor/pasted-place.ts'
import { can } from '#lib/policies/can.ts'
import { loadClaims } from '#lib/queries/claims/load-claims.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ReconciledArticle } from '../claims/reconcile-claims.ts'
import { pastAuthors } from '../claims/reshape.ts'
import { authorsOf } from '../claims/wording-authors.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { authorizePastedClaim, openPastedClaim, type PastedWords } from './open-pasted-claim.ts'

const inputSchema = dismissPastedClaimSchema.unwrap().extend({ pastedId: idSchema })

export async function dismissPastedClaim(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ articleId: string }> {
  const { pastedId, reason } = inputSchema.parse(input)
  const { id: articleId } = await authorizePastedClaim(ctx, pastedId)
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const pasted = await openPastedClaim(tx, ctx, reconciled, pastedId)
    if (pasted.blocks) {
      await assertMayPass(tx, ctx, reconciled, pasted)
      if (reason === undefined)
        throw new AppError('invalid-input', {
          errors: [{ field: 'reason', message: 'Say why these words need no check here: where they come from, they were not cleared.' }],
        })
    }
    const { quote, sourceClaimId } = pasted
    const at = ctx.now()
    // What nobody was asked for lets nothing pass later on, when they hold back publication.
    const asked = pasted.blocks && reason !== undefined ? reason : null
    // Whoever lets words pass that were not cleared does so for every place where they were pasted.
    const which = pasted.blocks ? { articleId, sourceClaimId, quote } : { id: pastedId }
    await tx.pastedClaim.updateMany({ where: which, data: { decidedAt: at, decidedById: ctx.actor.userId, reason: asked } })
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at,
      action: 'claim.copy_dismissed',
      subject: `article:${articleId}`,
      data: { quote, sourceClaimId, ...(reason !== undefined && { reason }) },
    })
    return { articleId }
  })
}

/** CL-4j: words that were not cleared elsewhere are let pass as a claim is waived, and by nobody who wrote them there or here. */
async function assertMayPass(
  tx: Tx,
  { actor }: ServiceContext,
  { article, document: { doc } }: ReconciledArticle,
  { quote, sourceClaimId, mayReadSource }: PastedWords,
): Promise<void> {
  if (!can(actor, 'claim.waive', article))
    throw new AppError('forbidden', {
      detail: 'Where these words come from, they were not cleared. Tag them here, or ask an editor or publisher whether they need no check.',
    })
  if (!mayReadSource)
    throw new AppError('forbidden', { detail: 'You may not read the article from which these words come. Tag them here, or ask somebody who may read it.' })
  const wordings = new Map((await loadClaims(tx, article.id)).map(({ id, wording }) => [id, wording]))
  const range = placesOutsideClaims(doc, wordings)(quote)
  // At every place where they were pasted, since all of them are let pass.
  const pasted = await tx.pastedClaim.findMany({ where: { articleId: article.id, sourceClaimId, quote }, select: { createdById: true } })
  const authorIds = [
    ...(await pastAuthors(tx, [sourceClaimId])),
    ...(range ? await authorsOf(tx, article, doc, range) : []),
    ...pasted.map(({ createdById }) => createdById),
  ]
  if (authorIds.includes(actor.userId))
    throw new AppError('four-eyes', { detail: 'You wrote part of these words yourself. Tag them, or ask a colleague whether they need no check.' })
}
