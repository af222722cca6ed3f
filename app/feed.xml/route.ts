import { getTranslations } from 'next-intl/server'
import { db } from '#lib/db/client.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'
import { env } from '#lib/env/env.ts'
import { listPublished } from '#lib/queries/publications/list-published.ts'
import { atomFeed } from '#lib/web/atom.ts'
import { problemResponse } from '#lib/web/problem.ts'

export async function GET(request: Request): Promise<Response> {
  try {
    const t = await getTranslations()
    const { STET_PUBLIC_URL, STET_NEWSROOM } = env()
    const name = STET_NEWSROOM ?? new URL(STET_PUBLIC_URL).host
    const feed = atomFeed(await listPublished(db()), { url: STET_PUBLIC_URL, title: t('public.feedTitle', { name }), author: name })
    const etag = `"${sha256Hex(feed).slice(0, 32)}"`
    const headers = { etag, 'cache-control': 'public, max-age=60, must-revalidate', 'content-type': 'application/atom+xml; charset=utf-8' }
    if (request.headers.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers })
    return new Response(feed, { headers })
  } catch (error) {
    return problemResponse(error)
  }
}
