/** RE-4: a signature on the exact copy and claims that somebody read. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { signOffInputSchema } from '#lib/api/schemas/review.ts'
import type { Tx } from '#lib/db/client.ts'
import { blockersBefore } from '#lib/domain/gate/gate.ts'
import { AppError } from '#lib/domain/errors.ts'
import { timeAfter } from '#lib/domain/after.ts'
import type { SignOffKind } from '#lib/domain/review/sign-off-kinds.ts'
import { can } from '#lib/policies/can.ts'
import type { ReviewFacts } from '#lib/queries/review/load-facts.ts'
import { signOffPart, type SignOffPart } from '#lib/queries/review/sign-off-part.ts'
import { commitToEvidence } from '../audit/commit-to-evidence.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ReconciledArticle } from '../claims/reconcile-claims.ts'
import type { ServiceContext } from '../context.ts'
import { authorizeArticle, decideOnArticle } from './decide.ts'
import { freezeOnce } from './freeze-once.ts'
import { reconciledFacts } from './reconciled-facts.ts'
import { blockerDtos, blockersFor } from '#lib/queries/review/blocker-dtos.ts'

const inputSchema = signOffInputSchema.extend({ articleId: idSchema })

export async function giveSignOff(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ signOffId: string }> {
  const { articleId, kind, contentHash, claimSetHash } = inputSchema.parse(input)
  await authorizeArticle(ctx, articleId, (facts) => can(ctx.actor, `signOff.${kind}`, facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const facts = await reconciledFacts(tx, reconciled)
    assertUnchanged(ctx, facts, { contentHash, claimSetHash })
    const part = await signOffPart(tx, { article: reconciled.article, facts, kind, userId: ctx.actor.userId })
    if (part !== null) throw new AppError('four-eyes', { detail: SENTENCES[part] })
    const before = blockersBefore(kind, blockersFor(ctx.actor, facts))
    if (before.length > 0)
      throw new AppError('gate', { detail: 'Something is still open that has to be clear before this sign-off.', extra: { blockers: blockerDtos(before) } })
    return await writeSignOff(tx, ctx, { reconciled, facts, kind })
  })
}

const SENTENCES: Readonly<Record<SignOffPart, string>> = {
  wrote: 'You wrote part of this copy yourself. Somebody who did not has to sign it off.',
  proposed: 'Words that you proposed were put into this copy, so you count as one of its authors. Somebody who is none has to sign it off.',
  checked: 'You checked a claim of this article or signed its fact-check yourself. Somebody who did neither has to give final approval.',
}

/** Refuses an act on another copy or other claims than those that stand; the answer carries the present hashes and blockers. */
export function assertUnchanged({ actor }: Pick<ServiceContext, 'actor'>, facts: ReviewFacts, seen: { contentHash: string; claimSetHash?: string }): void {
  const same = seen.contentHash === facts.contentHash && (seen.claimSetHash ?? facts.claimSetHash) === facts.claimSetHash
  if (same) return
  const { contentHash, claimSetHash } = facts
  throw new AppError('content-changed', { extra: { contentHash, claimSetHash, blockers: blockerDtos(blockersFor(actor, facts)) } })
}

/** Writes it for what stands now. */
export async function writeSignOff(
  tx: Tx,
  ctx: ServiceContext,
  { reconciled, facts, kind }: { reconciled: ReconciledArticle; facts: ReviewFacts; kind: SignOffKind },
): Promise<{ signOffId: string }> {
  const { articleId, contentHash, claimSetHash } = facts
  const versionId = await freezeOnce(tx, ctx, { reconciled, contentHash, kind: 'signed_off' })
  const signOffId = ctx.newId()
  const at = timeAfter(ctx.now(), [...facts.signOffs.map(({ createdAt }) => createdAt), ...(facts.lastRemovalAt ? [facts.lastRemovalAt] : [])])
  await tx.signOff.create({ data: { id: signOffId, articleId, kind, contentHash, claimSetHash, versionId, userId: ctx.actor.userId, createdAt: at } })
  await recordEvent(tx, {
    chain: articleId,
    actor: ctx.actor,
    at,
    action: 'sign_off.given',
    subject: `sign_off:${signOffId}`,
    data: { kind, contentHash, claimSetHash, versionId, ...(await commitToEvidence(tx, articleId, at)) },
  })
  return { signOffId }
}
