import { z } from 'zod'
import { CLAIM_STATES, PRIORITIES } from '#lib/domain/claims/terms.ts'
import { idSchema, instantSchema, pageQuerySchema, personRefSchema, typedText } from './common.ts'

export const askAuthorSchema = z.strictObject({
  question: typedText(2000),
  /** Legal objects to the words, for this reason: no waiver lets it pass, and legal alone withdraws it. Flags the claim for legal. */
  objection: z.boolean().default(false),
})
export const replyToQuerySchema = z.strictObject({ text: typedText(5000) })

/** A question about a claim to its author. */
export const authorQuerySchema = z.object({
  id: idSchema,
  claimId: idSchema,
  question: z.string(),
  /** It is legal's objection to these words. */
  objection: z.boolean(),
  /** The words that it was asked about. */
  wording: z.string(),
  askedBy: personRefSchema,
  /** Who has it instead of its asker, once it was handed over. */
  handedTo: personRefSchema.nullable(),
  askedAt: instantSchema,
  /** Whom it was put to. */
  authors: z.array(personRefSchema),
  replies: z.array(
    z.object({
      id: idSchema,
      text: z.string(),
      by: personRefSchema,
      at: instantSchema,
      /** An answer of an author, or of somebody else who may write the copy. */
      byAuthor: z.boolean(),
    }),
  ),
  /** Whose turn it is; null once it is closed. */
  waitsOn: z.enum(['author', 'asker']).nullable(),
  closed: z.object({ by: personRefSchema, at: instantSchema }).nullable(),
  /** The asker has left the desk: others stand in for them. */
  askerLeft: z.boolean(),
  abilities: z.object({ reply: z.boolean(), close: z.boolean() }),
})
export type AuthorQueryDto = z.infer<typeof authorQuerySchema>

export const authorQueriesQuerySchema = pageQuerySchema.extend({
  state: z.enum(['open', 'closed']).optional(),
  articleId: idSchema.optional(),
  deskId: idSchema.optional(),
})
export type AuthorQueriesQuery = z.infer<typeof authorQueriesQuerySchema>

/** With enough of its claim and article for a work-list. */
export const authorQueryListItemSchema = authorQuerySchema.extend({
  claim: z.object({ id: idSchema, number: z.number().int(), state: z.enum(CLAIM_STATES), priority: z.enum(PRIORITIES), wording: z.string() }),
  article: z.object({ id: idSchema, slug: z.string(), title: z.string() }),
  desk: z.object({ id: idSchema, name: z.string() }),
  /** Of whom an answer is asked: its authors who are on the desk; where none is any more, who may write there. */
  authorsAsked: z.array(personRefSchema),
})
export type AuthorQueryListItem = z.infer<typeof authorQueryListItemSchema>
