import { OPERATIONS } from '#lib/api/operations.ts'
import { search } from '#lib/queries/search/search.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.search, async ({ ctx, query }) => ({ body: await search(ctx, query) }))
