/** CL-11: a proposed wording, in the transaction of a decision. */
import type { Tx } from '#lib/db/client.ts'
import { replacementBetween } from '#lib/domain/claims/replacement.ts'
import { wordingHash } from '#lib/domain/claims/wording.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'

interface Proposed {
  wording: string
  reason?: string | null | undefined
  /** The verdict that it comes with. */
  verdictId: string | null
  /** What the wording is called in the request. */
  field: string
}

export async function writeProposal(tx: Tx, ctx: ServiceContext, claim: ClaimRow, { wording, reason = null, verdictId, field }: Proposed): Promise<void> {
  const after = betweenEdgeSpace(claim.wording, wording)
  assertOneReplacement(claim, after, field)
  const at = ctx.now()
  const proposalId = ctx.newId()
  const said = { before: claim.wording, beforeHash: claim.wordingHash, after, reason, verdictId }
  await tx.wordingProposal.create({ data: { id: proposalId, claimId: claim.id, proposedById: ctx.actor.userId, ...said, createdAt: at } })
  await recordEvent(tx, {
    chain: claim.articleId,
    actor: ctx.actor,
    at,
    action: 'wording.proposed',
    subject: `claim:${claim.id}`,
    data: { number: claim.number, proposalId, before: claim.wording, after, reason },
  })
}

/** White space at a claim's ends is not what is proposed. */
function betweenEdgeSpace(present: string, proposed: string): string {
  const [before = ''] = /^\s*/u.exec(present) ?? []
  const [behind = ''] = /\s*$/u.exec(present) ?? []
  return before + proposed + behind
}

function assertOneReplacement(claim: ClaimRow, after: string, field: string): void {
  const refuse = (message: string) => new AppError('invalid-input', { errors: [{ field, message }] })
  const change = replacementBetween(claim.wording, after)
  if (!change || wordingHash(after) === claim.wordingHash) throw refuse('This is what the claim says already. Change some of its words.')
  if (`${claim.wording.slice(change.from, change.to)}${change.text}`.includes('\n'))
    throw refuse('A proposal changes words within one paragraph. Propose each paragraph’s change for itself.')
  if (change.text.includes('\u0336')) throw refuse('Words are struck out in the copy itself. Propose the words that are to stand.')
}
