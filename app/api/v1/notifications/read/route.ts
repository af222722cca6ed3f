import { OPERATIONS } from '#lib/api/operations.ts'
import { markNotificationsRead } from '#lib/services/notifications/mark-read.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.markNotifications, async ({ ctx, body }) => {
  await markNotificationsRead(ctx, body)
  return { body: undefined }
})
