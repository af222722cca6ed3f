import { OPERATIONS } from '#lib/api/operations.ts'
import { exportRecord, listRecord } from '#lib/queries/record/list-record.ts'
import { recordExport } from '#lib/web/record-export.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.getRecord, async ({ ctx, params, query }) => {
  if (query.format === 'jsonl') {
    const { rows, slug } = await exportRecord(ctx, params.id)
    return recordExport(rows, slug)
  }
  return { body: await listRecord(ctx, params.id, query) }
})
