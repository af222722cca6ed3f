/** Claims as healing needs them: with every wording they had, and where, since a person last said where they stand. */
import { loadDocumentAt, type LoadedDocument } from '#lib/collab/log.ts'
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import type { EarlierWording } from '#lib/editor/claim-edges.ts'
import { wantsSight } from '#lib/editor/claim-marks.ts'
import type { KnownClaim } from '#lib/editor/claim-place.ts'
import { lastSight, type LastSight } from '#lib/editor/own-words.ts'
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

/** Claims, and the copy as their rows saw it last, where healing needs it. */
export interface SeenClaims {
  known: KnownClaim[]
  sight: LastSight | null
}

/** `seenSeq`: the head of the document up to which the rows are in step with it. */
export async function loadSeenClaims(
  db: Tx,
  { articleId, epoch, doc, seenSeq }: Pick<LoadedDocument, 'articleId' | 'epoch' | 'doc'> & { seenSeq: number },
  claims: readonly ClaimRow[],
): Promise<SeenClaims> {
  const known = await loadKnownClaims(db, articleId, claims)
  const lost = new Set(claims.filter(({ detachedAt }) => detachedAt !== null).map(({ id }) => id))
  if (!wantsSight(doc, known, lost)) return { known, sight: null }
  const before = await loadDocumentAt(prismaSql(db), { articleId, epoch, seq: seenSeq })
  return { known, sight: lastSight(before, new Map(known.map(({ id, wording }) => [id, wording]))) }
}
