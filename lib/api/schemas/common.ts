/** Pieces that every resource of the HTTP API shares. */
import { z } from 'zod'

export const idSchema = z.uuid()
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'Must be 64 lower-case hex digits.')
export const instantSchema = z.iso.datetime({ offset: true })
/** By when something is to be done. */
export const dueSchema = instantSchema.refine((at) => at >= '2000' && at < '2200', 'Must lie between the years 2000 and 2199.')

/** A character that is seen: U+2800, the blank of Braille, is not. */
const SEEN = /[^\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u

/** Text that a person typed: trimmed, with something to be seen in it, without NUL or half a surrogate pair, neither of which can be stored. */
export function typedText(max: number) {
  return z
    .string()
    .trim()
    .min(1, 'Must not be empty.')
    .max(max, `Must be at most ${max} characters.`)
    .refine((text) => text === '' || SEEN.test(text), 'Must hold something that can be seen.')
    .refine((text) => !text.includes('\u0000'), 'Must not contain a NUL character.')
    .refine((text) => !/\p{Surrogate}/u.test(text), 'Holds half of a character (a lone surrogate).')
}

export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(500).optional(),
})
export type PageQuery = z.infer<typeof pageQuerySchema>

export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}
export interface Page<Item> {
  items: Item[]
  nextCursor: string | null
}

export const personRefSchema = z.object({ id: idSchema, name: z.string() })
export type PersonRef = z.infer<typeof personRefSchema>

export const diffPartSchema = z.object({ op: z.enum(['same', 'removed', 'added']), text: z.string() })
export type DiffPart = z.infer<typeof diffPartSchema>

/** RFC 9457. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  /** The code at the end of `type`, e.g. `gate`. */
  code: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof problemSchema>
