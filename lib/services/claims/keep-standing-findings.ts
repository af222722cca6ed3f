/**
 * CL-6u: writes down which findings stand in the claims of an article, for lists that the database makes; and tells of
 * claims that are disputed by that, with no verdict given on them, or no longer (CL-6w).
 */
import type { Tx } from '#lib/db/client.ts'
import { countingVerdicts, outcomeOf } from '#lib/domain/claims/state.ts'
import { CHECKING_RULES, CLAIM_SELECT, factsOf, type ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { loadStandingFindings } from '#lib/queries/claims/standing-findings.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext, SystemContext } from '../context.ts'
import { closeTasks, reopenTasks } from '../tasks/reopen-tasks.ts'

/** Needs the document's lock and claims that are in step with it. `actor`: whose act it was. Answers whether a claim became disputed, or is so no more. */
export async function keepStandingFindings(
  tx: Tx,
  deps: SystemContext,
  { articleId, actor }: { articleId: string; actor: ServiceContext['actor'] | null },
): Promise<boolean> {
  const { gone, come } = await standingChanges(tx, articleId)
  if (gone.length + come.length === 0) return false
  const claimIds = [...new Set([...gone, ...come].map(({ claimId }) => claimId))]
  const before = await loadStanding(tx, claimIds)
  for (const { claimId, verdictId } of gone) await tx.standingFinding.delete({ where: { claimId_verdictId: { claimId, verdictId } } })
  if (come.length > 0) await tx.standingFinding.createMany({ data: come })
  const was = new Map(before.map(({ claim, isDisputed }) => [claim.id, isDisputed]))
  const turned = (await loadStanding(tx, claimIds)).filter(({ claim, isDisputed }) => was.get(claim.id) !== isDisputed)
  for (const turn of turned) await follow(tx, deps, { ...turn, actor })
  return turned.length > 0
}

interface Standing {
  claim: ClaimRow
  isDisputed: boolean
  checkerIds: string[]
}

/** Of claims that stand in the article: one that is off its words is not disputed about them. */
async function loadStanding(tx: Tx, claimIds: readonly string[]): Promise<Standing[]> {
  const rows = await tx.claim.findMany({
    where: { id: { in: [...claimIds] }, removedAt: null, detachedAt: null },
    orderBy: { number: 'asc' },
    select: { ...CLAIM_SELECT, article: { select: { desk: { select: CHECKING_RULES } } } },
  })
  return rows.map(({ article: { desk }, ...claim }) => {
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
export async function standingChanges(db: Tx, articleId: string): Promise<{ gone: Row[]; come: Row[] }> {
  const found = await loadStandingFindings(db, articleId)
  const wanted = [...found].flatMap(([claimId, standing]) => standing.map(({ wordingHash, verdict }) => ({ claimId, verdictId: verdict.id, wordingHash })))
  const kept = await db.standingFinding.findMany({ where: { claim: { articleId } } })
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
