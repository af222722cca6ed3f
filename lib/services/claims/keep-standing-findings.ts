/**
 * CL-6u: writes down which findings stand in the claims of an article, for lists that the database makes; and tells of
 * claims that are disputed by that, with no verdict given on them, or no longer (CL-6w).
 */
import type { Tx } from '#lib/db/client.ts'
import { countingVerdicts, outcomeOf } from '#lib/domain/claims/state.ts'
import { factsOf, type CheckingRules, type ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { loadAllClaims } from '#lib/queries/claims/load-claims.ts'
import { standingIn } from '#lib/queries/claims/standing-findings.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext, SystemContext } from '../context.ts'
import { closeTasks, reopenTasks } from '../tasks/reopen-tasks.ts'

interface Reconciled {
  article: { id: string; desk: CheckingRules }
  /** All of it, removed ones too, as they stand. */
  claims: readonly ClaimRow[]
}

/**
 * Needs the document's lock and claims that are in step with it; reads them anew where it wrote. `actor`: whose act it was.
 * Answers whether a claim became disputed, or is so no more.
 */
export async function keepStandingFindings(
  tx: Tx,
  deps: SystemContext,
  { reconciled, actor }: { reconciled: Reconciled; actor: ServiceContext['actor'] | null },
): Promise<boolean> {
  const { gone, come } = standingChanges(reconciled)
  if (gone.length + come.length === 0) return false
  const claimIds = new Set([...gone, ...come].map(({ claimId }) => claimId))
  const was = new Map(standingOf(reconciled, claimIds).map(({ claim, isDisputed }) => [claim.id, isDisputed]))
  for (const { claimId, verdictId } of gone) await tx.standingFinding.delete({ where: { claimId_verdictId: { claimId, verdictId } } })
  if (come.length > 0) await tx.standingFinding.createMany({ data: come })
  reconciled.claims = await loadAllClaims(tx, reconciled.article.id)
  const turned = standingOf(reconciled, claimIds).filter(({ claim, isDisputed }) => was.get(claim.id) !== isDisputed)
  for (const turn of turned) await follow(tx, deps, { ...turn, actor })
  if (turned.length > 0) reconciled.claims = await loadAllClaims(tx, reconciled.article.id)
  return turned.length > 0
}

interface Standing {
  claim: ClaimRow
  isDisputed: boolean
  checkerIds: string[]
}

/** Of claims that stand in the article: one that is off its words is not disputed about them. */
function standingOf({ article: { desk }, claims }: Reconciled, ids: ReadonlySet<string>): Standing[] {
  const rows = claims.filter(({ id, removedAt, detachedAt }) => ids.has(id) && removedAt === null && detachedAt === null)
  return rows.map((claim) => {
    const facts = factsOf(claim, desk)
    return { claim, isDisputed: outcomeOf(facts) === 'disputed', checkerIds: countingVerdicts(facts).map(({ checkerId }) => checkerId) }
  })
}

/** The checkers have it on their lists again, as when a verdict differs (CL-6i). */
async function follow(
  tx: Tx,
  deps: SystemContext,
  { claim, isDisputed, checkerIds, actor }: Standing & { actor: ServiceContext['actor'] | null },
): Promise<void> {
  const at = deps.now()
  if (isDisputed) await reopenTasks(tx, claim, checkerIds)
  else await closeTasks(tx, claim, { checkerIds, at })
  const { id, articleId, number, wording } = claim
  const action = isDisputed ? 'claim.now_disputed' : 'claim.dispute_ended'
  await recordEvent(tx, { chain: articleId, actor, at, action, subject: `claim:${id}`, data: { number, wording } })
}

/** What is written down and stands no more, and the reverse. */
export function standingChanges({ article, claims }: Readonly<Reconciled>): { gone: Row[]; come: Row[] } {
  const found = standingIn(article.desk, claims)
  const wanted = [...found].flatMap(([claimId, standing]) => standing.map(({ wordingHash, verdict }) => ({ claimId, verdictId: verdict.id, wordingHash })))
  const kept = claims.flatMap(({ id, standingFindings }) =>
    standingFindings.map(({ wordingHash, verdict }) => ({ claimId: id, verdictId: verdict.id, wordingHash })),
  )
  return {
    gone: kept.filter((row) => !wanted.some((one) => isSame(one, row))),
    come: wanted.filter((row) => !kept.some((one) => isSame(one, row))),
  }
}

interface Row {
  claimId: string
  verdictId: string
  wordingHash: string
}

function isSame(one: Row, other: Row): boolean {
  return one.claimId === other.claimId && one.verdictId === other.verdictId && one.wordingHash === other.wordingHash
}
