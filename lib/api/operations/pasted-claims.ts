import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { claimSchema } from '../schemas/claims.ts'
import { idSchema } from '../schemas/common.ts'
import { dismissPastedClaimSchema, offerPastedClaimsSchema, pastedClaimsSchema } from '../schemas/pasted-claims.ts'

const params = z.object({ id: idSchema })

export const PASTED_CLAIM_OPERATIONS = {
  listPastedClaims: {
    method: 'GET',
    path: '/articles/{id}/pasted-claims',
    tag: 'claims',
    summary: 'Words that were pasted from claims elsewhere, and are no claim here yet',
    access: 'person',
    params,
    status: 200,
    answer: pastedClaimsSchema,
  },
  offerPastedClaims: {
    method: 'POST',
    path: '/articles/{id}/pasted-claims',
    tag: 'claims',
    summary: 'Say which claims pasted words were copied from; what is no copy of a claim that you may read is left out',
    access: 'person',
    params,
    body: offerPastedClaimsSchema,
    status: 201,
    answer: pastedClaimsSchema,
    refusals: ['stage'],
  },
  confirmPastedClaim: {
    method: 'POST',
    path: '/pasted-claims/{id}/confirm',
    tag: 'claims',
    summary: 'Make a claim of pasted words; no verdict comes with them',
    access: 'person',
    params,
    status: 201,
    answer: claimSchema,
    refusals: ['quote-not-found', 'conflict', 'stage'],
  },
  dismissPastedClaim: {
    method: 'POST',
    path: '/pasted-claims/{id}/dismiss',
    tag: 'claims',
    summary: 'Say that pasted words need no claim here; with a reason where they were copied from a claim that is not cleared',
    access: 'person',
    params,
    body: dismissPastedClaimSchema,
    status: 200,
    answer: pastedClaimsSchema,
    refusals: ['conflict', 'stage', 'four-eyes'],
  },
} as const satisfies Record<string, Operation>
