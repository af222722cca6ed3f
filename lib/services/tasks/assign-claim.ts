/** WO-2: asks a checker to check a claim. */
import type { z } from 'zod'
import { assignClaimSchema } from '#lib/api/schemas/claims.ts'
import { idSchema } from '#lib/api/schemas/common.ts'
import { timeAfter } from '#lib/domain/after.ts'
import { can } from '#lib/policies/can.ts'
import { recordEvent } from '../audit/record-event.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { assertMayBeAsked, assertNotAsked } from './assignee.ts'

const inputSchema = assignClaimSchema.extend({ claimId: idSchema })

export async function assignClaim(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ taskId: string }> {
  const { claimId, assigneeId, dueAt, question, secondCheck } = inputSchema.parse(input)
  const { id: articleId, deskId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'task.assign', facts))
  return await decideOnArticle(ctx, articleId, async (tx) => {
    const claim = await presentClaim(tx, claimId)
    const assignee = await assertMayBeAsked(tx, { assigneeId, deskId })
    assertNotAsked(claim, assigneeId)
    const taskId = ctx.newId()
    const at = timeAfter(
      ctx.now(),
      claim.tasks.map(({ createdAt }) => createdAt),
    )
    const asked = { secondCheck, question: question ?? null, dueAt: dueAt === undefined ? null : new Date(dueAt) }
    await tx.task.create({ data: { id: taskId, claimId, assigneeId, createdById: ctx.actor.userId, createdAt: at, ...asked } })
    if (secondCheck) await tx.claim.update({ where: { id: claimId }, data: { secondCheck } })
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at,
      action: 'task.assigned',
      subject: `claim:${claimId}`,
      data: { number: claim.number, taskId, assigneeId, assigneeName: assignee.name, ...asked },
    })
    return { taskId }
  })
}
