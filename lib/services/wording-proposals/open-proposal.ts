/** One proposed wording inside a decision. */
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import { PROPOSAL_SELECT, type ProposalRow } from '#lib/queries/wording-proposals/proposal-rows.ts'
import type { ServiceContext } from '../context.ts'

/** Before anything is locked; `not-found` when there is no such proposal. */
export async function findProposal({ db }: ServiceContext, proposalId: string): Promise<{ claimId: string; proposedById: string }> {
  const found = await db.wordingProposal.findUnique({ where: { id: proposalId }, select: { claimId: true, proposedById: true } })
  if (!found) throw new AppError('not-found')
  return found
}

/** Read again under the lock; 409 when somebody has decided on it. */
export async function openProposal(tx: Tx, proposalId: string): Promise<ProposalRow> {
  const proposal = await tx.wordingProposal.findUniqueOrThrow({ where: { id: proposalId }, select: PROPOSAL_SELECT })
  if (proposal.decidedAt !== null)
    throw new AppError('conflict', { detail: proposal.accepted ? 'This wording has been accepted already.' : 'This wording has been declined already.' })
  return proposal
}
