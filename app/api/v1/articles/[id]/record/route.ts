import { OPERATIONS } from '#lib/api/operations.ts'
import { listRecord } from '#lib/queries/record/list-record.ts'
import { visibleArticle } from '#lib/queries/review/load-article.ts'
import { recordExport } from '#lib/web/record-export.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.getRecord, async ({ ctx, params, query }) => {
  if (query.format === 'jsonl') {
    const { items } = await listRecord(ctx, params.id)
    return recordExport(items, (await visibleArticle(ctx.db, ctx.actor, params.id)).slug)
  }
  return { body: await listRecord(ctx, params.id, query) }
})
