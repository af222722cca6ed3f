import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { claimSchema } from '../schemas/claims.ts'
import { idSchema } from '../schemas/common.ts'
import { acceptSuggestionSchema, dismissSuggestionSchema, suggestionsSchema } from '../schemas/suggestions.ts'

const params = z.object({ id: idSchema })

export const SUGGESTION_OPERATIONS = {
  listSuggestions: {
    method: 'GET',
    path: '/articles/{id}/suggestions',
    tag: 'claims',
    summary: 'Words worth checking with the reason, notes on the copy as a whole, and what nobody has tagged',
    access: 'person',
    params,
    status: 200,
    answer: suggestionsSchema,
  },
  acceptSuggestion: {
    method: 'POST',
    path: '/articles/{id}/suggestions/accept',
    tag: 'claims',
    summary: 'Tag suggested words as a claim, and remember that the suggestion was right',
    access: 'person',
    params,
    body: acceptSuggestionSchema,
    status: 201,
    answer: claimSchema,
    refusals: ['quote-not-found', 'quote-ambiguous', 'stage'],
  },
  dismissSuggestion: {
    method: 'POST',
    path: '/articles/{id}/suggestions/dismiss',
    tag: 'claims',
    summary: 'Say that suggested words need no check, or take that back; remembered for these words',
    access: 'person',
    params,
    body: dismissSuggestionSchema,
    status: 200,
    answer: suggestionsSchema,
    refusals: ['quote-not-found', 'stage'],
  },
} as const satisfies Record<string, Operation>
