import { OPERATIONS } from '#lib/api/operations.ts'
import { listTasks } from '#lib/queries/tasks/list-tasks.ts'
import { assignClaims } from '#lib/services/tasks/assign-claims.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listTasks, async ({ ctx, query }) => ({ body: await listTasks(ctx, query) }))

export const POST = route(OPERATIONS.assignClaims, async ({ ctx, body }) => ({ body: await assignClaims(ctx, body) }))
