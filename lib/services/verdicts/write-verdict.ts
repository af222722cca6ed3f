/** What a verdict and a "still holds" have in common. */
import type { Tx } from '#lib/db/client.ts'
import { timeAfter } from '#lib/domain/after.ts'
import { countingVerdicts, outcomeOf, type VerdictFact } from '#lib/domain/claims/state.ts'
import type { VerdictValue } from '#lib/domain/claims/terms.ts'
import { factsOf, type ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { OwnWords } from '../claims/own-wording.ts'
import { besideClaim } from '../claims/beside-claim.ts'
import { presentClaim } from '../claims/present-claim.ts'
import type { ReconciledArticle } from '../claims/reconcile-claims.ts'
import { weigh } from '../claims/weigh.ts'
import type { ServiceContext } from '../context.ts'
import { closeTasks, reopenTasks } from '../tasks/reopen-tasks.ts'

export interface NewVerdict extends OwnWords {
  action: 'verdict.given' | 'verdict.still_holds' | 'verdict.inherited_confirmed'
  verdict: VerdictValue
  rationale: string
  condition: string | null
  confirmsId: string | null
  inheritedId?: string
}

/** Binds it to the claim's present wording and finishes the checker's task. */
export async function writeVerdict(
  tx: Tx,
  ctx: ServiceContext,
  { article, document, claim }: Pick<ReconciledArticle, 'article' | 'document'> & { claim: ClaimRow },
  { action, ownWords, ...given }: NewVerdict,
): Promise<{ verdictId: string }> {
  const verdictId = ctx.newId()
  const at = timeAfter(
    ctx.now(),
    [...claim.verdicts, ...claim.waivers].map(({ createdAt }) => createdAt),
  )
  const { wording, wordingHash } = claim
  const weighed = await weigh(tx, ctx.actor, { claimId: claim.id, article })
  const row = { id: verdictId, ...given, ...weighed, ownWords, besideHash: besideClaim(document.doc, claim), wording, wordingHash }
  await tx.verdict.create({ data: { ...row, claimId: claim.id, checkerId: ctx.actor.userId, createdAt: at } })
  await settleTasks(tx, ctx, { article, claim }, { given: { ...row, at }, at })
  await recordEvent(tx, {
    chain: claim.articleId,
    actor: ctx.actor,
    at,
    action,
    subject: `claim:${claim.id}`,
    data: { number: claim.number, verdictId, ...given, wording, wordingHash, ...(ownWords && { ownWords }) },
  })
  return { verdictId }
}

/** A verdict finishes its giver's task; one that differs puts both back on their lists, and agreement takes both off. */
async function settleTasks(
  tx: Tx,
  { actor }: ServiceContext,
  { article, claim }: Pick<ReconciledArticle, 'article'> & { claim: ClaimRow },
  { given, at }: { given: Omit<VerdictFact, 'checkerId'>; at: Date },
): Promise<void> {
  const before = factsOf(claim, { secondCheck: false, fourEyes: article.desk.fourEyes })
  const after = { ...before, verdicts: [...before.verdicts, { ...given, checkerId: actor.userId }] }
  const checkerIds = countingVerdicts(after).map(({ checkerId }) => checkerId)
  await closeTasks(tx, claim, { checkerIds: outcomeOf(before) === 'disputed' ? checkerIds : [actor.userId], at })
  if (outcomeOf(after) === 'disputed') await reopenTasks(tx, await presentClaim(tx, claim.id), checkerIds)
}
