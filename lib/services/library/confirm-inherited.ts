/** CL-10: makes a verdict that was brought over one's own. From then on it is a verdict like any other. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { confirmInheritedSchema } from '#lib/api/schemas/library.ts'
import { joinConditions, keepsCondition } from '#lib/domain/claims/reopened.ts'
import type { Tx } from '#lib/db/client.ts'
import { factsOf } from '#lib/queries/claims/claim-rows.ts'
import { claimsWithArticle } from '#lib/queries/claims/load-claims.ts'
import { AppError } from '#lib/domain/errors.ts'
import { outOfDateAt } from '#lib/domain/library/checked-before.ts'
import { holdsThere } from '#lib/domain/library/holds-there.ts'
import { can } from '#lib/policies/can.ts'
import { loadWithdrawnOrigins } from '#lib/queries/evidence/withdrawn-origins.ts'
import { conditionsOf } from '#lib/queries/library/inherited-dto.ts'
import { mayRead } from '#lib/queries/evidence/may-read.ts'
import { assertNotOwnWording } from '../claims/own-wording.ts'
import { assertWording, authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { writeVerdict } from '../verdicts/write-verdict.ts'
import { assertPending } from './pending-inherited.ts'

const ACCESS = { id: true, inherited: { select: { id: true } }, confidential: true, createdById: true, readers: { select: { userId: true } } } as const

const inputSchema = confirmInheritedSchema.extend({ claimId: idSchema, inheritedId: idSchema })

export async function confirmInherited(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ verdictId: string }> {
  const { claimId, inheritedId, wordingHash, reason } = inputSchema.parse(input)
  const { id: articleId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'verdict.give', facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const claim = await presentClaim(tx, claimId)
    await assertWording(tx, claim, wordingHash)
    const pending = await assertPending(tx, reconciled, claim, inheritedId)
    const { verdict } = pending
    const own = await assertNotOwnWording(tx, ctx, reconciled, claim)
    if (outOfDateAt(verdict.createdAt, reconciled.article.desk.verdictDays) <= ctx.now())
      throw new AppError('conflict', { detail: 'That verdict is out of date by now. Check the claim anew.' })
    await assertHoldsThere(tx, verdict.id)
    const evidence = await tx.evidence.findMany({ where: { claimId, withdrawnAt: null }, select: ACCESS })
    if (!evidence.some((found) => mayRead(ctx.actor, reconciled.article, found)))
      throw new AppError('conflict', {
        detail: 'No source of that verdict is here. Add evidence to this claim before you confirm it, or give a verdict of your own.',
      })
    const origins = await loadWithdrawnOrigins(tx, ctx.actor, evidence)
    if (origins.size > 0)
      throw new AppError('conflict', {
        detail: 'A source of that verdict was withdrawn where it came from. Withdraw it from this claim too before you confirm, or give a verdict of your own.',
      })
    const conditions = conditionsOf(pending).map(({ words }) => words)
    if (!conditions.every((condition) => keepsCondition({ condition }, claim.wording)))
      throw new AppError('conflict', { detail: 'Words on which that verdict depends do not stand in this claim. Check it, and give a verdict of your own.' })
    return await writeVerdict(
      tx,
      ctx,
      { ...reconciled, claim },
      {
        action: 'verdict.inherited_confirmed',
        verdict: verdict.verdict,
        rationale: reason ?? verdict.rationale,
        condition: joinConditions(conditions, claim.wording),
        confirmsId: null,
        inheritedId,
        ...own,
      },
    )
  })
}

/** CL-10o: somebody may have found otherwise since, or evidence may have come against it. Of what is confidential there nothing is told. */
async function assertHoldsThere(tx: Tx, verdictId: string): Promise<void> {
  const { verdict, wordingHash, claimId } = await tx.verdict.findUniqueOrThrow({
    where: { id: verdictId },
    select: { verdict: true, wordingHash: true, claimId: true },
  })
  const [claim] = await claimsWithArticle(tx, [claimId])
  if (claim && holdsThere({ ...factsOf(claim, claim.article.desk), wordingHash }, verdict)) return
  throw new AppError('conflict', { detail: 'That verdict holds no longer where it came from. Look there, and give a verdict of your own.' })
}
