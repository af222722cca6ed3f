/**
 * CL-10p: verdicts that were brought over and confirmed, and hold no longer where they came from. The claim is to be
 * confirmed from the moment that its source falls; its article's record says so, and nothing of where that is.
 */
import type { Tx } from '#lib/db/client.ts'
import { countingVerdicts, outcomeOf } from '#lib/domain/claims/state.ts'
import { holdsThere } from '#lib/domain/library/holds-there.ts'
import { factsOf, type ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { claimsWithArticle, loadAllClaims, type ClaimWithArticle } from '#lib/queries/claims/load-claims.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { SystemContext } from '../context.ts'

/** Articles in which something rests on verdicts of this one that hold no longer, and nobody has said so yet. By id. */
export async function articlesToFall(db: Tx, articleId: string): Promise<string[]> {
  const fallen = await loadFallen(db, { verdict: { claim: { articleId } } })
  return [...new Set(fallen.map(({ claim }) => claim.articleId))].toSorted()
}

interface Reconciled {
  article: { id: string }
  claims: readonly ClaimRow[]
}

/** What rests, in this article, on verdicts of others; the caller holds its document's lock, and needs no other's. Reads the claims anew where something fell. */
export async function letFallIn(tx: Tx, deps: SystemContext, reconciled: Reconciled): Promise<void> {
  const articleId = reconciled.article.id
  const fallen = await loadFallen(tx, { claim: { articleId } })
  for (const bond of fallen) await fall(tx, deps, bond)
  if (fallen.length > 0) reconciled.claims = await loadAllClaims(tx, articleId)
}

export async function hasFallen(db: Tx, articleId: string): Promise<boolean> {
  return (await loadFallen(db, { claim: { articleId } })).length > 0
}

type Where = NonNullable<NonNullable<Parameters<Tx['inheritedVerdict']['findMany']>[0]>['where']>

interface Fallen {
  id: string
  broughtById: string
  claim: ClaimWithArticle
  /** Its verdicts that rest on what fell. */
  confirming: ClaimRow['verdicts']
}

async function loadFallen(db: Tx, bound: Where): Promise<Fallen[]> {
  const bonds = await db.inheritedVerdict.findMany({
    where: { ...bound, takenBackAt: null, fallenAt: null },
    orderBy: { id: 'asc' },
    select: { id: true, broughtById: true, claimId: true, verdictId: true },
  })
  if (bonds.length === 0) return []
  const verdicts = await db.verdict.findMany({
    where: { id: { in: bonds.map(({ verdictId }) => verdictId) } },
    select: { id: true, verdict: true, wordingHash: true, claimId: true },
  })
  const claims = await claimsWithArticle(
    db,
    [...bonds, ...verdicts].map(({ claimId }) => claimId),
  )
  const fallen: Fallen[] = []
  for (const { id, broughtById, claimId, verdictId } of bonds) {
    const verdict = verdicts.find((one) => one.id === verdictId)
    const [claim, source] = [claimId, verdict?.claimId].map((wanted) => claims.find((one) => one.id === wanted))
    const confirming = claim?.verdicts.filter(({ inheritedId }) => inheritedId === id) ?? []
    if (!claim || !source || !verdict || confirming.length === 0) continue
    const there = { ...factsOf(source, source.article.desk), wordingHash: verdict.wordingHash }
    if (holdsThere(there, verdict.verdict) && (await withdrawnThere(db, id)) === 0) continue
    fallen.push({ id, broughtById, claim, confirming })
  }
  return fallen
}

async function fall(tx: Tx, deps: SystemContext, { id, broughtById, confirming, claim }: Fallen): Promise<void> {
  const at = deps.now()
  const facts = factsOf(claim, claim.article.desk)
  await tx.inheritedVerdict.update({ where: { id }, data: { fallenAt: at } })
  if (claim.removedAt !== null) return
  const counts = countingVerdicts(facts).some((given) => confirming.some((one) => one.id === given.id))
  // While it is due nothing is told of what the first check came to.
  const heads = outcomeOf(facts) === 'verified' ? await editorsOf(tx, claim.article.deskId) : []
  const userIds = counts ? [broughtById, ...confirming.map(({ checkerId }) => checkerId), ...heads] : []
  await recordEvent(tx, {
    chain: claim.articleId,
    actor: null,
    at,
    action: 'verdict.source_fell',
    subject: `claim:${claim.id}`,
    data: { number: claim.number, inheritedId: id },
    tell: { kind: 'evidence', claimId: claim.id, userIds },
  })
}

/** Sources that came along and stand here still; of what is confidential there by now nothing is told. */
async function withdrawnThere(db: Tx, inheritedId: string): Promise<number> {
  return await db.evidence.count({ where: { inheritedId, withdrawnAt: null, copiedFrom: { withdrawnAt: { not: null }, confidential: false } } })
}

async function editorsOf(tx: Tx, deskId: string): Promise<string[]> {
  const members = await tx.deskMember.findMany({ where: { deskId, role: 'editor' }, select: { userId: true } })
  return members.map(({ userId }) => userId)
}
