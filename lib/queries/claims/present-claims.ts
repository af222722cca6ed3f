/**
 * The claims of an article as they stand in its copy at this moment. Between an edit and the pass that follows it
 * the rows are behind; reading then compares with the copy itself, so that nobody is shown a verdict for words
 * that are no longer there.
 */
import type * as Y from 'yjs'
import { loadDocument } from '#lib/collab/log.ts'
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { wordingHash } from '#lib/domain/claims/wording.ts'
import { claimAnchors, type ClaimAnchor } from '#lib/editor/anchors.ts'
import { healClaims } from '#lib/editor/claim-marks.ts'
import { loadClaims, type ClaimRow } from './claim-rows.ts'
import { loadKnownClaims } from './known-claims.ts'
import { loadStandingFindings } from './standing-findings.ts'

/** By number, removed ones left out. `doc`, when the caller has it at hand, is the reader's own and may be changed. */
export async function loadPresentClaims(db: Tx, articleId: string, doc?: Y.Doc): Promise<ClaimRow[]> {
  const claims = await loadClaims(db, articleId)
  const seen = await db.document.findUnique({ where: { articleId }, select: { head: true, reconciledSeq: true } })
  if (!seen || claims.length === 0 || seen.head === seen.reconciledSeq) return claims
  const copy = doc ?? (await loadDocument(prismaSql(db), articleId))?.doc
  if (!copy) return claims
  healClaims(copy, await loadKnownClaims(db, articleId, claims))
  const anchors = claimAnchors(copy, new Map(claims.map(({ id, wording }) => [id, wording])))
  const standing = claims.map((claim) => asItStands(claim, anchors.get(claim.id)))
  const findings = await loadStandingFindings(db, articleId, new Map(standing.map((claim) => [claim.id, claim])))
  return standing.map((claim) => ({ ...claim, standingFindings: findings.get(claim.id) ?? [] }))
}

function asItStands(claim: ClaimRow, anchor: ClaimAnchor | undefined): ClaimRow {
  if (!anchor) return { ...claim, detachedAt: claim.detachedAt ?? claim.createdAt }
  return { ...claim, wording: anchor.wording, wordingHash: wordingHash(anchor.wording), detachedAt: null }
}
