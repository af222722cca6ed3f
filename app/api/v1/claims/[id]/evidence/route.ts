import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { one } from '#lib/web/one.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.addEvidence, async ({ ctx, params, body }) => {
  const { evidenceId } = await addEvidence(ctx, { claimId: params.id, ...body })
  const { evidence } = await getClaim(ctx, params.id)
  return { body: one(evidence, evidenceId), location: `/claims/${params.id}` }
})
