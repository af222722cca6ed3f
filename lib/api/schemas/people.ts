import { z } from 'zod'
import { isTimeZone } from '#lib/domain/desks/time-zone.ts'
import { ROLES, TOKEN_SCOPES } from '#lib/policies/actor.ts'
import { idSchema, instantSchema, pageQuerySchema, typedText } from './common.ts'

export const roleSchema = z.enum(ROLES)

export const deskSchema = z.object({
  id: idSchema,
  name: z.string(),
  slug: z.string(),
  fourEyes: z.boolean(),
  secondCheck: z.boolean(),
  /** IANA name. */
  timeZone: z.string(),
  /** After so many days a verdict of another article is out of date here. */
  verdictDays: z.number().int(),
  /** Suggestions in the order of what the desk has accepted and dismissed. */
  learnedOrder: z.boolean(),
})
export type DeskDto = z.infer<typeof deskSchema>

export const deskMembershipSchema = z.object({ deskId: idSchema, deskName: z.string(), roles: z.array(roleSchema) })

export const personSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** Shown to administrators and to oneself only; null to others. */
  email: z.string().nullable(),
  isAdmin: z.boolean(),
  disabled: z.boolean(),
  color: z.number().int(),
  desks: z.array(deskMembershipSchema),
})
export type PersonDto = z.infer<typeof personSchema>

export const meSchema = personSchema.extend({
  abilities: z.object({ createArticle: z.boolean(), managePeople: z.boolean() }),
})
export type MeDto = z.infer<typeof meSchema>

export const peopleQuerySchema = pageQuerySchema.extend({ deskId: idSchema.optional() })
export type PeopleQuery = z.infer<typeof peopleQuerySchema>

const passwordSchema = z.string().min(12, 'Must have at least 12 characters.').max(200, 'Must be at most 200 characters.')

export const createPersonSchema = z.strictObject({
  name: typedText(120),
  email: z
    .email('Must be an e-mail address.')
    .max(254)
    .transform((email) => email.toLowerCase()),
  /** Absent: the person gets a one-time link to choose one. */
  password: passwordSchema.optional(),
  isAdmin: z.boolean().default(false),
  memberships: z
    .array(z.strictObject({ deskId: idSchema, roles: z.array(roleSchema).max(5) }))
    .max(50)
    .default([]),
})
export type CreatePersonInput = z.infer<typeof createPersonSchema>

/** `welcomeUrl`: the one-time link, shown in this answer only; null when a password was given. */
export const createdPersonSchema = personSchema.extend({ welcomeUrl: z.string().nullable() })
export type CreatedPersonDto = z.infer<typeof createdPersonSchema>

/** `welcomeUrl`: the one-time link, shown in this answer only. */
export const invitationSchema = z.object({ welcomeUrl: z.string(), expiresAt: instantSchema })

export const acceptInvitationSchema = z.strictObject({
  token: z.string().min(1).max(200),
  password: passwordSchema,
  /** For the first administrator; a link made for a person holds both already. */
  name: typedText(120).optional(),
  email: z
    .email('Must be an e-mail address.')
    .max(254)
    .transform((email) => email.toLowerCase())
    .optional(),
})
export type AcceptInvitationInput = z.infer<typeof acceptInvitationSchema>

export const updatePersonSchema = z.strictObject({
  name: typedText(120).optional(),
  isAdmin: z.boolean().optional(),
  disabled: z.boolean().optional(),
  memberships: z
    .array(z.strictObject({ deskId: idSchema, roles: z.array(roleSchema).max(5) }))
    .max(50)
    .optional(),
})
export type UpdatePersonInput = z.infer<typeof updatePersonSchema>

const timeZoneSchema = z.string().max(64).refine(isTimeZone, 'Must be the name of a time zone, such as Europe/Rome.')

const verdictDaysSchema = z.number().int().min(1, 'Must be 1 day or more.').max(3650, 'Must be at most 3650 days.')

export const createDeskSchema = z.strictObject({
  name: typedText(80),
  fourEyes: z.boolean().default(true),
  secondCheck: z.boolean().default(false),
  timeZone: timeZoneSchema.default('UTC'),
  verdictDays: verdictDaysSchema.default(90),
  learnedOrder: z.boolean().default(true),
})
export type CreateDeskInput = z.infer<typeof createDeskSchema>
export const updateDeskSchema = z.strictObject({
  name: typedText(80).optional(),
  fourEyes: z.boolean().optional(),
  secondCheck: z.boolean().optional(),
  timeZone: timeZoneSchema.optional(),
  verdictDays: verdictDaysSchema.optional(),
  learnedOrder: z.boolean().optional(),
})
export type UpdateDeskInput = z.infer<typeof updateDeskSchema>

export const createTokenSchema = z.strictObject({
  name: typedText(80),
  scopes: z.array(z.enum(TOKEN_SCOPES)).min(1).max(2),
  expiresAt: instantSchema.optional(),
})
export type CreateTokenInput = z.infer<typeof createTokenSchema>
export const tokenSchema = z.object({
  id: idSchema,
  name: z.string(),
  scopes: z.array(z.enum(TOKEN_SCOPES)),
  createdAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
  expiresAt: instantSchema.nullable(),
})
export type TokenDto = z.infer<typeof tokenSchema>
/** The answer to making one: the only time that `token` is shown. */
export const createdTokenSchema = tokenSchema.extend({ token: z.string() })
export type CreatedTokenDto = z.infer<typeof createdTokenSchema>

export const sessionSchema = z.object({
  id: idSchema,
  userAgent: z.string().nullable(),
  createdAt: instantSchema,
  current: z.boolean(),
})
export type SessionDto = z.infer<typeof sessionSchema>
