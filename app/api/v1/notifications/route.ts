import { OPERATIONS } from '#lib/api/operations.ts'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listNotifications, async ({ ctx, query }) => ({ body: await listNotifications(ctx, query) }))
