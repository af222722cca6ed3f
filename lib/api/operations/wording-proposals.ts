import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { claimSchema } from '../schemas/claims.ts'
import { idSchema } from '../schemas/common.ts'
import { declineProposalSchema, proposeWordingSchema } from '../schemas/wording-proposals.ts'

const params = z.object({ id: idSchema })

export const WORDING_PROPOSAL_OPERATIONS = {
  proposeWording: {
    method: 'POST',
    path: '/claims/{id}/proposals',
    tag: 'claims',
    summary: 'Propose another wording for a claim',
    access: 'person',
    params,
    body: proposeWordingSchema,
    status: 201,
    answer: claimSchema,
    refusals: ['wording-changed', 'conflict', 'stage'],
  },
  acceptProposal: {
    method: 'POST',
    path: '/proposals/{id}/accept',
    tag: 'claims',
    summary: 'Put a proposed wording into the copy, if the claim still says what it was proposed for',
    access: 'person',
    params,
    status: 200,
    answer: claimSchema,
    refusals: ['wording-changed', 'conflict', 'stage'],
  },
  declineProposal: {
    method: 'POST',
    path: '/proposals/{id}/decline',
    tag: 'claims',
    summary: 'Decline a proposed wording with a reason, or take one’s own back',
    access: 'person',
    params,
    body: declineProposalSchema,
    status: 200,
    answer: claimSchema,
    refusals: ['conflict', 'stage'],
  },
} as const satisfies Record<string, Operation>
