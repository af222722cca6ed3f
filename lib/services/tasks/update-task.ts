/** WO-2: says how far a task is, or changes what is asked, of whom, by when. */
import type { z } from 'zod'
import { updateTaskSchema } from '#lib/api/schemas/claims.ts'
import { idSchema } from '#lib/api/schemas/common.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { assertMayBeAsked } from './assignee.ts'
import { changeTask } from './change-task.ts'

const inputSchema = updateTaskSchema.extend({ taskId: idSchema })

export async function updateTask(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ taskId: string }> {
  const { taskId, ...wanted } = inputSchema.parse(input)
  const found = await ctx.db.task.findUnique({ where: { id: taskId }, select: { claimId: true, assigneeId: true } })
  if (!found) throw new AppError('not-found')
  const asks = wanted.assigneeId !== undefined || wanted.dueAt !== undefined || wanted.question !== undefined
  const { id: articleId, deskId } = await authorizeClaim(ctx, found.claimId, (facts) =>
    asks ? can(ctx.actor, 'task.assign', facts) : can(ctx.actor, 'task.progress', { ...facts, assigneeId: found.assigneeId }),
  )
  return await decideOnArticle(ctx, articleId, async (tx) => {
    const claim = await presentClaim(tx, found.claimId)
    const { assigneeId } = wanted
    const isNew = assigneeId !== claim.tasks.find(({ id }) => id === taskId)?.assigneeId
    if (assigneeId !== undefined && isNew) await assertMayBeAsked(tx, { assigneeId, deskId })
    await changeTask(tx, ctx, claim, { taskId, ...wanted })
    return { taskId }
  })
}
