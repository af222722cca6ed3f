import { z } from 'zod'
import { CLAIM_STATES, VERDICTS } from '#lib/domain/claims/terms.ts'
import { idSchema, instantSchema, personRefSchema, typedText } from './common.ts'

export const offerPastedClaimsSchema = z.strictObject({
  items: z
    .array(
      z.strictObject({
        /** The claim whose mark lay on the words that were copied. */
        sourceClaimId: idSchema,
        quote: z.string().min(1).max(20_000),
        prefix: z.string().max(500).default(''),
        suffix: z.string().max(500).default(''),
      }),
    )
    .min(1)
    .max(100),
})

/** The reason is required where the words hold back publication. */
export const dismissPastedClaimSchema = z.strictObject({ reason: typedText(2000).optional() }).optional()

/** The claim that words were copied from, as it stands; only for who may read its article. */
export const claimSourceSchema = z.object({
  claimId: idSchema,
  number: z.number().int(),
  article: z.object({ id: idSchema, title: z.string() }),
  wording: z.string(),
  state: z.enum(CLAIM_STATES),
  /** Those that count for its wording; none that a second checker is not to see. */
  verdicts: z.array(z.object({ verdict: z.enum(VERDICTS), checker: personRefSchema, at: instantSchema })),
  /** How much evidence you may read there. */
  evidence: z.number().int(),
})
export type ClaimSourceDto = z.infer<typeof claimSourceSchema>

export const pastedClaimSchema = z.object({
  id: idSchema,
  quote: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  by: personRefSchema,
  at: instantSchema,
  /** Null where it was removed, or stands in an article that you may not read; those are listed only while they block. */
  source: claimSourceSchema.nullable(),
  /** Whether it holds back publication: its source was not cleared. */
  blocks: z.boolean(),
  /** Whether you may say that the words need no claim here; while they block, with a reason. */
  mayDismiss: z.boolean(),
})
export type PastedClaimDto = z.infer<typeof pastedClaimSchema>

export const pastedClaimsSchema = z.object({ items: z.array(pastedClaimSchema), nextCursor: z.null() })
export type PastedClaimsDto = z.infer<typeof pastedClaimsSchema>
