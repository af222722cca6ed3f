/** WO-2: says how far a task is, or changes what is asked, of whom, by when. What changes nothing is not recorded. */
import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { updateTaskSchema } from '#lib/api/schemas/claims.ts'
import { idSchema } from '#lib/api/schemas/common.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { recordEvent } from '../audit/record-event.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { assertMayBeAsked, assertNotAsked } from './assignee.ts'

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
    const task = claim.tasks.find(({ id }) => id === taskId)
    if (!task) throw new AppError('not-found')
    const before = { state: task.state, assigneeId: task.assigneeId, dueAt: task.dueAt, question: task.question }
    const { assigneeId = before.assigneeId, question = before.question } = wanted
    // Whoever gets it has not begun.
    const { state = assigneeId === before.assigneeId ? before.state : 'open' } = wanted
    const dueAt = wanted.dueAt === undefined ? before.dueAt : wanted.dueAt && new Date(wanted.dueAt)
    if (assigneeId !== before.assigneeId) await assertMayBeAsked(tx, { assigneeId, deskId })
    if (state === 'open' || state === 'in_checking') assertNotAsked(claim, assigneeId, taskId)
    const after = { state, assigneeId, dueAt, question }
    if (isDeepStrictEqual(before, after)) return { taskId }
    const closedAt = state === 'done' || state === 'cancelled' ? ctx.now() : null
    await tx.task.update({ where: { id: taskId }, data: { ...after, closedAt } })
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at: ctx.now(),
      action: 'task.updated',
      subject: `claim:${claim.id}`,
      data: { number: claim.number, taskId, before, after },
    })
    return { taskId }
  })
}
