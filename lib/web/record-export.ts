import type { AuditEventDto } from '#lib/api/schemas/review.ts'
import { API_HEADERS } from './security-headers.ts'

/** A chain as a file of one row a line. */
export function recordExport(rows: readonly AuditEventDto[], name: string): Response {
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  return new Response(lines, {
    headers: { ...API_HEADERS, 'content-type': 'application/jsonl', 'content-disposition': `attachment; filename="record-${name}.jsonl"` },
  })
}
