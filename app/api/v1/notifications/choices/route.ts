import { OPERATIONS } from '#lib/api/operations.ts'
import { listNotificationChoices } from '#lib/queries/notifications/list-choices.ts'
import { chooseNotifications } from '#lib/services/notifications/choose-notifications.ts'
import { route } from '#lib/web/route.ts'
import { sendsMail } from '#lib/web/sends-mail.ts'

export const GET = route(OPERATIONS.listNotificationChoices, async ({ ctx }) => ({ body: { items: await listNotificationChoices(ctx), mail: sendsMail() } }))

export const PATCH = route(OPERATIONS.chooseNotifications, async ({ ctx, body }) => {
  await chooseNotifications(ctx, body)
  return { body: { items: await listNotificationChoices(ctx), mail: sendsMail() } }
})
