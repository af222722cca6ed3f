import { OPERATIONS } from '#lib/api/operations.ts'
import { listArticleQuotes } from '#lib/queries/quotes/list-article-quotes.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listArticleQuotes, async ({ ctx, params }) => ({ body: await listArticleQuotes(ctx, params.id) }))
