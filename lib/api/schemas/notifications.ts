import { z } from 'zod'
import { VERDICTS } from '#lib/domain/claims/terms.ts'
import { NOTIFICATION_KINDS } from '#lib/domain/notifications.ts'
import { diffPartSchema, idSchema, instantSchema, pageSchema } from './common.ts'

export const notificationSchema = z.object({
  /** Of several told as one, the newest's: to mark it marks them all. */
  id: idSchema,
  kind: z.enum(NOTIFICATION_KINDS),
  /** The act as the record names it: `verdict.given`, `article.withdrawn` …; `verdict.disputed` where it made the claim disputed, `claim.now_disputed` where that came without a verdict on it, `message.mentioned` where it names one. */
  action: z.string(),
  /** Whose act it was; of a claim that is re-opened, who changed its words, or may have. */
  actorName: z.string(),
  article: z.object({ id: idSchema, title: z.string() }),
  /** Of several told as one, the newest. */
  claim: z
    .object({
      id: idSchema,
      number: z.number().int(),
      wording: z.string(),
      /** Of one that is re-opened, what changed since its newest verdict. */
      diff: z.array(diffPartSchema).nullable(),
    })
    .nullable(),
  /** Of a message, how it begins. */
  message: z.string().nullable(),
  /** Of a verdict, what was found and on which words; `changed`: these are not the claim's words any more. null where it is not to be known. */
  verdict: z.object({ verdict: z.enum(VERDICTS), wording: z.string(), changed: z.boolean() }).nullable(),
  /** Of a check that was handed back or withdrawn, why; null where nothing was said. */
  reason: z.string().nullable(),
  /** How much is told as one: of one kind, by one person, about so many claims of an article. */
  count: z.number().int(),
  /** How many of these are unread. */
  unread: z.number().int(),
  createdAt: instantSchema,
  /** null while any of them is unread. */
  readAt: instantSchema.nullable(),
})
export type NotificationDto = z.infer<typeof notificationSchema>

const unreadSchema = z.object({
  /** What is told as one counts once. */
  unread: z.number().int(),
  /** The claims that something unread is about. */
  unreadClaims: z.array(idSchema),
})
export type Unread = z.infer<typeof unreadSchema>

export const notificationsSchema = pageSchema(notificationSchema).extend(unreadSchema.shape)
export type NotificationsDto = z.infer<typeof notificationsSchema>

/** Those named, and those about a claim; without either all. */
export const markNotificationsSchema = z.strictObject({ ids: z.array(idSchema).max(100).optional(), claimId: idSchema.optional() })
export type MarkNotificationsInput = z.infer<typeof markNotificationsSchema>

export const notificationChoiceSchema = z.strictObject({ kind: z.enum(NOTIFICATION_KINDS), inApp: z.boolean(), byMail: z.boolean() })
export type NotificationChoiceDto = z.infer<typeof notificationChoiceSchema>

/** `mail`: whether this newsroom sends mail at all. */
export const notificationChoicesSchema = z.object({ items: z.array(notificationChoiceSchema), mail: z.boolean() })
export type NotificationChoicesDto = z.infer<typeof notificationChoicesSchema>

/** What is not named stays. */
export const chooseNotificationsSchema = z.strictObject({
  choices: z
    .array(notificationChoiceSchema.partial({ inApp: true, byMail: true }))
    .min(1)
    .max(NOTIFICATION_KINDS.length),
})
export type ChooseNotificationsInput = z.infer<typeof chooseNotificationsSchema>
