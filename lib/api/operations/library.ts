import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { idSchema } from '../schemas/common.ts'
import { claimSchema } from '../schemas/claims.ts'
import { checkedBeforeSchema, confirmInheritedSchema, inheritVerdictSchema } from '../schemas/library.ts'

const params = z.object({ id: idSchema })
const inheritedParams = z.object({ id: idSchema, inherited: idSchema })

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
  inheritVerdict: {
    method: 'POST',
    path: '/claims/{id}/inherited',
    tag: 'claims',
    summary: 'Bring over a verdict of another article with its evidence; it counts for nothing until it is confirmed',
    access: 'person',
    params,
    body: inheritVerdictSchema,
    status: 201,
    answer: claimSchema,
    refusals: ['wording-changed', 'four-eyes', 'stage', 'conflict'],
  },
  confirmInherited: {
    method: 'POST',
    path: '/claims/{id}/inherited/{inherited}/confirm',
    tag: 'claims',
    summary: 'Confirm a verdict that was brought over: yours from then on, for the exact wording that you read',
    access: 'person',
    params: inheritedParams,
    body: confirmInheritedSchema,
    status: 201,
    answer: claimSchema,
    refusals: ['wording-changed', 'four-eyes', 'stage', 'conflict'],
  },
  takeBackInherited: {
    method: 'DELETE',
    path: '/claims/{id}/inherited/{inherited}',
    tag: 'claims',
    summary: 'Take back a verdict that was brought over and not confirmed, and the evidence that came with it',
    access: 'person',
    params: inheritedParams,
    status: 204,
    refusals: ['four-eyes', 'stage', 'conflict'],
  },
} as const satisfies Record<string, Operation>
