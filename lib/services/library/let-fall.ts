/**
 * CL-10p: verdicts that were brought over and confirmed, and hold no longer where they came from. The claim is to be
 * confirmed from the moment that its source falls; its article's record says so, and nothing of where that is.
 */
import type { Tx } from '#lib/db/client.ts'
import { countingVerdicts, outcomeOf } from '#lib/domain/claims/state.ts'
import { holdsThere } from '#lib/domain/library/holds-there.ts'
import { CHECKING_RULES, CLAIM_SELECT, factsOf } from '#lib/queries/claims/claim-rows.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { SystemContext } from '../context.ts'

const CLAIM = { select: { ...CLAIM_SELECT, article: { select: { deskId: true, desk: { select: CHECKING_RULES } } } } } as const

/** Articles in which something rests on verdicts of this one that hold no longer, and nobody has said so yet. By id. */
export async function articlesToFall(db: Tx, articleId: string): Promise<string[]> {
  const fallen = await loadFallen(db, { verdict: { claim: { articleId } } })
  return [...new Set(fallen.map(({ claim }) => claim.articleId))].toSorted()
}

/** What rests, in this article, on verdicts of others; the caller holds its document's lock, and needs no other's. */
export async function letFallIn(tx: Tx, deps: SystemContext, articleId: string): Promise<void> {
  for (const bond of await loadFallen(tx, { claim: { articleId } })) await fall(tx, deps, bond)
}

export async function hasFallen(db: Tx, articleId: string): Promise<boolean> {
  return (await loadFallen(db, { claim: { articleId } })).length > 0
}

type Where = NonNullable<NonNullable<Parameters<Tx['inheritedVerdict']['findMany']>[0]>['where']>

type Fallen = Awaited<ReturnType<typeof loadFallen>>[number]

async function loadFallen(db: Tx, bound: Where) {
  const where = { ...bound, takenBackAt: null, fallenAt: null }
  // Of none either, all that belongs to one would be asked for.
  if ((await db.inheritedVerdict.count({ where })) === 0) return []
  const bonds = await db.inheritedVerdict.findMany({
    where,
    orderBy: { id: 'asc' },
    select: { id: true, broughtById: true, verdict: { select: { verdict: true, wordingHash: true, claim: CLAIM } }, claim: CLAIM },
  })
  const fallen: ((typeof bonds)[number] & { confirming: (typeof bonds)[number]['claim']['verdicts'] })[] = []
  for (const bond of bonds) {
    const { id, verdict, claim } = bond
    const confirming = claim.verdicts.filter(({ inheritedId }) => inheritedId === id)
    if (confirming.length === 0) continue
    const there = { ...factsOf(verdict.claim, verdict.claim.article.desk), wordingHash: verdict.wordingHash }
    if (holdsThere(there, verdict.verdict) && (await withdrawnThere(db, id)) === 0) continue
    fallen.push({ ...bond, confirming })
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
