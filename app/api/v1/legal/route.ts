import { OPERATIONS } from '#lib/api/operations.ts'
import { listForLegal } from '#lib/queries/review/list-for-legal.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listForLegal, async ({ ctx, query }) => ({ body: await listForLegal(ctx, query) }))
