import { OPERATIONS } from '#lib/api/operations.ts'
import { listSuggestions } from '#lib/queries/suggestions/list-suggestions.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listSuggestions, async ({ ctx, params }) => ({ body: await listSuggestions(ctx, params.id) }))
