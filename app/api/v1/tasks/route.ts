import { OPERATIONS } from '#lib/api/operations.ts'
import { listTasks } from '#lib/queries/tasks/list-tasks.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listTasks, async ({ ctx, query }) => ({ body: await listTasks(ctx, query) }))
