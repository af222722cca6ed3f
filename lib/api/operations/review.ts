import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { idSchema } from '../schemas/common.ts'
import { correctionSchema, gateSchema, publicationSchema, publishSchema, reviewSchema, signOffInputSchema, signOffSchema, withdrawSchema } from '../schemas/review.ts'

const params = z.object({ id: idSchema })

export const REVIEW_OPERATIONS = {
  getReview: {
    method: 'GET',
    path: '/articles/{id}/review',
    tag: 'review',
    summary: 'The gate, the sign-offs given and those still needed',
    access: 'person',
    params,
    status: 200,
    answer: reviewSchema,
  },
  getGate: {
    method: 'GET',
    path: '/articles/{id}/gate',
    tag: 'review',
    summary: 'Why this cannot be published: every blocker, with the place that clears it',
    access: 'person',
    params,
    status: 200,
    answer: gateSchema,
  },
  giveSignOff: {
    method: 'POST',
    path: '/articles/{id}/sign-offs',
    tag: 'review',
    summary: 'Sign off the exact copy and claims that you read',
    access: 'person',
    params,
    body: signOffInputSchema,
    status: 201,
    answer: signOffSchema,
    refusals: ['content-changed', 'four-eyes', 'gate', 'stage', 'conflict'],
  },
  publishArticle: {
    method: 'POST',
    path: '/articles/{id}/publish',
    tag: 'review',
    summary: 'Publish the exact copy that was approved',
    access: 'person',
    params,
    body: publishSchema,
    status: 201,
    answer: publicationSchema,
    refusals: ['gate', 'content-changed', 'stage', 'conflict'],
  },
  correctArticle: {
    method: 'POST',
    path: '/articles/{id}/corrections',
    tag: 'review',
    summary: 'Publish a corrected version with a note to readers',
    access: 'person',
    params,
    body: correctionSchema,
    status: 201,
    answer: publicationSchema,
    refusals: ['gate', 'content-changed', 'stage', 'conflict'],
  },
  withdrawArticle: {
    method: 'POST',
    path: '/articles/{id}/withdraw',
    tag: 'review',
    summary: 'Withdraw a published article; a notice stays in its place',
    access: 'person',
    params,
    body: withdrawSchema,
    status: 201,
    answer: publicationSchema,
    refusals: ['content-changed', 'stage', 'conflict'],
  },
} as const satisfies Record<string, Operation>
