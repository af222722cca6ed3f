import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { savedFilterSchema, saveFilterSchema } from '../schemas/board-filters.ts'
import { legalItemSchema } from '../schemas/legal.ts'
import { messageSchema, postedMessageSchema, postMessageSchema } from '../schemas/messages.ts'
import { idSchema, pageQuerySchema, pageSchema } from '../schemas/common.ts'
import { handedOverSchema, handOverSchema, handoverQuerySchema, handoverSchema } from '../schemas/handover.ts'

export const WORK_OPERATIONS = {
  listForLegal: {
    method: 'GET',
    path: '/legal',
    tag: 'work',
    summary: 'What waits on you as legal reader: articles that need a lawyer and have no legal sign-off, or one out of date; the most urgent first',
    access: 'person',
    query: pageQuerySchema,
    status: 200,
    answer: pageSchema(legalItemSchema),
  },
  getHandover: {
    method: 'GET',
    path: '/handover',
    tag: 'work',
    summary: 'What is open on your desks, and with whom',
    access: 'person',
    query: handoverQuerySchema,
    status: 200,
    answer: handoverSchema,
  },
  handOver: {
    method: 'POST',
    path: '/handover',
    tag: 'work',
    summary: 'Give what one person is asked to check to another; what cannot be given stays, with the reason',
    access: 'person',
    body: handOverSchema,
    status: 200,
    answer: handedOverSchema,
  },
  listBoardFilters: {
    method: 'GET',
    path: '/board/filters',
    tag: 'work',
    summary: 'Filters of the board by name: your own, and those shown to your desks',
    access: 'person',
    query: pageQuerySchema,
    status: 200,
    answer: pageSchema(savedFilterSchema),
  },
  saveBoardFilter: {
    method: 'POST',
    path: '/board/filters',
    tag: 'work',
    summary: 'Keep a filter of the board under a name, for yourself or shown to a desk of yours',
    access: 'person',
    body: saveFilterSchema,
    status: 201,
    answer: savedFilterSchema,
    refusals: ['conflict'],
  },
  removeBoardFilter: {
    method: 'DELETE',
    path: '/board/filters/{id}',
    tag: 'work',
    summary: 'Delete a filter of yours, or as editor or publisher one that is shown to your desk',
    access: 'person',
    params: z.object({ id: idSchema }),
    status: 204,
  },
  listMessages: {
    method: 'GET',
    path: '/claims/{id}/messages',
    tag: 'work',
    summary: 'What was written about a claim, oldest first',
    access: 'person',
    params: z.object({ id: idSchema }),
    query: pageQuerySchema,
    status: 200,
    answer: pageSchema(messageSchema),
  },
  postMessage: {
    method: 'POST',
    path: '/claims/{id}/messages',
    tag: 'work',
    summary: 'Write about a claim to whoever works on it; @ and a name tells that person; `notTold` is what names nobody on the desk',
    access: 'person',
    params: z.object({ id: idSchema }),
    body: postMessageSchema,
    status: 201,
    answer: postedMessageSchema,
    refusals: ['stage'],
  },
} as const satisfies Record<string, Operation>
