import { OPERATIONS } from '#lib/api/operations.ts'
import { getHandover } from '#lib/queries/handover/get-handover.ts'
import { handOver } from '#lib/services/tasks/hand-over.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.getHandover, async ({ ctx, query }) => ({ body: await getHandover(ctx, query) }))

export const POST = route(OPERATIONS.handOver, async ({ ctx, body }) => ({ body: await handOver(ctx, body) }))
