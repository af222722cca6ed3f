/**
 * Changes what a claim is about, how urgent it is, whether legal must read it, or whether it needs a second check. That last one is a question
 * to checkers, so it takes the right to assign: who wrote and tagged a claim does not make its checking easier. To
 * take it away is an editor's or publisher's who neither wrote nor checked the claim, with a reason. What changes nothing is not recorded.
 */
import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { updateClaimSchema } from '#lib/api/schemas/claims.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { flagLegal, unflagLegal } from './flag-legal.ts'
import { endSecondCheck } from './end-second-check.ts'
import { authorizeClaim, presentClaim } from './present-claim.ts'

const inputSchema = updateClaimSchema.extend({ claimId: idSchema })

export async function updateClaim(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ claimId: string }> {
  const { claimId, legalFlag, reason, ...wanted } = inputSchema.parse(input)
  const asks = wanted.secondCheck !== undefined
  const notes = legalFlag === undefined || Object.values(wanted).some((value) => value !== undefined)
  const { id: articleId } = await authorizeClaim(
    ctx,
    claimId,
    (facts) =>
      (!notes || can(ctx.actor, 'claim.edit', facts)) &&
      (!asks || can(ctx.actor, 'task.assign', facts)) &&
      (legalFlag === undefined || can(ctx.actor, 'claim.flagLegal', facts)),
  )
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const claim = await presentClaim(tx, claimId)
    if (wanted.secondCheck === false && reconciled.article.desk.secondCheck)
      throw new AppError('conflict', {
        detail: 'This desk has every claim checked twice. An administrator changes that for the desk; a single claim can be waived with a reason.',
      })
    const ends = claim.secondCheck && wanted.secondCheck === false
    if (ends) await endSecondCheck(tx, ctx, reconciled, { claim, reason })
    if (legalFlag === false) await unflagLegal(tx, ctx, reconciled, { claim, reason })
    if (legalFlag === true) await flagLegal(tx, ctx, reconciled.article, claim)
    if (!notes) return { claimId }
    const { kind = claim.kind, priority = claim.priority, secondCheck = claim.secondCheck, note = claim.note } = wanted
    const before = { kind: claim.kind, priority: claim.priority, secondCheck: claim.secondCheck && !ends, note: claim.note }
    const after = { kind, priority, secondCheck, note }
    if (isDeepStrictEqual(before, after)) return { claimId }
    await tx.claim.update({ where: { id: claimId }, data: { ...after, ...(secondCheck && { secondCheckAsked: true }) } })
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at: ctx.now(),
      action: 'claim.updated',
      subject: `claim:${claimId}`,
      data: { number: claim.number, before, after },
    })
    if (kind === 'legal' && claim.kind !== 'legal' && legalFlag === undefined) await flagLegal(tx, ctx, reconciled.article, claim)
    return { claimId }
  })
}
