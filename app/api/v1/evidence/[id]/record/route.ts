import { OPERATIONS } from '#lib/api/operations.ts'
import { listEvidenceRecord } from '#lib/queries/record/evidence-record.ts'
import { recordExport } from '#lib/web/record-export.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.getEvidenceRecord, async ({ ctx, params, query }) => {
  if (query.format === 'jsonl') return recordExport((await listEvidenceRecord(ctx, params.id)).items, `evidence-${params.id}`)
  return { body: await listEvidenceRecord(ctx, params.id, query) }
})
