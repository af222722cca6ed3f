/** CL-7d: the same link once more, to see whether the source has changed, or by hand what it says where it could not be read. */
import type { z } from 'zod'
import { captureAgainSchema } from '#lib/api/schemas/claims.ts'
import { idSchema } from '#lib/api/schemas/common.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import { wroteWording } from '#lib/domain/review/four-eyes.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'
import { can } from '#lib/policies/can.ts'
import { loadWordingAuthors } from '#lib/queries/claims/wording-authors.ts'
import { factsAbout } from '#lib/queries/evidence/may-read.ts'
import { visibleEvidence, type EvidenceRow } from '#lib/queries/evidence/visible-evidence.ts'
import { announceEvidence } from '../announce.ts'
import { recordEvent } from '../audit/record-event.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { tellOfDiffering } from '../quotes/tell-of-differing.ts'
import { subjectOf } from './evidence-subject.ts'
import { decideOnArticle } from '../review/decide.ts'
import { assertStands, lockEvidence } from './present-evidence.ts'
import { requestCapture } from './request-capture.ts'
import { sayOtherwise } from './say-otherwise.ts'
import { tellOfOther } from './tell-of-other.ts'

const inputSchema = captureAgainSchema.extend({ evidenceId: idSchema })

export async function captureAgain(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ claimId: string }> {
  const { evidenceId, text, title = null } = inputSchema.parse(input)
  const { evidence, article } = await visibleEvidence(ctx.db, ctx.actor, evidenceId)
  assertStands(evidence)
  const claimId = evidence.claim.id
  const facts = factsAbout(evidence, article)
  await authorizeClaim(ctx, claimId, (claim) => (text === undefined ? can(ctx.actor, 'evidence.add', claim) : can(ctx.actor, 'evidence.paste', facts)))
  if (evidence.type !== 'link' && !(evidence.type === 'file' && text !== undefined))
    throw new AppError('conflict', { detail: 'Only a link can be captured. Add what you have as evidence of its own.' })
  const at = ctx.now()
  const captureId = ctx.newId()
  const act = async (tx: Tx): Promise<void> => {
    const claim = await presentClaim(tx, claimId)
    // One click after the other finds the first one's capture waiting.
    const locked = await lockEvidence(tx, evidenceId)
    const event = { actor: ctx.actor, at }
    if (text === undefined) {
      const waiting = await tx.evidenceCapture.count({ where: { evidenceId, state: 'queued' } })
      if (waiting > 0) throw new AppError('conflict', { detail: 'This link is being captured already. It shows here when it is done.' })
      await requestCapture(tx, { id: captureId, evidenceId, requestedById: ctx.actor.userId, at })
      await recordEvent(tx, { ...event, action: 'evidence.capture_requested', ...subjectOf(locked, { captureId }) })
    } else {
      await assertMayPaste(tx, ctx, { evidence, fourEyes: article.desk.fourEyes })
      const pasted = { sha256: sha256Hex(text), size: Buffer.byteLength(text) }
      const row = { id: captureId, evidenceId, requestedById: ctx.actor.userId, requestedAt: at, finishedAt: at }
      const data = { ...row, ...pasted, state: 'captured', pasted: true, mediaType: 'text/plain', title, text } as const
      await sayOtherwise(tx, evidenceId, () => tx.evidenceCapture.create({ data }))
      const tell = { kind: 'evidence', claimId, userIds: [evidence.createdById] } as const
      await recordEvent(tx, { ...event, action: 'evidence.text_pasted', ...subjectOf(locked, { captureId, ...pasted }), tell })
      await tellOfOther(tx, { actor: ctx.actor, at }, { claim, article, evidence: locked })
      await tellOfDiffering(tx, { articleId: evidence.claim.articleId, claimId, evidenceId }, event)
    }
    await announceEvidence(tx, { articleId: evidence.claim.articleId, ...factsAbout(locked, article) })
  }
  // What is pasted decides about the claim (CL-6v); a capture that is asked for does not.
  if (text === undefined) await ctx.db.$transaction(act)
  else await decideOnArticle(ctx, evidence.claim.articleId, act, ANNOUNCED, { quietly: evidence.confidential })
  return { claimId }
}

/** With the row. */
const ANNOUNCED = async () => {}

/** CL-7m: what a source said for itself is not written over, and who wrote the words does not write a colleague's source for them. */
async function assertMayPaste(tx: Tx, { actor }: ServiceContext, { evidence, fourEyes }: { evidence: EvidenceRow; fourEyes: boolean }): Promise<void> {
  const newest = await tx.evidenceCapture.findFirst({
    where: { evidenceId: evidence.id },
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    select: { state: true },
  })
  if (newest?.state !== 'failed')
    throw new AppError('conflict', {
      detail:
        newest?.state === 'queued'
          ? 'It is being read at the moment. Its text can be pasted only where that fails.'
          : 'Its text is known already, and is not replaced by a pasted one. Add what you have as evidence of its own.',
    })
  const wordingAuthorIds = (await loadWordingAuthors(tx, [evidence.claim.id]))(evidence.claim.id)
  if (evidence.createdById !== actor.userId && wroteWording({ fourEyes, userId: actor.userId, wordingAuthorIds }))
    throw new AppError('four-eyes', { detail: 'You wrote part of this wording yourself. Who added this, or another checker, has to paste its text.' })
}
