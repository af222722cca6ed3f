import { OPERATIONS } from '#lib/api/operations.ts'
import { fileStore } from '#lib/files/shared-store.ts'
import { getEvidenceFile } from '#lib/queries/evidence/get-evidence-file.ts'
import { fileResponse } from '#lib/web/file-response.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.getEvidenceFile, async ({ ctx, params, query }) => {
  const file = await getEvidenceFile(ctx, { evidenceId: params.id, ...(query.capture !== undefined && { captureId: query.capture }) })
  return fileResponse(file, await fileStore().get(file.sha256))
})
