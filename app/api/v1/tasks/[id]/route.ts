import { OPERATIONS } from '#lib/api/operations.ts'
import { getTask } from '#lib/queries/tasks/get-task.ts'
import { updateTask } from '#lib/services/tasks/update-task.ts'
import { route } from '#lib/web/route.ts'

export const PATCH = route(OPERATIONS.updateTask, async ({ ctx, params, body }) => {
  const { taskId } = await updateTask(ctx, { taskId: params.id, ...body })
  return { body: await getTask(ctx, taskId) }
})
