/** WO-2i: what people write to each other about a claim. */
import { z } from 'zod'
import { idSchema, instantSchema, personRefSchema, typedText } from './common.ts'

export const messageSchema = z.object({
  id: idSchema,
  by: personRefSchema,
  text: z.string(),
  /** Whom it names with an @. */
  mentions: z.array(personRefSchema),
  at: instantSchema,
})
export type MessageDto = z.infer<typeof messageSchema>

/** What stands after an @ and names nobody on the claim's desk: nobody is told by it. */
export const postedMessageSchema = messageSchema.extend({ notTold: z.array(z.string()) })
export type PostedMessageDto = z.infer<typeof postedMessageSchema>

/** `@` and the name of somebody on the desk names them. */
export const postMessageSchema = z.strictObject({ text: typedText(5000) })
