/** What a verdict and a "still holds" have in common. */
import type { Tx } from '#lib/db/client.ts'
import { timeAfter } from '#lib/domain/after.ts'
import type { VerdictValue } from '#lib/domain/claims/terms.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { recordEvent } from '../audit/record-event.ts'
import { closeTasks } from '../claims/reconcile-claims.ts'
import type { ServiceContext } from '../context.ts'

export interface NewVerdict {
  action: 'verdict.given' | 'verdict.still_holds'
  verdict: VerdictValue
  rationale: string
  confirmsId: string | null
}

/** Binds it to the claim's present wording and finishes the checker's task. */
export async function writeVerdict(tx: Tx, ctx: ServiceContext, claim: ClaimRow, { action, ...given }: NewVerdict): Promise<{ verdictId: string }> {
  const verdictId = ctx.newId()
  const at = timeAfter(
    ctx.now(),
    [...claim.verdicts, ...claim.waivers].map(({ createdAt }) => createdAt),
  )
  const { wording, wordingHash } = claim
  await tx.verdict.create({ data: { id: verdictId, claimId: claim.id, checkerId: ctx.actor.userId, ...given, wording, wordingHash, createdAt: at } })
  await closeTasks(tx, claim, { checkerIds: [ctx.actor.userId], at })
  await recordEvent(tx, {
    chain: claim.articleId,
    actor: ctx.actor,
    at,
    action,
    subject: `claim:${claim.id}`,
    data: { number: claim.number, verdictId, ...given, wording, wordingHash },
  })
  return { verdictId }
}
