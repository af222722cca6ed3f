import type { Tx } from '#lib/db/client.ts'
import type { Priority } from '#lib/domain/claims/terms.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'

/** Whoever asks for a check says how urgent it is. What changes nothing is not recorded. Answers whether it did. */
export async function setPriority(tx: Tx, { actor, now }: ServiceContext, claim: ClaimRow, priority: Priority | undefined): Promise<boolean> {
  if (priority === undefined || priority === claim.priority) return false
  await tx.claim.update({ where: { id: claim.id }, data: { priority } })
  const { kind, secondCheck, note } = claim
  await recordEvent(tx, {
    chain: claim.articleId,
    actor,
    at: now(),
    action: 'claim.updated',
    subject: `claim:${claim.id}`,
    data: { number: claim.number, before: { kind, priority: claim.priority, secondCheck, note }, after: { kind, priority, secondCheck, note } },
  })
  return true
}
