import type { Metadata } from 'next'
import { cache } from 'react'
import { Workbench } from '#components/workbench/workbench.tsx'
import { idFromPath, orNotFound, pageContext } from '#lib/auth/page-context.ts'
import { getArticle } from '#lib/queries/articles/get-article.ts'
import { listClaims } from '#lib/queries/claims/list-claims.ts'
import { env } from '#lib/env/env.ts'
import { getGate } from '#lib/queries/review/get-gate.ts'

interface WorkbenchPageProps {
  params: Promise<{ id: string }>
}

/** Read once a request, for the title and for the page. */
const loadArticle = cache(async (id: string) => orNotFound(getArticle(await pageContext(), idFromPath(id))))

export async function generateMetadata({ params }: WorkbenchPageProps): Promise<Metadata> {
  const { title } = await loadArticle((await params).id)
  return { title }
}

export default async function WorkbenchPage({ params }: WorkbenchPageProps) {
  const { id } = await params
  const ctx = await pageContext()
  const article = await loadArticle(id)
  const [claims, gate] = await orNotFound(Promise.all([listClaims(ctx, article.id), getGate(ctx, article.id)]))
  return <Workbench key={article.id} article={article} claims={claims} gate={gate} userId={ctx.actor.userId} fileBytes={env().limits.fileBytes} />
}
