/**
 * CL-5: makes two claims one, which stands on the words of both and what lies between. The other claim leaves the
 * article into it: its evidence, open tasks, open questions and higher priority go along, its verdicts stay with it as its history.
 */
import type { z } from 'zod'
import { mergeClaimSchema } from '#lib/api/schemas/claims.ts'
import { idSchema } from '#lib/api/schemas/common.ts'
import type { Tx } from '#lib/db/client.ts'
import { NEIGHBOURING, PRIORITIES } from '#lib/domain/claims/terms.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { tellReaders } from '../notifications/tell-readers.ts'
import { decideOnArticle } from '../review/decide.ts'
import { type CarriedTasks, moveTasks } from '../tasks/carry-tasks.ts'
import { holdContested } from './hold-words.ts'
import { assertNothingFound, timeOfLeaving } from './leave-article.ts'
import { assertMayTakeWords } from './own-wording.ts'
import { moveMark, stripMark } from './place-mark.ts'
import { authorizeClaim, presentClaim } from './present-claim.ts'
import { anchorClaim } from './reconcile-claims.ts'
import { anchorOf, offsetsOf, pastAuthors } from './reshape.ts'

const inputSchema = mergeClaimSchema.extend({ claimId: idSchema })

export async function mergeClaims(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ claimId: string }> {
  const { claimId, otherId } = inputSchema.parse(input)
  const { id: articleId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'claim.reshape', facts))
  await authorizeClaim(ctx, otherId, (facts) => can(ctx.actor, 'claim.reshape', facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const [claim, other] = [await presentClaim(tx, claimId), await presentClaim(tx, otherId)]
    if (claimId === otherId || other.articleId !== articleId)
      throw new AppError('conflict', { detail: 'Choose another claim of the same article to merge with.' })
    assertMayTakeWords(ctx, reconciled, other)
    assertNothingFound(reconciled, other)
    const [one, two] = [anchorOf(reconciled, claim), anchorOf(reconciled, other)]
    const range = { from: Math.min(one.from, two.from), to: Math.max(one.to, two.to) }
    const { copy, start, end } = offsetsOf(reconciled, { from: Math.min(one.to, two.to), to: Math.max(one.from, two.from) })
    if (start < end && copy.text.slice(start, end).trim().length > NEIGHBOURING)
      throw new AppError('conflict', { detail: 'There is too much copy between the two claims to make one of them.' })
    const authorIds = await pastAuthors(tx, [claimId, otherId])
    await stripMark(tx, reconciled, otherId)
    await moveMark(tx, reconciled, { range, claimId })
    await tellReaders(tx, ctx, reconciled.article, { how: 'merged', claimId: otherId, leadsTo: claimId, at: ctx.now() })
    const { data, tell } = await takeOver(tx, { claim, other, at: await timeOfLeaving(tx, ctx, articleId) })
    await anchorClaim(tx, ctx, reconciled, claim, authorIds)
    const merged = await presentClaim(tx, claimId)
    // What came with the other is about its words, which are not those that the claim had.
    await holdContested(tx, reconciled.article, merged)
    const told = { number: claim.number, before: claim.wording, after: merged.wording }
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at: ctx.now(),
      action: 'claim.merged',
      subject: `claim:${claimId}`,
      data: { ...told, otherClaimId: otherId, otherNumber: other.number, otherWording: other.wording, ...data },
      tell,
    })
    return { claimId }
  })
}

async function takeOver(tx: Tx, { claim, other, at }: { claim: ClaimRow; other: ClaimRow; at: Date }): Promise<CarriedTasks> {
  const tasks = await moveTasks(tx, { from: other, to: claim, at })
  await tx.authorQuery.updateMany({ where: { claimId: other.id, closedAt: null }, data: { claimId: claim.id } })
  await tx.claimMessage.updateMany({ where: { claimId: other.id }, data: { claimId: claim.id } })
  await tx.evidence.updateMany({ where: { claimId: other.id }, data: { claimId: claim.id } })
  await tx.claim.update({ where: { id: other.id }, data: { removedAt: at, mergedIntoId: claim.id } })
  if (other.legalFlag && !claim.legalFlagByLegal) {
    const { legalFlag, legalFlagByLegal, legalFlaggedById } = other
    await tx.claim.update({ where: { id: claim.id }, data: { legalFlag, legalFlagByLegal, legalFlaggedById } })
  }
  if (other.secondCheck) await tx.claim.update({ where: { id: claim.id }, data: { secondCheck: true, secondCheckAsked: true } })
  if (PRIORITIES.indexOf(other.priority) > PRIORITIES.indexOf(claim.priority))
    await tx.claim.update({ where: { id: claim.id }, data: { priority: other.priority } })
  return tasks
}
