import type { Operation } from '../operation.ts'
import { pageSchema } from '../schemas/common.ts'
import { searchItemSchema, searchQuerySchema } from '../schemas/search.ts'

export const SEARCH_OPERATIONS = {
  search: {
    method: 'GET',
    path: '/search',
    tag: 'articles',
    summary: 'Articles, claims, evidence and people by their words: people first, then newest first',
    access: 'person',
    query: searchQuerySchema,
    status: 200,
    answer: pageSchema(searchItemSchema),
  },
} as const satisfies Record<string, Operation>
