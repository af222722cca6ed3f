/**
 * CL-6f: takes a claim out of the article, with a reason. Who tagged it takes a slip of the hand back; once anything was
 * done on it, it takes the right to waive, and nothing may be open about it (CL-6n). What it had stays in the record.
 */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { removeClaimSchema } from '#lib/api/schemas/claims.ts'
import { isUntouched, removalHold } from '#lib/domain/claims/removal.ts'
import { claimState, countingVerdicts } from '#lib/domain/claims/state.ts'
import { wordingHash } from '#lib/domain/claims/wording.ts'
import { AppError } from '#lib/domain/errors.ts'
import { suggest } from '#lib/domain/suggestions/suggest.ts'
import { copyOf } from '#lib/editor/copy-text.ts'
import { can } from '#lib/policies/can.ts'
import { factsOf, type CheckingRules, type ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { Tx } from '#lib/db/client.ts'
import type { ServiceContext } from '../context.ts'
import { tellReaders } from '../notifications/tell-readers.ts'
import { decideOnArticle } from '../review/decide.ts'
import { holdWords } from './hold-words.ts'
import { assertNothingHolds, loadRemovalFacts, timeOfLeaving } from './leave-article.ts'
import { assertMaySetAside } from './own-wording.ts'
import { stripMark } from './place-mark.ts'
import { authorizeClaim, presentClaim } from './present-claim.ts'

const inputSchema = removeClaimSchema.extend({ claimId: idSchema })

export async function removeClaim(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ claimId: string }> {
  const { claimId, reason } = inputSchema.parse(input)
  const { id: articleId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'claim.remove', { ...facts, untouched: true }))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const claim = await presentClaim(tx, claimId)
    const facts = await loadRemovalFacts(tx, reconciled, claim)
    if (!can(ctx.actor, 'claim.remove', { ...reconciled.article, createdById: claim.createdById, untouched: isUntouched(facts) }))
      throw new AppError('forbidden', { detail: `Something was done on claim ${claim.number} already. Only an editor or publisher removes it now.` })
    await assertMaySetAside(tx, ctx, reconciled, claim)
    assertNothingHolds(claim, removalHold(facts))
    const at = await timeOfLeaving(tx, ctx, articleId)
    await holdWords(tx, reconciled.article, claim)
    await stripMark(tx, reconciled, claimId)
    await tx.claim.update({ where: { id: claimId }, data: { removedAt: at } })
    const asked = claim.tasks.filter(({ state }) => state === 'open' || state === 'in_checking').map(({ assigneeId }) => assigneeId)
    await tx.task.updateMany({ where: { claimId, state: { in: ['open', 'in_checking'] } }, data: { state: 'cancelled', closedAt: at } })
    await rememberDismissed(tx, ctx, { claim, copy: copyOf(reconciled.document.doc).text, at })
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at,
      action: 'claim.removed',
      subject: `claim:${claimId}`,
      data: { number: claim.number, reason, wording: claim.wording, ...asItWas(claim, reconciled.article.desk) },
      // Who was to check it need not any more.
      tell: { kind: 'assigned', claimId, userIds: asked },
    })
    await tellReaders(tx, ctx, reconciled.article, { how: 'removed', claimId, leadsTo: claimId, at })
    return { claimId }
  })
}

/** CL-9l: words that are suggested and whose claim was removed are not the next suggestion. */
async function rememberDismissed(tx: Tx, { actor, newId }: ServiceContext, { claim, copy, at }: { claim: ClaimRow; copy: string; at: Date }): Promise<void> {
  const suggested = suggest(copy).find(({ from, to }) => wordingHash(copy.slice(from, to)) === claim.wordingHash)
  if (!suggested) return
  const { articleId, wording } = claim
  const said = { articleId, wording, wordingHash: claim.wordingHash, reasons: [...suggested.reasons] }
  await tx.suggestionDecision.create({ data: { id: newId(), ...said, decision: 'dismissed', userId: actor.userId, createdAt: at } })
}

/** What was known about it, of its last wording. */
function asItWas(claim: ClaimRow, desk: CheckingRules) {
  const facts = factsOf(claim, desk)
  return {
    kind: claim.kind,
    state: claimState(facts),
    secondCheck: facts.secondCheck,
    verdicts: countingVerdicts(facts).map(({ checkerId, verdict }) => ({ checkerId, verdict })),
    waived: claim.waivers.some(({ wordingHash }) => wordingHash === claim.wordingHash),
  }
}
