/** CL-10: makes a verdict that was brought over one's own. From then on it is a verdict like any other. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { confirmInheritedSchema } from '#lib/api/schemas/library.ts'
import { keepsCondition } from '#lib/domain/claims/reopened.ts'
import { AppError } from '#lib/domain/errors.ts'
import { outOfDateAt } from '#lib/domain/library/checked-before.ts'
import { can } from '#lib/policies/can.ts'
import { mayRead } from '#lib/queries/evidence/may-read.ts'
import { assertNotOwnWording } from '../claims/own-wording.ts'
import { assertWording, authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { writeVerdict } from '../verdicts/write-verdict.ts'
import { assertPending } from './pending-inherited.ts'

const ACCESS = { confidential: true, createdById: true, readers: { select: { userId: true } } } as const

const inputSchema = confirmInheritedSchema.extend({ claimId: idSchema, inheritedId: idSchema })

export async function confirmInherited(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ verdictId: string }> {
  const { claimId, inheritedId, wordingHash, reason } = inputSchema.parse(input)
  const { id: articleId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'verdict.give', facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const claim = await presentClaim(tx, claimId)
    await assertWording(tx, claim, wordingHash)
    const { verdict } = await assertPending(tx, reconciled, claim, inheritedId)
    await assertNotOwnWording(tx, ctx, reconciled, claim)
    if (outOfDateAt(verdict.createdAt, reconciled.article.desk.verdictDays) <= ctx.now())
      throw new AppError('conflict', { detail: 'That verdict is out of date by now. Check the claim anew.' })
    const evidence = await tx.evidence.findMany({ where: { claimId, withdrawnAt: null }, select: ACCESS })
    if (!evidence.some((found) => mayRead(ctx.actor, reconciled.article, found)))
      throw new AppError('conflict', {
        detail: 'No source of that verdict is here. Add evidence to this claim before you confirm it, or give a verdict of your own.',
      })
    return await writeVerdict(
      tx,
      ctx,
      { ...reconciled, claim },
      {
        action: 'verdict.inherited_confirmed',
        verdict: verdict.verdict,
        rationale: reason ?? verdict.rationale,
        condition: keepsCondition(verdict, claim.wording) ? verdict.condition : null,
        confirmsId: null,
        inheritedId,
      },
    )
  })
}
