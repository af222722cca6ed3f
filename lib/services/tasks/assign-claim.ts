/** WO-2: asks a checker to check a claim. */
import type { z } from 'zod'
import { assignClaimSchema } from '#lib/api/schemas/claims.ts'
import { idSchema } from '#lib/api/schemas/common.ts'
import { can } from '#lib/policies/can.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { assertMayBeAsked } from './assignee.ts'
import { setPriority } from './set-priority.ts'
import { writeTask } from './write-task.ts'

const inputSchema = assignClaimSchema.extend({ claimId: idSchema })

export async function assignClaim(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ taskId: string }> {
  const { claimId, assigneeId, priority, ...asked } = inputSchema.parse(input)
  const { id: articleId, deskId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'task.assign', facts))
  return await decideOnArticle(ctx, articleId, async (tx) => {
    const claim = await presentClaim(tx, claimId)
    const assignee = await assertMayBeAsked(tx, { assigneeId, deskId })
    const taskId = await writeTask(tx, ctx, claim, { assignee, ...asked })
    await setPriority(tx, ctx, claim, priority)
    return { taskId }
  })
}
