/**
 * RE-6a: the address under which readers get an article. Until it is published its slug is a handle, made when nobody had
 * checked its title; readers are given one made from the headline that passed the gate, and that stays.
 */
import { z } from 'zod'
import type { Tx } from '#lib/db/client.ts'
import { saysSlug, slugOf } from '#lib/domain/articles/slug.ts'
import { takeSlug } from '../articles/take-slug.ts'

const createdSchema = z.object({ title: z.string() })

/** The slug to publish under: the present one where it was made from the same words, or given to the article. */
export async function settleSlug(tx: Tx, article: { id: string; slug: string }, headline: string): Promise<string> {
  const wanted = slugOf(headline)
  const created = await tx.auditEvent.findFirstOrThrow({ where: { chain: article.id, action: 'article.created' }, select: { data: true } })
  const madeFrom = slugOf(createdSchema.parse(JSON.parse(created.data)).title)
  if (article.slug === wanted || madeFrom === wanted || !saysSlug(article.slug, madeFrom)) return article.slug
  return await takeSlug(tx, wanted)
}
