import { OPERATIONS } from '#lib/api/operations.ts'
import { listEvidenceProofs } from '#lib/queries/record/evidence-record.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listEvidenceProofs, async ({ ctx, params }) => ({ body: await listEvidenceProofs(ctx, params.id) }))
