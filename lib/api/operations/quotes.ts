import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { idSchema } from '../schemas/common.ts'
import { articleQuotesSchema, nameSpeakerSchema, overrideQuoteSchema, quotesSchema } from '../schemas/quotes.ts'

const params = z.object({ id: idSchema })

export const QUOTE_OPERATIONS = {
  listArticleQuotes: {
    method: 'GET',
    path: '/articles/{id}/quotes',
    tag: 'claims',
    summary: 'Every quote in the claims of an article, with what each of its sources has of it, and the quotations that no claim covers',
    access: 'person',
    params,
    status: 200,
    answer: articleQuotesSchema,
  },
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
  nameSpeaker: {
    method: 'POST',
    path: '/claims/{id}/quotes/speaker',
    tag: 'claims',
    summary: 'Say who said a quote, or that the guess is right',
    access: 'person',
    params,
    body: nameSpeakerSchema,
    status: 201,
    answer: quotesSchema,
    refusals: ['conflict', 'stage'],
  },
} as const satisfies Record<string, Operation>
