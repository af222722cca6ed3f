import type { Db } from '#lib/db/client.ts'
import { frozenHeadline } from './frozen-copy.ts'

export interface CorrectionItem {
  id: string
  kind: 'correction' | 'withdrawal'
  slug: string
  /** As readers have it now; null once the article is withdrawn. */
  headline: string | null
  /** What was said with it; null for a correction of an article that was withdrawn since: it tells of copy that is gone. */
  note: string | null
  at: string
  /** Of its desk. */
  timeZone: string
}

const MOST = 200

/** RE-6: the public log, newest first: the newest 200. */
export async function listCorrections(db: Db): Promise<CorrectionItem[]> {
  const rows = await db.publication.findMany({
    where: { kind: { not: 'publication' } },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take: MOST,
    select: {
      id: true,
      kind: true,
      note: true,
      publishedAt: true,
      article: {
        select: {
          slug: true,
          desk: { select: { timeZone: true } },
          publications: { orderBy: { number: 'desc' }, take: 1, select: { kind: true, versionId: true } },
        },
      },
    },
  })
  const versionIds = rows.flatMap(({ article }) => article.publications.filter(({ kind }) => kind !== 'withdrawal').map(({ versionId }) => versionId))
  const versions = await db.articleVersion.findMany({ where: { id: { in: versionIds } }, select: { id: true, canonical: true } })
  const headlines = new Map(versions.map(({ id, canonical }) => [id, frozenHeadline(canonical)]))
  return rows.map(({ id, kind, note, publishedAt, article }) => ({
    id,
    kind: kind === 'withdrawal' ? 'withdrawal' : 'correction',
    slug: article.slug,
    headline: headlines.get(article.publications[0]?.versionId ?? '') ?? null,
    note: kind !== 'withdrawal' && article.publications[0]?.kind === 'withdrawal' ? null : note,
    at: publishedAt.toISOString(),
    timeZone: article.desk.timeZone,
  }))
}
