import { z } from 'zod'
import { STAGES, type Stage } from '#lib/domain/articles/stages.ts'
import { SIGN_OFF_KINDS } from '#lib/domain/review/sign-off-kinds.ts'
import { NOW } from '../now.ts'
import { diffPartSchema, hashSchema, idSchema, instantSchema, pageQuerySchema, personRefSchema, typedText } from './common.ts'

export { STAGES, type Stage }
export const stageSchema = z.enum(STAGES)

export const createArticleSchema = z.strictObject({
  title: typedText(300),
  deskId: idSchema.optional(),
  format: z.enum(['text', 'markdown', 'html']).default('text'),
  content: z.string().max(2_000_000, 'Must be at most 2,000,000 characters.').default(''),
})
/** The fields beside a `file`, in a multipart body. */
export const articleFormSchema = z.strictObject({
  title: z.string().optional(),
  deskId: z.string().optional(),
  /** What the file is; there is no other. */
  format: z.literal('docx').optional(),
})

export type CreateArticleInput = z.infer<typeof createArticleSchema>

export const articlesQuerySchema = pageQuerySchema.extend({
  stage: stageSchema.optional(),
  deskId: idSchema.optional(),
  /** Those that wait for a sign-off which you may give, and for nothing before it. A page may hold fewer than `limit`. */
  awaits: z.literal('me').optional(),
})
export type ArticlesQuery = z.infer<typeof articlesQuerySchema>

/** People move these; every other stage follows from facts (RE-3). */
export const updateArticleSchema = z.strictObject({
  stage: z.enum(['draft', 'checking', 'ready']).optional(),
  legalFlag: z.boolean().optional(),
  reason: typedText(2000).optional(),
})
export type UpdateArticleInput = z.infer<typeof updateArticleSchema>

export const claimCountsSchema = z.object({
  total: z.number().int(),
  /** Claims that still block publication. */
  open: z.number().int(),
  verified: z.number().int(),
  reopened: z.number().int(),
  detached: z.number().int(),
})

/** What this person may do with this article, now. The client never looks at roles. */
export const articleAbilitiesSchema = z.object({
  edit: z.boolean(),
  tagClaim: z.boolean(),
  assign: z.boolean(),
  addEvidence: z.boolean(),
  giveVerdict: z.boolean(),
  waive: z.boolean(),
  moveStage: z.boolean(),
  flagLegal: z.boolean(),
  /** To say that legal need not read it after all. */
  unflagLegal: z.boolean(),
  /** To object as legal to words of it. */
  object: z.boolean(),
  signOff: z.object({ desk: z.boolean(), fact_check: z.boolean(), legal: z.boolean(), final: z.boolean() }),
  publish: z.boolean(),
  breakGlass: z.boolean(),
  correct: z.boolean(),
  withdraw: z.boolean(),
  /** Make the copy say what it said in an earlier version. */
  restore: z.boolean(),
  readRecord: z.boolean(),
})
export type ArticleAbilities = z.infer<typeof articleAbilitiesSchema>

const articleHeadSchema = z.object({
  id: idSchema,
  slug: z.string(),
  title: z.string(),
  stage: stageSchema,
  desk: z.object({ id: idSchema, name: z.string() }),
  createdBy: personRefSchema,
  createdAt: instantSchema,
  updatedAt: instantSchema,
  counts: claimCountsSchema,
})

export const articleListItemSchema = articleHeadSchema.extend({
  /** Sign-offs that are missing or out of date, that you may give, and before which nothing else is open. */
  awaitsMe: z.array(z.enum(SIGN_OFF_KINDS)),
})
export type ArticleListItem = z.infer<typeof articleListItemSchema>

export const articleSchema = articleHeadSchema.extend({
  /** Deadlines are typed and shown by the desk's clock. */
  desk: z.object({ id: idSchema, name: z.string(), timeZone: z.string() }),
  legalFlag: z.boolean(),
  /** Of the document at its present head. */
  contentHash: hashSchema,
  claimSetHash: hashSchema,
  head: z.number().int(),
  epoch: z.number().int(),
  /** The public page, when published. */
  publicUrl: z.string().nullable(),
  /** The hash that readers see, when published. */
  publishedContentHash: hashSchema.nullable(),
  abilities: articleAbilitiesSchema,
})
export type ArticleDto = z.infer<typeof articleSchema>

export const contentQuerySchema = z.object({ format: z.enum(['json', 'html', 'markdown', 'text']).default('json') })
/** With `format=json`. `content` is the canonical document (DO-3). */
export const contentSchema = z.object({ contentHash: hashSchema, content: z.record(z.string(), z.unknown()) })
export type ContentDto = z.infer<typeof contentSchema>

export const versionSchema = z.object({
  id: idSchema,
  number: z.number().int(),
  kind: z.enum(['created', 'named', 'sent_to_checking', 'signed_off', 'published', 'restored', 'automatic']),
  name: z.string().nullable(),
  contentHash: hashSchema,
  createdBy: personRefSchema,
  createdAt: instantSchema,
})
export type VersionDto = z.infer<typeof versionSchema>
export const nameVersionSchema = z.strictObject({ name: typedText(120) })

export const versionOrNowSchema = z.union([idSchema, z.literal(NOW)])

export const versionDiffSchema = z.object({
  /** null: the copy as it stands. */
  from: versionSchema.nullable(),
  to: versionSchema.nullable(),
  /** Block by block, in the order of the newer version. */
  blocks: z.array(z.object({ type: z.string(), change: z.enum(['same', 'added', 'removed', 'changed']), parts: z.array(diffPartSchema) })),
})
export type VersionDiffDto = z.infer<typeof versionDiffSchema>
