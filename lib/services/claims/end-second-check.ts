/** CL-6j: says that one check of a claim is enough, though a second was asked for. */
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { assertMayEndSecondCheck } from './own-wording.ts'
import type { ReconciledArticle } from './reconcile-claims.ts'

export async function endSecondCheck(
  tx: Tx,
  ctx: ServiceContext,
  reconciled: ReconciledArticle,
  { claim, reason }: { claim: ClaimRow; reason: string | undefined },
): Promise<void> {
  if (!can(ctx.actor, 'claim.endSecondCheck', reconciled.article))
    throw new AppError('forbidden', { detail: 'Only an editor or publisher can say that one check is enough. Nothing was changed.' })
  await assertMayEndSecondCheck(tx, ctx, reconciled, claim)
  if (reason === undefined)
    throw new AppError('invalid-input', {
      detail: 'Say why one check is enough. Nothing was changed.',
      errors: [{ field: 'reason', message: 'Say why one check is enough.' }],
    })
  const { id, articleId, number, wording } = claim
  await tx.claim.update({ where: { id }, data: { secondCheck: false } })
  await recordEvent(tx, {
    chain: articleId,
    actor: ctx.actor,
    at: ctx.now(),
    action: 'claim.second_check_ended',
    subject: `claim:${id}`,
    data: { number, wording, reason },
  })
}
