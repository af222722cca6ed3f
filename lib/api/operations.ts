/**
 * Every operation of the HTTP API, once: the route handlers take their parsers from here, the browser's caller
 * its types, the OpenAPI document its text, and the sweep test its list of doors to try.
 */
import { z } from 'zod'
import { ACCOUNT_OPERATIONS } from './operations/account.ts'
import { ARTICLE_OPERATIONS } from './operations/articles.ts'
import { AUTHOR_QUERY_OPERATIONS } from './operations/author-queries.ts'
import { CLAIM_OPERATIONS } from './operations/claims.ts'
import { LIBRARY_OPERATIONS } from './operations/library.ts'
import { PASTED_CLAIM_OPERATIONS } from './operations/pasted-claims.ts'
import { PEOPLE_OPERATIONS } from './operations/people.ts'
import { QUOTE_OPERATIONS } from './operations/quotes.ts'
import { REVIEW_OPERATIONS } from './operations/review.ts'
import { SEARCH_OPERATIONS } from './operations/search.ts'
import { SUGGESTION_OPERATIONS } from './operations/suggestions.ts'
import { WORDING_PROPOSAL_OPERATIONS } from './operations/wording-proposals.ts'
import { WORK_OPERATIONS } from './operations/work.ts'

export const OPERATIONS = {
  ...ARTICLE_OPERATIONS,
  ...CLAIM_OPERATIONS,
  ...AUTHOR_QUERY_OPERATIONS,
  ...WORDING_PROPOSAL_OPERATIONS,
  ...PASTED_CLAIM_OPERATIONS,
  ...SUGGESTION_OPERATIONS,
  ...QUOTE_OPERATIONS,
  ...LIBRARY_OPERATIONS,
  ...SEARCH_OPERATIONS,
  ...REVIEW_OPERATIONS,
  ...PEOPLE_OPERATIONS,
  ...ACCOUNT_OPERATIONS,
  ...WORK_OPERATIONS,
  describeApi: {
    method: 'GET',
    path: '/openapi.json',
    tag: 'account',
    summary: 'This description, as OpenAPI 3.1',
    access: 'public',
    status: 200,
    answer: z.record(z.string(), z.unknown()),
  },
} as const

export type OperationName = keyof typeof OPERATIONS
