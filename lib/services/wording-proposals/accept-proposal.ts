/**
 * CL-11: puts a proposed wording into the copy, as one more edit at the head of the log. It is the act of who accepts,
 * with their right asked in the append itself; the words are the proposer's, under a Yjs client id of theirs, so that
 * both have a part in the wording wherever that is asked.
 */
import { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { appendUpdates, readClientIds } from '#lib/collab/log.ts'
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { replacementBetween } from '#lib/domain/claims/replacement.ts'
import { wordingHash } from '#lib/domain/claims/wording.ts'
import { AppError } from '#lib/domain/errors.ts'
import { replaceWords } from '#lib/editor/replace-words.ts'
import { can } from '#lib/policies/can.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import type { ProposalRow } from '#lib/queries/wording-proposals/proposal-rows.ts'
import { recordEvent } from '../audit/record-event.ts'
import { assertWording, authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import { reconcileLocked, type ReconciledArticle } from '../claims/reconcile-claims.ts'
import { anchorOf, offsetsOf } from '../claims/reshape.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { findProposal, openProposal } from './open-proposal.ts'

const inputSchema = z.object({ proposalId: idSchema })

/** 409 `wording-changed` with the present words when the claim says something else by now. */
export async function acceptProposal(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ claimId: string }> {
  const { proposalId } = inputSchema.parse(input)
  const { claimId } = await findProposal(ctx, proposalId)
  const { id: articleId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'article.edit', facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const proposal = await openProposal(tx, proposalId)
    const claim = await presentClaim(tx, claimId)
    await assertWording(tx, claim, proposal.beforeHash)
    const seq = await putIntoCopy(tx, ctx, reconciled, { claim, proposal })
    const at = ctx.now()
    await tx.wordingProposal.update({ where: { id: proposalId }, data: { decidedById: ctx.actor.userId, decidedAt: at, accepted: true, seq } })
    // Marks are healed, and claims whose words changed re-open, in the same transaction.
    const after = await reconcileLocked(tx, ctx, articleId, [proposal.proposedById])
    reconciled.document = after.document
    reconciled.article = after.article
    if ((await presentClaim(tx, claimId)).wordingHash !== wordingHash(proposal.after)) throw unfit()
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at,
      action: 'wording.accepted',
      subject: `claim:${claimId}`,
      data: { number: claim.number, proposalId, proposedById: proposal.proposedById, before: claim.wording, after: proposal.after },
    })
    return { claimId }
  })
}

/** Answers the seq of the row that it wrote. */
async function putIntoCopy(
  tx: Tx,
  ctx: ServiceContext,
  reconciled: ReconciledArticle,
  { claim, proposal }: { claim: ClaimRow; proposal: ProposalRow },
): Promise<number> {
  const { document, article } = reconciled
  const { userId, sessionId } = ctx.actor
  const place = placeOf(reconciled, claim, proposal.after)
  const clientId = await freshClientId(tx, ctx, reconciled)
  document.doc.clientID = clientId
  const update = place && replaceWords(document.doc, { ...place, claimId: claim.id })
  if (!update) throw unfit()
  await tx.documentClient.create({ data: { articleId: article.id, clientId: BigInt(clientId), userId: proposal.proposedById } })
  const append = { articleId: article.id, epoch: document.epoch, knownHead: document.head, updates: [{ update, userId, sessionId, clientIds: [] }] }
  const result = await appendUpdates(prismaSql(tx), append)
  if (result.ok) return result.head
  if (result.reason === 'forbidden') throw new AppError('forbidden')
  throw new Error(`a locked document refused a proposed wording: ${result.reason}`)
}

/** Where in the copy, and by what; null when the claim says it already. */
function placeOf(reconciled: ReconciledArticle, claim: ClaimRow, proposed: string): { start: number; end: number; text: string } | null {
  const change = replacementBetween(claim.wording, proposed)
  if (!change) return null
  const { copy, start, end } = offsetsOf(reconciled, anchorOf(reconciled, claim))
  // A wording is longer than its copy where words are struck out, each character with a stroke.
  const offsetAt = (length: number): number => {
    let [low, high] = [start, end]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (copy.wordingOf(start, middle).length < length) low = middle + 1
      else high = middle
    }
    return low
  }
  return { start: offsetAt(change.from), end: offsetAt(change.to), text: change.text }
}

/** One that nobody has written under in this document. */
async function freshClientId(tx: Tx, { newId }: ServiceContext, { document, article }: ReconciledArticle): Promise<number> {
  const taken = await readClientIds(prismaSql(tx), article.id)
  for (;;) {
    const id = Number.parseInt(newId().slice(0, 8), 16)
    if (id > 1 && !taken.has(id) && !document.doc.store.clients.has(id)) return id
  }
}

function unfit(): AppError {
  return new AppError('conflict', { detail: 'This wording cannot be put into the copy as it stands. Change the words in the copy itself.' })
}
