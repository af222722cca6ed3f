import { z } from 'zod'
import { COPY_NOTE_CODES } from '#lib/domain/suggestions/copy-notes.ts'
import { REASONS } from '#lib/domain/suggestions/words.ts'
import { claimKindSchema, tagClaimSchema } from './claims.ts'
import { hashSchema, instantSchema, personRefSchema } from './common.ts'

/** A stretch of the copy as its words with what stands around them, ready to be sent back. */
export const copySpanSchema = z.object({
  quote: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  /** Set when the same words stand in several places. */
  occurrence: z.number().int().optional(),
})
export type CopySpan = z.infer<typeof copySpanSchema>

export const suggestionSchema = copySpanSchema.extend({
  /** Of the normalised words: the name under which a decision about them is remembered. */
  wordingHash: hashSchema,
  /** Why it is proposed, most telling first. */
  reasons: z.array(z.enum(REASONS)),
  kind: claimKindSchema,
})
export type SuggestionDto = z.infer<typeof suggestionSchema>

export const copyNoteSchema = z.object({ code: z.enum(COPY_NOTE_CODES), about: z.string(), places: z.array(copySpanSchema) })
export type CopyNoteDto = z.infer<typeof copyNoteSchema>

export const suggestionsSchema = z.object({
  /** All of them: by `learned`, else most telling first. */
  items: z.array(suggestionSchema),
  /**
   * Set when the order is learnt from what the desk has accepted and dismissed: from how many decisions, and the plain
   * order, most telling first, as places in `items`.
   */
  learned: z.object({ decisions: z.number().int(), plainOrder: z.array(z.number().int()) }).nullable(),
  nextCursor: z.null(),
  /** Words that still stand in the copy and that somebody said need no check. */
  dismissed: z.array(z.object({ wordingHash: hashSchema, wording: z.string(), by: personRefSchema, at: instantSchema })),
  /** About the copy as a whole. */
  notes: z.array(copyNoteSchema),
  /** What nobody has tagged, sentence by sentence. */
  coverage: z.object({ sentences: z.number().int(), tagged: z.number().int(), untagged: z.array(copySpanSchema) }),
})
export type SuggestionsDto = z.infer<typeof suggestionsSchema>

export const acceptSuggestionSchema = tagClaimSchema.omit({ kind: true, note: true }).extend({ kind: claimKindSchema.optional() })
export const dismissSuggestionSchema = z.strictObject({
  wordingHash: hashSchema,
  /** false takes a dismissal back. */
  dismissed: z.boolean().default(true),
})
