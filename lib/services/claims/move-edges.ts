/**
 * CL-5: moves a claim's edges. To take words out of it is to remove the claim from them, and asks what a removal asks:
 * who wrote part of its wording may only widen it, and nothing that was found about it may be open (CL-5f).
 */
import type { z } from 'zod'
import { moveEdgesSchema } from '#lib/api/schemas/claims.ts'
import { idSchema } from '#lib/api/schemas/common.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { holdContested, isAboutMore } from './hold-words.ts'
import { assertMayNarrow, loadRemovalFacts } from './leave-article.ts'
import { assertMaySetAside, assertMayTakeWords } from './own-wording.ts'
import { locateQuote, moveMark } from './place-mark.ts'
import { authorizeClaim, presentClaim } from './present-claim.ts'
import { anchorClaim } from './reconcile-claims.ts'
import { anchorOf } from './reshape.ts'

const inputSchema = moveEdgesSchema.extend({ claimId: idSchema })

export async function moveEdges(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ claimId: string }> {
  const { claimId, ...query } = inputSchema.parse(input)
  const { id: articleId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'claim.reshape', facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const claim = await presentClaim(tx, claimId)
    const anchor = anchorOf(reconciled, claim)
    const range = locateQuote(reconciled.document.doc, query)
    if (range.from >= anchor.to || range.to <= anchor.from)
      throw new AppError('conflict', {
        detail: 'These words are not at the claim. Choose words that share some with it; to check others, tag them as a claim of their own.',
      })
    const narrows = range.from > anchor.from || range.to < anchor.to
    const facts = await loadRemovalFacts(tx, reconciled, claim)
    if (narrows) {
      assertMayTakeWords(ctx, reconciled, claim)
      await assertMaySetAside(tx, ctx, reconciled, claim)
    }
    await moveMark(tx, reconciled, { range, claimId })
    await anchorClaim(tx, ctx, reconciled, claim)
    if (narrows) await assertMayNarrow(tx, facts, claim)
    const moved = await presentClaim(tx, claimId)
    if (narrows && (await isAboutMore(tx, claim, moved))) await holdContested(tx, reconciled.article, claim)
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at: ctx.now(),
      action: 'claim.edges_moved',
      subject: `claim:${claimId}`,
      data: { number: claim.number, before: claim.wording, after: moved.wording },
    })
    return { claimId }
  })
}
