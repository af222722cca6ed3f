/** CL-10: takes back what was brought over and not confirmed: the verdict, and the evidence that came with it. */
import { can } from '#lib/policies/can.ts'
import { recordEvent } from '../audit/record-event.ts'
import { assertNotOwnWording } from '../claims/own-wording.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { assertPending } from './pending-inherited.ts'

export async function takeBackInherited(ctx: ServiceContext, { claimId, inheritedId }: { claimId: string; inheritedId: string }): Promise<void> {
  const { id: articleId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'verdict.give', facts))
  await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const claim = await presentClaim(tx, claimId)
    await assertPending(tx, reconciled, claim, inheritedId)
    // A source that came along can speak against a quote: its author does not take it away.
    await assertNotOwnWording(tx, ctx, reconciled, claim)
    const at = ctx.now()
    // What its adder has made confidential since is kept: who takes the verdict back may not know of it (CL-7v).
    const brought = await tx.evidence.findMany({ where: { inheritedId, confidential: false }, select: { id: true } })
    const ids = brought.map(({ id }) => id)
    await tx.evidenceCapture.deleteMany({ where: { evidenceId: { in: ids } } })
    await tx.evidence.deleteMany({ where: { id: { in: ids } } })
    await tx.inheritedVerdict.update({ where: { id: inheritedId }, data: { takenBackAt: at } })
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at,
      action: 'verdict.inherited_taken_back',
      subject: `claim:${claimId}`,
      data: { number: claim.number, inheritedId, evidenceIds: ids },
    })
  })
}
