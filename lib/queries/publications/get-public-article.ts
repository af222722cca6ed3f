/** RE-6, RE-7: what readers see. Only frozen publications are looked at, never the document that is being written. */
import type { Db } from '#lib/db/client.ts'
import { frozenCopy, type FrozenCopy } from './frozen-copy.ts'

export interface PublicNote {
  /** null when the publisher gave none. */
  note: string | null
  /** ISO 8601. */
  at: string
}

/** Whose article it is, and the clock that its times are told by. */
export interface PublicDesk {
  name: string
  timeZone: string
}

export type PublicArticle =
  | ({
      state: 'published'
      slug: string
      contentHash: string
      desk: PublicDesk
      publishedAt: string
      /** When this version went out; the same as `publishedAt` when nothing was corrected. */
      modifiedAt: string
      /** Newest first. */
      corrections: PublicNote[]
    } & FrozenCopy)
  /** Neither headline nor copy: there may be a reason why they are gone. */
  | { state: 'withdrawn'; slug: string; desk: PublicDesk; withdrawal: PublicNote }

/** null when nothing was ever published under the slug. */
export async function getPublicArticle(db: Db, slug: string): Promise<PublicArticle | null> {
  const publications = await db.publication.findMany({
    where: { article: { slug } },
    orderBy: { number: 'desc' },
    select: {
      kind: true,
      note: true,
      publishedAt: true,
      contentHash: true,
      versionId: true,
      article: { select: { desk: { select: { name: true, timeZone: true } } } },
    },
  })
  const [newest] = publications
  const first = publications.at(-1)
  if (!newest || !first) return null
  const { desk } = newest.article
  if (newest.kind === 'withdrawal') return { state: 'withdrawn', slug, desk, withdrawal: noteOf(newest) }
  const version = await db.articleVersion.findUniqueOrThrow({ where: { id: newest.versionId }, select: { canonical: true } })
  return {
    state: 'published',
    slug,
    contentHash: newest.contentHash,
    desk,
    publishedAt: first.publishedAt.toISOString(),
    modifiedAt: newest.publishedAt.toISOString(),
    corrections: publications.filter(({ kind }) => kind === 'correction').map(noteOf),
    ...frozenCopy(version.canonical),
  }
}

function noteOf({ note, publishedAt }: { note: string | null; publishedAt: Date }): PublicNote {
  return { note, at: publishedAt.toISOString() }
}
