import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { acceptProposal } from '#lib/services/wording-proposals/accept-proposal.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.acceptProposal, async ({ ctx, params }) => {
  const { claimId } = await acceptProposal(ctx, { proposalId: params.id })
  return { body: await getClaim(ctx, claimId) }
})
