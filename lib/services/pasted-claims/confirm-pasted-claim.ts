/**
 * CL-4: makes a claim of words that were pasted from another claim. It is a new claim, checked like every one: it
 * names where it comes from, and takes over kind and priority if the person may read them there; never a verdict.
 */
import { AppError } from '#lib/domain/errors.ts'
import { pastedPlace, placesOutsideClaims } from '#lib/editor/pasted-place.ts'
import { loadClaims } from '#lib/queries/claims/load-claims.ts'
import { recordEvent } from '../audit/record-event.ts'
import { flagLegal } from '../claims/flag-legal.ts'
import { insertClaim } from '../claims/insert-claim.ts'
import { pastAuthors } from '../claims/reshape.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { authorizePastedClaim, openPastedClaim } from './open-pasted-claim.ts'

const UNKNOWN = { kind: 'other', priority: 'normal' } as const

export async function confirmPastedClaim(ctx: ServiceContext, { pastedId }: { pastedId: string }): Promise<{ claimId: string }> {
  const { id: articleId } = await authorizePastedClaim(ctx, pastedId)
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const pasted = await openPastedClaim(tx, ctx, reconciled, pastedId)
    const claims = await loadClaims(tx, articleId)
    const { doc } = reconciled.document
    const wordings = new Map(claims.map(({ id, wording }) => [id, wording]))
    const range = (pasted.blocks ? placesOutsideClaims(doc, wordings)(pasted.quote) : null) ?? pastedPlace(doc, pasted, wordings)
    if (!range) throw new AppError('quote-not-found', { detail: 'The pasted words have changed, or are a claim by now.' })
    const { sourceClaimId } = pasted
    const source = await tx.claim.findUniqueOrThrow({ where: { id: sourceClaimId }, select: { kind: true, priority: true } })
    const { kind, priority } = pasted.mayReadSource ? source : UNKNOWN
    // Who wrote the words there has a part in them here (RE-2).
    const authorIds = await pastAuthors(tx, [sourceClaimId])
    const made = await insertClaim(tx, ctx, reconciled, {
      range,
      kind,
      priority,
      note: null,
      secondCheck: false,
      splitFromId: null,
      pastedFromId: sourceClaimId,
      authorIds,
    })
    const { claimId, number, wording, wordingHash, at } = made
    await tx.pastedClaim.update({ where: { id: pastedId }, data: { decidedAt: at, decidedById: ctx.actor.userId, claimId } })
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at,
      action: 'claim.inherited',
      subject: `claim:${claimId}`,
      data: { number, kind, priority, wording, wordingHash, sourceClaimId },
    })
    if (kind === 'legal') await flagLegal(tx, ctx, reconciled.article, { id: claimId, articleId, number, wording, legalFlag: false, legalFlagByLegal: false })
    return { claimId }
  })
}
