import { z } from 'zod'
import { VERDICTS } from '#lib/domain/claims/terms.ts'
import { REUSE_BLOCKS } from '#lib/domain/library/checked-before.ts'
import { stageSchema } from './articles.ts'
import { evidenceSchema, verdictSchema, wordingChangeSchema } from './claims.ts'
import { hashSchema, idSchema, instantSchema, typedText } from './common.ts'

/** A wording that was checked in another article. */
export const checkedBeforeItemSchema = z.object({
  article: z.object({ id: idSchema, slug: z.string(), title: z.string(), stage: stageSchema }),
  desk: z.object({ id: idSchema, name: z.string() }),
  claim: z.object({ id: idSchema, number: z.number().int() }),
  /** As it was checked. */
  wording: z.string(),
  wordingHash: hashSchema,
  /** Part of the letter triples that both wordings have, 0 to 1; 1 for the same words. */
  likeness: z.number(),
  /** From the wording that was checked to this claim's; null where they are the same. */
  change: wordingChangeSchema.nullable(),
  /** What the verdicts come to; `disputed` where checkers differ. */
  outcome: z.enum([...VERDICTS, 'disputed']),
  /** The newest of each checker for that wording, oldest first. */
  verdicts: z.array(verdictSchema).min(1),
  checkedAt: instantSchema,
  /** By the setting of this claim's desk. */
  outOfDateAt: instantSchema,
  outOfDate: z.boolean(),
  /** The claim there still says what was checked. */
  stands: z.boolean(),
  /** That you may read. */
  evidence: z.array(evidenceSchema),
  /** Why it cannot be brought over; null where it can. */
  blocked: z.enum(REUSE_BLOCKS).nullable(),
})
export type CheckedBeforeItem = z.infer<typeof checkedBeforeItemSchema>

export const checkedBeforeSchema = z.object({
  /** The same words first, then by likeness; at most ten. */
  items: z.array(checkedBeforeItemSchema),
  nextCursor: z.null(),
  /** You are to give the second, independent check: what others found is shown after yours. */
  hidden: z.boolean(),
  /** `inherit`: to bring over what is not blocked, since nothing is decided here yet. */
  abilities: z.object({ inherit: z.boolean() }),
})
export type CheckedBeforeDto = z.infer<typeof checkedBeforeSchema>

export const inheritVerdictSchema = z.strictObject({
  /** The newest of an item of `checked-before`. */
  verdictId: idSchema,
  /** The wording of this claim that you saw. */
  wordingHash: hashSchema,
})
/** Without a reason the one given there is taken over. */
export const confirmInheritedSchema = z.strictObject({ wordingHash: hashSchema, reason: typedText(10_000).optional() })
