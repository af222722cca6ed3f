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
import type { ClaimRow } from './claim-rows.ts'
import { loadSeenClaims } from './known-claims.ts'
import { claimsById, loadAllClaims, loadClaims } from './load-claims.ts'
import { standingIn } from './standing-findings.ts'

/** By number, removed ones left out. `doc`, when the caller has it at hand, is the reader's own and may be changed. */
export async function loadPresentClaims(db: Tx, articleId: string, doc?: Y.Doc): Promise<ClaimRow[]> {
  const behind = await findBehind(db, articleId)
  return behind ? standingAmong(await broughtInStep(db, behind, doc)) : await loadClaims(db, articleId)
}

/** Removed ones too. */
export async function loadAllPresentClaims(db: Tx, articleId: string, doc?: Y.Doc): Promise<ClaimRow[]> {
  const behind = await findBehind(db, articleId)
  return behind ? await broughtInStep(db, behind, doc) : await loadAllClaims(db, articleId)
}

/** One of them; null for one that was removed, or never was. */
export async function loadPresentClaim(db: Tx, { id, articleId }: { id: string; articleId: string }, doc?: Y.Doc): Promise<ClaimRow | null> {
  const behind = await findBehind(db, articleId)
  const claims = behind ? await broughtInStep(db, behind, doc) : await claimsById(db, [id])
  return standingAmong(claims).find((claim) => claim.id === id) ?? null
}

/** An article whose rows are behind its document, and up to where they are in step with it. */
interface Behind {
  articleId: string
  epoch: number
  seenSeq: number
}

/** Null where they are in step. Asked before the claims are read: what was in step then, and is read later, may only be newer. */
async function findBehind(db: Tx, articleId: string): Promise<Behind | null> {
  const seen = await db.document.findUnique({ where: { articleId }, select: { head: true, reconciledSeq: true, epoch: true } })
  return seen === null || seen.head === seen.reconciledSeq ? null : { articleId, epoch: seen.epoch, seenSeq: Number(seen.reconciledSeq) }
}

async function broughtInStep(db: Tx, behind: Behind, doc?: Y.Doc): Promise<ClaimRow[]> {
  const { articleId } = behind
  const claims = await loadAllClaims(db, articleId)
  const rows = standingAmong(claims)
  const copy = rows.length === 0 ? undefined : (doc ?? (await loadDocument(prismaSql(db), articleId))?.doc)
  if (!copy) return claims
  const { known, sight } = await loadSeenClaims(db, { ...behind, doc: copy }, rows)
  healClaims(copy, known, sight)
  const anchors = claimAnchors(copy, new Map(rows.map(({ id, wording }) => [id, wording])))
  const standing = claims.map((claim) => (claim.removedAt === null ? asItStands(claim, anchors.get(claim.id)) : claim))
  const desk = await db.desk.findFirstOrThrow({ where: { articles: { some: { id: articleId } } }, select: { fourEyes: true } })
  const findings = standingIn(desk, standing)
  return standing.map((claim) => (claim.removedAt === null ? { ...claim, standingFindings: findings.get(claim.id) ?? [] } : claim))
}

export function standingAmong(claims: readonly ClaimRow[]): ClaimRow[] {
  return claims.filter(({ removedAt }) => removedAt === null)
}

function asItStands(claim: ClaimRow, anchor: ClaimAnchor | undefined): ClaimRow {
  if (!anchor) return { ...claim, detachedAt: claim.detachedAt ?? claim.createdAt }
  return { ...claim, wording: anchor.wording, wordingHash: wordingHash(anchor.wording), detachedAt: null }
}
