import { OPERATIONS } from '#lib/api/operations.ts'
import { listRecord } from '#lib/queries/record/list-record.ts'
import { recordExport } from '#lib/web/record-export.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.getRecord, async ({ ctx, params, query }) => {
  if (query.format === 'jsonl') return recordExport((await listRecord(ctx, params.id)).items, params.id)
  return { body: await listRecord(ctx, params.id, query) }
})
