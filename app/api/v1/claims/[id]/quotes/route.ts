import { OPERATIONS } from '#lib/api/operations.ts'
import { listQuotes } from '#lib/queries/quotes/list-quotes.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listQuotes, async ({ ctx, params }) => ({ body: await listQuotes(ctx, params.id) }))
