import { OPERATIONS } from '#lib/api/operations.ts'
import { listQueries } from '#lib/queries/author-queries/list-queries.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listAuthorQueries, async ({ ctx, query }) => ({ body: await listQueries(ctx, query) }))
