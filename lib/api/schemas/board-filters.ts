/** WO-6: filters of the board under a name. */
import { z } from 'zod'
import { boardFilterSchema } from './board.ts'
import { idSchema, personRefSchema, typedText } from './common.ts'

export const savedFilterSchema = z.object({
  id: idSchema,
  name: z.string(),
  filter: boardFilterSchema,
  owner: personRefSchema,
  /** The desk that it is shown to; null: one's own. */
  sharedDeskId: idSchema.nullable(),
  abilities: z.object({ remove: z.boolean() }),
})
export type SavedFilterDto = z.infer<typeof savedFilterSchema>

export const saveFilterSchema = z.strictObject({
  name: typedText(60),
  filter: z.strictObject(boardFilterSchema.shape),
  sharedDeskId: idSchema.nullable().default(null),
})
export type SaveFilterInput = z.infer<typeof saveFilterSchema>
