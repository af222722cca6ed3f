import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { declineProposal } from '#lib/services/wording-proposals/decline-proposal.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.declineProposal, async ({ ctx, params, body }) => {
  const { claimId } = await declineProposal(ctx, { proposalId: params.id, ...body })
  return { body: await getClaim(ctx, claimId) }
})
