import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { idSchema } from '../schemas/common.ts'
import { checkedBeforeSchema } from '../schemas/library.ts'

const params = z.object({ id: idSchema })

export const LIBRARY_OPERATIONS = {
  listCheckedBefore: {
    method: 'GET',
    path: '/claims/{id}/checked-before',
    tag: 'claims',
    summary: 'Where the same or nearly the same words were checked in other articles that you may read',
    access: 'person',
    params,
    status: 200,
    answer: checkedBeforeSchema,
  },
} as const satisfies Record<string, Operation>
