/** WO-1l: what waits on who reads for legal. */
import { z } from 'zod'
import { PRIORITIES } from '#lib/domain/claims/terms.ts'
import { idSchema, instantSchema, personRefSchema } from './common.ts'
import { stageSchema } from './articles.ts'

export const legalItemSchema = z.object({
  /** The article's. */
  id: idSchema,
  slug: z.string(),
  title: z.string(),
  stage: stageSchema,
  desk: z.object({ id: idSchema, name: z.string() }),
  createdBy: personRefSchema,
  updatedAt: instantSchema,
  /** The article as a whole is flagged. */
  flagged: z.boolean(),
  /** Its claims that are flagged, those of high priority first. */
  claims: z.array(z.object({ id: idSchema, number: z.number().int(), wording: z.string(), priority: z.enum(PRIORITIES) })),
  /** What is there of the legal sign-off: none, or one for a text that has changed since. */
  signOff: z.enum(['missing', 'stale']),
})
export type LegalItem = z.infer<typeof legalItemSchema>
