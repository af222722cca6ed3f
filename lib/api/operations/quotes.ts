import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { idSchema } from '../schemas/common.ts'
import { overrideQuoteSchema, quotesSchema } from '../schemas/quotes.ts'

const params = z.object({ id: idSchema })

export const QUOTE_OPERATIONS = {
  listQuotes: {
    method: 'GET',
    path: '/claims/{id}/quotes',
    tag: 'claims',
    summary: 'The quotes in a claim, each compared with each of its sources',
    access: 'person',
    params,
    status: 200,
    answer: quotesSchema,
  },
  overrideQuote: {
    method: 'POST',
    path: '/claims/{id}/quotes/override',
    tag: 'claims',
    summary: 'Let a quote stand though sources have it in other words, with a reason',
    access: 'person',
    params,
    body: overrideQuoteSchema,
    status: 201,
    answer: quotesSchema,
    refusals: ['four-eyes', 'conflict', 'stage'],
  },
} as const satisfies Record<string, Operation>
