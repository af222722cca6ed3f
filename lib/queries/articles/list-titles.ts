import type { QueryContext } from '../context.ts'
import { desksOf } from '../review/load-article.ts'

const MOST = 100

export interface ArticleTitle {
  id: string
  title: string
}

/** To choose one from: the articles of the actor's desks, or of this one, that were last changed; and the one that is asked for, if they may see it. */
export async function listTitles({ actor, db }: QueryContext, { deskId, articleId }: { deskId?: string; articleId?: string }): Promise<ArticleTitle[]> {
  const desks = desksOf(actor)
  const seen = { deskId: { in: desks.filter((id) => deskId === undefined || id === deskId) } }
  const select = { id: true, title: true } as const
  const newest = await db.article.findMany({ where: seen, orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }], take: MOST, select })
  if (articleId === undefined || newest.some(({ id }) => id === articleId)) return newest
  const asked = await db.article.findFirst({ where: { id: articleId, deskId: { in: desks } }, select })
  return asked ? [asked, ...newest] : newest
}
