/** WO-5a: gives what one person is asked to check to another, task by task, each as if it had been given singly. */
import type { HandedOverDto, HandOverInput } from '#lib/api/schemas/handover.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { ServiceContext } from '../context.ts'
import { assertMayBeAsked } from './assignee.ts'
import { updateTask } from './update-task.ts'

export async function handOver(ctx: ServiceContext, { deskId, fromId, toId, taskIds }: HandOverInput): Promise<HandedOverDto> {
  const { actor, db } = ctx
  if (!can(actor, 'article.read', { deskId, stage: 'draft' }))
    throw new AppError('invalid-input', { errors: [{ field: 'deskId', message: 'Choose one of your desks.' }] })
  if (!can(actor, 'task.assign', { deskId, stage: 'draft' })) throw new AppError('forbidden')
  if (fromId === toId) throw new AppError('invalid-input', { errors: [{ field: 'toId', message: 'Choose somebody else: they have these tasks already.' }] })
  await assertMayBeAsked(db, { assigneeId: toId, deskId, field: 'toId' })
  const tasks = await db.task.findMany({
    where: {
      assigneeId: fromId,
      state: { in: ['open', 'in_checking'] },
      claim: { removedAt: null, article: { deskId, stage: { not: 'withdrawn' } } },
      ...(taskIds && { id: { in: taskIds } }),
    },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  })
  const kept: HandedOverDto['kept'] = []
  for (const { id } of tasks) {
    const reason = await orReason(updateTask(ctx, { taskId: id, assigneeId: toId }))
    if (reason !== null) kept.push({ taskId: id, reason })
  }
  return { moved: tasks.length - kept.length, kept }
}

/** What refuses one task does not keep the others back. */
async function orReason(work: Promise<unknown>): Promise<string | null> {
  try {
    await work
    return null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.message
  }
}
