import { OPERATIONS } from '#lib/api/operations.ts'
import { env } from '#lib/env/env.ts'
import { fileStore } from '#lib/files/shared-store.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { readEvidenceUpload } from '#lib/web/evidence-upload.ts'
import { one } from '#lib/web/one.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.addEvidence, async ({ ctx, params, body, request }) => {
  const { evidenceId } = body ? await addEvidence(ctx, { claimId: params.id, ...body }) : await addFile()
  const { evidence } = await getClaim(ctx, params.id)
  return { body: one(evidence, evidenceId), location: `/claims/${params.id}` }

  async function addFile(): Promise<{ evidenceId: string }> {
    const { fields, name, bytes } = await readEvidenceUpload(request, env().limits.fileBytes)
    return await addEvidence(ctx, { claimId: params.id, ...fields }, { name, bytes, store: fileStore() })
  }
})
