import type { PastedClaimsDto } from '#lib/api/schemas/pasted-claims.ts'
import { pastedPlace } from '#lib/editor/pasted-place.ts'
import { can } from '#lib/policies/can.ts'
import { loadCopy } from '../articles/load-copy.ts'
import { loadPresentClaims } from '../claims/present-claims.ts'
import type { QueryContext } from '../context.ts'
import { personRefs } from '../people/person-refs.ts'
import { visibleArticle } from '../review/load-article.ts'
import { loadClaimSources } from './claim-sources.ts'
import { loadUnclearedPastes } from './uncleared-pastes.ts'

/**
 * Newest first: what nobody has decided on, whose words stand and are no claim, from claims that the person may read. What
 * holds back publication is listed for everybody who may read the article, without its source where they may not read that.
 */
export async function listPastedClaims(ctx: QueryContext, articleId: string): Promise<PastedClaimsDto> {
  const { db, actor } = ctx
  const article = await visibleArticle(db, actor, articleId)
  const rows = await db.pastedClaim.findMany({ where: { articleId }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] })
  if (rows.length === 0) return { items: [], nextCursor: null }
  const { doc } = await loadCopy(db, articleId)
  const claims = await loadPresentClaims(db, articleId, doc)
  const wordings = new Map(claims.map(({ id, wording }) => [id, wording]))
  const blocking = new Set((await loadUnclearedPastes(db, article, { doc, claims })).map(({ id }) => id))
  const offers = rows.filter(({ id, decidedAt }) => decidedAt === null || blocking.has(id))
  const sourceOf = await loadClaimSources(
    ctx,
    offers.map(({ sourceClaimId }) => sourceClaimId),
  )
  const person = await personRefs(
    db,
    offers.map(({ createdById }) => createdById),
  )
  const items = offers.flatMap(({ id, quote, prefix, suffix, createdById, createdAt, sourceClaimId }) => {
    const source = sourceOf(sourceClaimId)
    const blocks = blocking.has(id)
    if (!blocks && !(source && pastedPlace(doc, { sourceClaimId, quote, prefix, suffix }, wordings))) return []
    const mayDismiss = can(actor, blocks ? 'claim.waive' : 'claim.tag', article)
    return [{ id, quote, prefix, suffix, by: person(createdById), at: createdAt.toISOString(), source, blocks, mayDismiss }]
  })
  return { items, nextCursor: null }
}
