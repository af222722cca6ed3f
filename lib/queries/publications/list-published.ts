import type { Db } from '#lib/db/client.ts'
import { frozenCopy } from './frozen-copy.ts'

export interface PublishedItem {
  articleId: string
  slug: string
  headline: string
  standfirst: string
  publishedAt: string
  modifiedAt: string
}

const MOST = 50

/** What readers have, the newest 50 by the time of their present version; withdrawn articles are left out. */
export async function listPublished(db: Db): Promise<PublishedItem[]> {
  const articles = await db.article.findMany({
    where: { stage: { in: ['published', 'corrected'] } },
    select: {
      id: true,
      slug: true,
      publications: { orderBy: { number: 'asc' }, select: { kind: true, versionId: true, publishedAt: true } },
    },
  })
  const shown = articles
    .flatMap(({ id, slug, publications }) => {
      const [first, newest] = [publications.at(0), publications.at(-1)]
      return first && newest && newest.kind !== 'withdrawal'
        ? [{ id, slug, versionId: newest.versionId, first: first.publishedAt, newest: newest.publishedAt }]
        : []
    })
    .toSorted((a, b) => b.newest.getTime() - a.newest.getTime())
    .slice(0, MOST)
  const versions = await db.articleVersion.findMany({ where: { id: { in: shown.map(({ versionId }) => versionId) } }, select: { id: true, canonical: true } })
  const canonical = new Map(versions.map((version) => [version.id, version.canonical]))
  return shown.map(({ id, slug, versionId, first, newest }) => {
    const { headline, standfirst } = frozenCopy(canonical.get(versionId) ?? '')
    return { articleId: id, slug, headline, standfirst, publishedAt: first.toISOString(), modifiedAt: newest.toISOString() }
  })
}
