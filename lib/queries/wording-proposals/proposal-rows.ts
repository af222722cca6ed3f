import type { Tx } from '#lib/db/client.ts'

export const PROPOSAL_SELECT = {
  id: true,
  claimId: true,
  proposedById: true,
  before: true,
  beforeHash: true,
  after: true,
  reason: true,
  createdAt: true,
  decidedById: true,
  decidedAt: true,
  accepted: true,
  declineReason: true,
} as const

export type ProposalRow = Awaited<ReturnType<typeof loadProposals>>[number]

/** Of these claims, oldest first. */
export async function loadProposals(db: Tx, claimIds: readonly string[]) {
  if (claimIds.length === 0) return []
  return await db.wordingProposal.findMany({
    where: { claimId: { in: [...claimIds] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: PROPOSAL_SELECT,
  })
}
