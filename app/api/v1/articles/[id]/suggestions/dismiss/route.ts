import { OPERATIONS } from '#lib/api/operations.ts'
import { listSuggestions } from '#lib/queries/suggestions/list-suggestions.ts'
import { dismissSuggestion } from '#lib/services/suggestions/dismiss-suggestion.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.dismissSuggestion, async ({ ctx, params, body }) => {
  await dismissSuggestion(ctx, { articleId: params.id, ...body })
  return { body: await listSuggestions(ctx, params.id) }
})
