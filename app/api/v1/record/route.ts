import { OPERATIONS } from '#lib/api/operations.ts'
import { listNewsroomRecord } from '#lib/queries/record/list-newsroom-record.ts'
import { recordExport } from '#lib/web/record-export.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.getNewsroomRecord, async ({ ctx, query }) => {
  if (query.format === 'jsonl') return recordExport((await listNewsroomRecord(ctx)).items, 'newsroom')
  return { body: await listNewsroomRecord(ctx, query) }
})
