import { OPERATIONS } from '#lib/api/operations.ts'
import { listRecord } from '#lib/queries/record/list-record.ts'
import { route } from '#lib/web/route.ts'
import { API_HEADERS } from '#lib/web/security-headers.ts'

export const GET = route(OPERATIONS.getRecord, async ({ ctx, params, query }) => {
  const items = await listRecord(ctx, params.id)
  if (query.format === 'json') return { body: { items, nextCursor: null } }
  const lines = items.map((event) => `${JSON.stringify(event)}\n`).join('')
  const headers = { ...API_HEADERS, 'content-type': 'application/jsonl', 'content-disposition': `attachment; filename="record-${params.id}.jsonl"` }
  return new Response(lines, { headers })
})
