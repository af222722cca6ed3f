import { z } from 'zod'
import { stageSchema } from './articles.ts'
import { claimKindSchema, claimStateSchema, evidenceSchema, verdictValueSchema } from './claims.ts'
import { idSchema, instantSchema, personRefSchema } from './common.ts'

export const SEARCH_KINDS = ['article', 'claim', 'evidence', 'person'] as const
export const searchKindSchema = z.enum(SEARCH_KINDS)
export type SearchKind = (typeof SEARCH_KINDS)[number]

/** Filters that only a claim can meet. */
export const CLAIM_FILTERS = ['state', 'verdict', 'checker'] as const

/** What is searched for: what was asked for, else claims beside a filter that only they can meet. */
export function kindAsked({ kind, ...filters }: Pick<SearchQuery, 'kind' | (typeof CLAIM_FILTERS)[number]>): SearchKind | undefined {
  return kind ?? (CLAIM_FILTERS.some((filter) => filters[filter] !== undefined) ? 'claim' : undefined)
}

export const searchQuerySchema = z
  .object({
    /** Words that all have to be there; "a phrase"; or; -without. Empty: everything that meets the filters. */
    q: z
      .string()
      .trim()
      .max(200, 'Must be at most 200 characters.')
      .refine((text) => !text.includes('\u0000'), 'Must not contain a NUL character.')
      .default(''),
    /** Without it everything; claims beside a filter that only they can meet. */
    kind: searchKindSchema.optional(),
    deskId: idSchema.optional(),
    state: claimStateSchema.optional(),
    /** That counts for the present wording. */
    verdict: verdictValueSchema.optional(),
    /** Who gave one. */
    checker: z.union([z.literal('me'), idSchema]).optional(),
    /** No older than so many days: changed, tagged, added; or checked, where `verdict` or `checker` is asked for. */
    days: z.coerce.number().int().min(1).max(3650).optional(),
    limit: z.coerce.number().int().min(1).max(50).default(20),
    cursor: z.string().max(500).optional(),
  })
  .superRefine(({ kind, ...filters }, context) => {
    if (kind === undefined || kind === 'claim') return
    for (const field of CLAIM_FILTERS) {
      if (filters[field] !== undefined)
        context.addIssue({ code: 'custom', path: [field], message: 'Only claims have this. Leave kind out, or ask for claims.' })
    }
  })
export type SearchQuery = z.infer<typeof searchQuerySchema>

/** A piece of text, and whether it is what was searched for. Plain text: nothing of it is markup. */
export const excerptPartSchema = z.object({ text: z.string(), match: z.boolean() })
export type ExcerptPart = z.infer<typeof excerptPartSchema>

const articleRefSchema = z.object({ id: idSchema, slug: z.string(), title: z.string(), stage: stageSchema })
const deskRefSchema = z.object({ id: idSchema, name: z.string() })
const foundFields = {
  id: idSchema,
  /** Changed, tagged, added; of a person when they came. */
  at: instantSchema,
  excerpt: z.array(excerptPartSchema),
}
const placeFields = { article: articleRefSchema, desk: deskRefSchema }

export const searchItemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('article'), ...foundFields, ...placeFields }),
  z.object({
    kind: z.literal('claim'),
    ...foundFields,
    ...placeFields,
    number: z.number().int(),
    claimKind: claimKindSchema,
    state: claimStateSchema,
    /** The newest that counts; null where there is none, or a second check is due. */
    verdict: z.object({ verdict: verdictValueSchema, checker: personRefSchema, at: instantSchema }).nullable(),
  }),
  z.object({
    kind: z.literal('evidence'),
    ...foundFields,
    ...placeFields,
    claim: z.object({ id: idSchema, number: z.number().int() }),
    type: evidenceSchema.shape.type,
    relation: evidenceSchema.shape.relation,
    title: z.string().nullable(),
    /** Who put the text there by hand in which the words stand; null for what the source itself said. */
    pastedBy: personRefSchema.nullable(),
    confidential: z.boolean(),
  }),
  z.object({ kind: z.literal('person'), ...foundFields, name: z.string() }),
])
export type SearchItem = z.infer<typeof searchItemSchema>
