import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { askAuthorSchema, authorQueriesQuerySchema, authorQueryListItemSchema, replyToQuerySchema } from '../schemas/author-queries.ts'
import { claimSchema } from '../schemas/claims.ts'
import { idSchema, pageSchema } from '../schemas/common.ts'

const params = z.object({ id: idSchema })

export const AUTHOR_QUERY_OPERATIONS = {
  listAuthorQueries: {
    method: 'GET',
    path: '/queries',
    tag: 'claims',
    summary: 'Questions to authors about claims of your desks, oldest first',
    access: 'person',
    query: authorQueriesQuerySchema,
    status: 200,
    answer: pageSchema(authorQueryListItemSchema),
  },
  askAuthor: {
    method: 'POST',
    path: '/claims/{id}/queries',
    tag: 'claims',
    summary: 'Ask whoever wrote a claim about it; the question holds back publication until you close it or the claim is waived',
    access: 'person',
    params,
    body: askAuthorSchema,
    status: 201,
    answer: claimSchema,
    refusals: ['stage'],
  },
  replyToQuery: {
    method: 'POST',
    path: '/queries/{id}/replies',
    tag: 'claims',
    summary: 'Answer a question about a claim, or ask on',
    access: 'person',
    params,
    body: replyToQuerySchema,
    status: 201,
    answer: claimSchema,
    refusals: ['conflict', 'stage'],
  },
  closeQuery: {
    method: 'POST',
    path: '/queries/{id}/close',
    tag: 'claims',
    summary: 'Close a question that you asked, or one whose asker has left the desk',
    access: 'person',
    params,
    status: 200,
    answer: claimSchema,
    refusals: ['conflict', 'stage'],
  },
} as const satisfies Record<string, Operation>
