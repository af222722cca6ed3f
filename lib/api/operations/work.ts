import type { Operation } from '../operation.ts'
import { handedOverSchema, handOverSchema, handoverQuerySchema, handoverSchema } from '../schemas/handover.ts'

export const WORK_OPERATIONS = {
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
} as const satisfies Record<string, Operation>
