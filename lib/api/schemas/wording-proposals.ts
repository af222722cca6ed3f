import { z } from 'zod'
import { diffPartSchema, hashSchema, idSchema, instantSchema, personRefSchema, typedText } from './common.ts'

/** The whole wording of the claim as it ought to be; what differs is one replacement inside it. */
export const proposedWordingSchema = z.strictObject({ wording: typedText(20_000), reason: typedText(2000).optional() })

export const proposeWordingSchema = proposedWordingSchema.extend({
  /** The wording that it is proposed for. */
  wordingHash: hashSchema,
})

export const declineProposalSchema = z.strictObject({ reason: typedText(2000) })

export const wordingProposalSchema = z.object({
  id: idSchema,
  /** The wording that it was proposed for, and the whole of what is proposed. */
  before: z.string(),
  after: z.string(),
  diff: z.array(diffPartSchema),
  reason: z.string().nullable(),
  by: personRefSchema,
  at: instantSchema,
  /** The claim still says what it was proposed for. */
  current: z.boolean(),
  /** Null while it is open. */
  decision: z.object({ accepted: z.boolean(), by: personRefSchema, at: instantSchema, reason: z.string().nullable() }).nullable(),
  abilities: z.object({ accept: z.boolean(), decline: z.boolean() }),
})
export type WordingProposalDto = z.infer<typeof wordingProposalSchema>
