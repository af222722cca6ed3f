/** WO-1a: what the verification board is asked for. The same words in its address, the API and a saved filter. */
import { z } from 'zod'
import { BOARD_DUES, BOARD_MARKS, BOARD_SORTS } from '#lib/domain/claims/board.ts'
import { CLAIM_STATES } from '#lib/domain/claims/terms.ts'
import { idSchema } from './common.ts'

/** One of these or several: a list, or as in an address one text with commas between. */
function severalOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  const several = z.array(z.enum(values)).min(1).max(values.length)
  return z
    .union([
      several,
      z
        .string()
        .max(500)
        .transform((text) => text.split(','))
        .pipe(several),
    ])
    .describe(`One or several of ${values.join(', ')}; in an address with commas between them.`)
}

export const boardFilterSchema = z.object({
  deskId: idSchema.optional(),
  articleId: idSchema.optional(),
  state: severalOf(CLAIM_STATES).optional(),
  marked: z.enum(BOARD_MARKS).optional(),
  assignee: z
    .union([z.literal('me'), z.literal('nobody'), idSchema])
    .optional()
    .describe(
      'Who has it: `me` is whoever looks, `nobody` where nobody is asked for the check that is due. What is open again and asked of nobody is with who checked it.',
    ),
  due: severalOf(BOARD_DUES).optional(),
  sort: z
    .enum(BOARD_SORTS)
    .optional()
    .describe(
      'In which order. Unless told, the urgent ones first: of what is to clear what is overdue, due within 24 hours, open again (re-opened, to be confirmed, disputed), then the rest; then what is cleared. What is due comes by its time, otherwise by priority and age.',
    ),
})
export type BoardFilter = z.infer<typeof boardFilterSchema>

export const boardQuerySchema = boardFilterSchema.extend({
  limit: z.coerce.number().int().min(1).max(1000).default(500),
  cursor: z.string().max(500).optional(),
})
export type BoardQuery = z.infer<typeof boardQuerySchema>
