/**
 * CL-7: what was found, or who said what, for or against a claim. The record names it by a hash over all of it; of
 * confidential evidence it tells nothing else, not even the claim.
 */
import { z } from 'zod'
import { addEvidenceSchema } from '#lib/api/schemas/claims.ts'
import { idSchema } from '#lib/api/schemas/common.ts'
import type { Tx } from '#lib/db/client.ts'
import { canonicalJson } from '#lib/domain/canonical-json.ts'
import { AppError } from '#lib/domain/errors.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'
import { can } from '#lib/policies/can.ts'
import { announceReview } from '../announce.ts'
import { recordEvent } from '../audit/record-event.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { requestCapture } from './request-capture.ts'

const inputSchema = addEvidenceSchema.and(z.object({ claimId: idSchema }))

export async function addEvidence(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ evidenceId: string }> {
  const { claimId, readers, ...found } = inputSchema.parse(input)
  const { id: articleId, deskId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'evidence.add', facts))
  return await ctx.db.$transaction(async (tx) => {
    const { number } = await presentClaim(tx, claimId)
    const readerIds = found.confidential ? [...new Set(readers)] : []
    await assertOnDesk(tx, readerIds, deskId)
    const id = ctx.newId()
    const at = ctx.now()
    const {
      type,
      relation,
      confidential,
      url = null,
      title = null,
      text = null,
      excerpt = null,
      locator = null,
      reached = null,
      reachedAt = null,
      terms = null,
    } = found
    const row = { id, claimId, type, relation, url, title, text, excerpt, locator, reached, reachedAt, terms, confidential, createdById: ctx.actor.userId }
    await tx.evidence.create({
      data: { ...row, reachedAt: reachedAt === null ? null : new Date(reachedAt), createdAt: at, readers: { create: readerIds.map((userId) => ({ userId })) } },
    })
    if (type === 'link') await requestCapture(tx, { id: ctx.newId(), evidenceId: id, requestedById: ctx.actor.userId, at })
    const evidenceHash = sha256Hex(canonicalJson(row))
    const said = confidential
      ? { subject: `article:${articleId}`, data: { confidential, evidenceHash } }
      : {
          subject: `claim:${claimId}`,
          data: { number, evidenceId: id, type, relation, url, title, ...(type === 'call' && { reached, reachedAt, terms }), evidenceHash },
        }
    await recordEvent(tx, { chain: articleId, actor: ctx.actor, at, action: 'evidence.added', ...said })
    await announceReview(tx, articleId)
    return { evidenceId: id }
  })
}

async function assertOnDesk(tx: Tx, readerIds: readonly string[], deskId: string): Promise<void> {
  const members = await tx.deskMember.findMany({ where: { deskId, userId: { in: [...readerIds] } }, distinct: ['userId'], select: { userId: true } })
  if (members.length < readerIds.length)
    throw new AppError('invalid-input', { errors: [{ field: 'readers', message: 'Every reader has to be a member of this desk.' }] })
}
