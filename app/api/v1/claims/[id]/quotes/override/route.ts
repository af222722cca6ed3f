import { OPERATIONS } from '#lib/api/operations.ts'
import { listQuotes } from '#lib/queries/quotes/list-quotes.ts'
import { overrideQuote } from '#lib/services/quotes/override-quote.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.overrideQuote, async ({ ctx, params, body }) => {
  await overrideQuote(ctx, { claimId: params.id, ...body })
  return { body: await listQuotes(ctx, params.id) }
})
