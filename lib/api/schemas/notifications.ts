import { z } from 'zod'
import { NOTIFICATION_KINDS } from '#lib/domain/notifications.ts'
import { idSchema, instantSchema, pageSchema } from './common.ts'

export const notificationSchema = z.object({
  id: idSchema,
  kind: z.enum(NOTIFICATION_KINDS),
  /** The act as the record names it: `verdict.given`, `article.withdrawn` … */
  action: z.string(),
  /** Whose act it was. */
  actorName: z.string(),
  article: z.object({ id: idSchema, title: z.string() }),
  claim: z.object({ id: idSchema, number: z.number().int(), wording: z.string() }).nullable(),
  createdAt: instantSchema,
  readAt: instantSchema.nullable(),
})
export type NotificationDto = z.infer<typeof notificationSchema>

export const notificationsSchema = pageSchema(notificationSchema).extend({ unread: z.number().int() })
export type NotificationsDto = z.infer<typeof notificationsSchema>

/** Without `ids`: all. */
export const markNotificationsSchema = z.object({ ids: z.array(idSchema).max(100).optional() })
export type MarkNotificationsInput = z.infer<typeof markNotificationsSchema>

export const notificationChoiceSchema = z.object({ kind: z.enum(NOTIFICATION_KINDS), inApp: z.boolean(), byMail: z.boolean() })
export type NotificationChoiceDto = z.infer<typeof notificationChoiceSchema>

/** `mail`: whether this newsroom sends mail at all. */
export const notificationChoicesSchema = z.object({ items: z.array(notificationChoiceSchema), mail: z.boolean() })
export type NotificationChoicesDto = z.infer<typeof notificationChoicesSchema>

/** What is not named stays. */
export const chooseNotificationsSchema = z.object({
  choices: z
    .array(notificationChoiceSchema.partial({ inApp: true, byMail: true }))
    .min(1)
    .max(NOTIFICATION_KINDS.length),
})
export type ChooseNotificationsInput = z.infer<typeof chooseNotificationsSchema>
