import { OPERATIONS } from '#lib/api/operations.ts'
import { listSessions } from '#lib/queries/people/list-sessions.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listSessions, async ({ ctx, query }) => ({ body: await listSessions(ctx, query) }))
