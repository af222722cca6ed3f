import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { changeEvidence } from '#lib/services/evidence/change-evidence.ts'
import { withdrawEvidence } from '#lib/services/evidence/withdraw-evidence.ts'
import { one } from '#lib/web/one.ts'
import { route } from '#lib/web/route.ts'

export const PATCH = route(OPERATIONS.changeEvidence, async ({ ctx, params, body }) => {
  const { claimId } = await changeEvidence(ctx, { evidenceId: params.id, ...body })
  const { evidence } = await getClaim(ctx, claimId)
  return { body: one(evidence, params.id) }
})

export const DELETE = route(OPERATIONS.withdrawEvidence, async ({ ctx, params, body }) => {
  await withdrawEvidence(ctx, { evidenceId: params.id, ...body })
  return { body: undefined }
})
