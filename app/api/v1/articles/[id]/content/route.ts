import { OPERATIONS } from '#lib/api/operations.ts'
import { getArticleContent } from '#lib/queries/articles/get-article-content.ts'
import { route } from '#lib/web/route.ts'
import { API_HEADERS } from '#lib/web/security-headers.ts'

const MEDIA = { html: 'text/html', markdown: 'text/markdown', text: 'text/plain' } as const

export const GET = route(OPERATIONS.getArticleContent, async ({ ctx, params, query: { format } }) => {
  const content = await getArticleContent(ctx, { articleId: params.id, format })
  if (content.format === 'json') return { body: { contentHash: content.contentHash, content: { ...content.content } } }
  const headers = { ...API_HEADERS, 'content-type': `${MEDIA[content.format]}; charset=utf-8`, 'x-content-hash': content.contentHash }
  return new Response(content.text, { headers })
})
