/** Claims as healing needs them: with every wording they had, and where, since a person last said where they stand. */
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import type { EarlierWording } from '#lib/editor/claim-edges.ts'
import type { KnownClaim } from '#lib/editor/claim-place.ts'
import type { ClaimRow } from './claim-rows.ts'

const EARLIER = `
  SELECT DISTINCT ON (said.claim_id, said.wording_hash) said.claim_id, said.wording, said.prefix, said.suffix, said.wording_hash = claim.wording_hash AS is_last
  FROM claim_wording said JOIN claim ON claim.id = said.claim_id
  WHERE claim.article_id = $1::uuid AND claim.removed_at IS NULL
    AND said.seq >= COALESCE((SELECT max(placed.seq) FROM claim_wording placed WHERE placed.claim_id = said.claim_id AND placed.placed), 0)
  ORDER BY said.claim_id, said.wording_hash, said.seq DESC`

export async function loadKnownClaims(db: Tx, articleId: string, claims: readonly ClaimRow[]): Promise<KnownClaim[]> {
  const rows = await prismaSql(db).query<EarlierWording & { claim_id: string; is_last: boolean }>(EARLIER, [articleId])
  const of = new Map<string, typeof rows>()
  for (const row of rows) of.set(row.claim_id, [...(of.get(row.claim_id) ?? []), row])
  return claims.map(({ id, wording, prefix, suffix }) => {
    const [stood, earlier] = [true, false].map((isLast) => of.get(id)?.filter((row) => row.is_last === isLast))
    return { id, wording, prefix, suffix, stood, earlier }
  })
}
