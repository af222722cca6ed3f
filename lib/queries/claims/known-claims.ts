/** Claims as healing needs them: with every other wording they had since a person last said where they stand. */
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import type { EarlierWording } from '#lib/editor/claim-edges.ts'
import type { KnownClaim } from '#lib/editor/claim-marks.ts'
import type { ClaimRow } from './claim-rows.ts'

const EARLIER = `
  SELECT DISTINCT ON (said.claim_id, said.wording_hash) said.claim_id, said.wording, said.prefix, said.suffix
  FROM claim_wording said JOIN claim ON claim.id = said.claim_id
  WHERE claim.article_id = $1::uuid AND claim.removed_at IS NULL AND said.wording_hash <> claim.wording_hash
    AND said.seq >= COALESCE((SELECT max(placed.seq) FROM claim_wording placed WHERE placed.claim_id = said.claim_id AND placed.placed), 0)
  ORDER BY said.claim_id, said.wording_hash, said.seq DESC`

export async function loadKnownClaims(db: Tx, articleId: string, claims: readonly ClaimRow[]): Promise<KnownClaim[]> {
  const rows = await prismaSql(db).query<EarlierWording & { claim_id: string }>(EARLIER, [articleId])
  const earlier = new Map<string, EarlierWording[]>()
  for (const { claim_id: id, ...said } of rows) earlier.set(id, [...(earlier.get(id) ?? []), said])
  return claims.map(({ id, wording, prefix, suffix }) => ({ id, wording, prefix, suffix, earlier: earlier.get(id) ?? [] }))
}
