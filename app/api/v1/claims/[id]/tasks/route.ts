import { OPERATIONS } from '#lib/api/operations.ts'
import { getTask } from '#lib/queries/tasks/get-task.ts'
import { assignClaim } from '#lib/services/tasks/assign-claim.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.assignClaim, async ({ ctx, params, body }) => {
  const { taskId } = await assignClaim(ctx, { claimId: params.id, ...body })
  return { body: await getTask(ctx, taskId), location: `/tasks/${taskId}` }
})
