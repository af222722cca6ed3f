import type { ReactNode } from 'react'
import { idFromPath, orNotFound, pageContext } from '#lib/auth/page-context.ts'
import { visibleArticle } from '#lib/queries/review/load-article.ts'

interface WriteLayoutProps {
  params: Promise<{ id: string }>
  children: ReactNode
}

/** Asked outside the loading state: once that is on its way, an article that one may not see could no longer be a 404. */
export default async function WriteLayout({ params, children }: WriteLayoutProps) {
  const { actor, db } = await pageContext()
  await orNotFound(visibleArticle(db, actor, idFromPath((await params).id)))
  return children
}
