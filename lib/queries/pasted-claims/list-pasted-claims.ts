import type { PastedClaimsDto } from '#lib/api/schemas/pasted-claims.ts'
import { pastedPlace } from '#lib/editor/pasted-place.ts'
import { loadCopy } from '../articles/load-copy.ts'
import { loadPresentClaims } from '../claims/present-claims.ts'
import type { QueryContext } from '../context.ts'
import { personRefs } from '../people/person-refs.ts'
import { visibleArticle } from '../review/load-article.ts'
import { loadClaimSources } from './claim-sources.ts'

/** Newest first: what nobody has decided on, whose words stand and are no claim, from claims that the person may read. */
export async function listPastedClaims(ctx: QueryContext, articleId: string): Promise<PastedClaimsDto> {
  const { db, actor } = ctx
  await visibleArticle(db, actor, articleId)
  const rows = await db.pastedClaim.findMany({ where: { articleId, decidedAt: null }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] })
  if (rows.length === 0) return { items: [], nextCursor: null }
  const { doc } = await loadCopy(db, articleId)
  const claims = await loadPresentClaims(db, articleId, doc)
  const wordings = new Map(claims.map(({ id, wording }) => [id, wording]))
  const sourceOf = await loadClaimSources(
    ctx,
    rows.map(({ sourceClaimId }) => sourceClaimId),
  )
  const person = await personRefs(
    db,
    rows.map(({ createdById }) => createdById),
  )
  const items = rows.flatMap(({ id, quote, prefix, suffix, createdById, createdAt, sourceClaimId }) => {
    const source = sourceOf(sourceClaimId)
    if (!source || !pastedPlace(doc, { sourceClaimId, quote, prefix, suffix }, wordings)) return []
    return [{ id, quote, prefix, suffix, by: person(createdById), at: createdAt.toISOString(), source }]
  })
  return { items, nextCursor: null }
}
