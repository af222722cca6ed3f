import type { Tx } from '#lib/db/client.ts'
import { freeSlug } from '#lib/domain/articles/slug.ts'

/** Free, of these words. Two that ask at once for the same take turns, so that each gets one of its own. */
export async function takeSlug(tx: Tx, slug: string): Promise<string> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`slug:${slug}`}, 0))`
  const taken = await tx.article.findMany({ where: { slug: { startsWith: slug } }, select: { slug: true } })
  return freeSlug(slug, new Set(taken.map((article) => article.slug)))
}
