/** WO-1l: what waits on who reads for legal. */
import { z } from 'zod'
import { PRIORITIES } from '#lib/domain/claims/terms.ts'
import { articleListItemSchema } from './articles.ts'
import { idSchema } from './common.ts'

export const legalItemSchema = articleListItemSchema.omit({ createdAt: true, counts: true, awaitsMe: true }).extend({
  /** The article as a whole is flagged. */
  flagged: z.boolean(),
  /** Its claims that are flagged, those of high priority first. */
  claims: z.array(z.object({ id: idSchema, number: z.number().int(), wording: z.string(), priority: z.enum(PRIORITIES) })),
  /** What is there of the legal sign-off: none, or one for a text that has changed since. */
  signOff: z.enum(['missing', 'stale']),
})
export type LegalItem = z.infer<typeof legalItemSchema>
