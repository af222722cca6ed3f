/** The outcome of a capture, written down once: a job that is done a second time finds it finished and changes nothing. */
import type { Captured, FileRead, NotCaptured } from '#lib/domain/evidence/capture.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'
import { announceEvidence } from '../announce.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { SystemContext } from '../context.ts'
import { tellOfDiffering } from '../quotes/tell-of-differing.ts'
import { EVIDENCE_SUBJECT_SELECT, subjectOf } from './evidence-subject.ts'

export type Pending = { url: string } | { sha256: string; mediaType: string }

/** The link to fetch or the file to read; null when the capture is finished already, or its claim has gone or it was withdrawn. */
export async function pendingCapture({ db }: SystemContext, captureId: string): Promise<Pending | null> {
  const capture = await db.evidenceCapture.findUnique({
    where: { id: captureId, state: 'queued' },
    select: { sha256: true, mediaType: true, evidence: { select: { url: true, withdrawnAt: true, claim: { select: { removedAt: true } } } } },
  })
  if (capture === null || capture.evidence.claim.removedAt !== null || capture.evidence.withdrawnAt !== null) return null
  const { sha256, mediaType, evidence } = capture
  if (sha256 !== null && mediaType !== null) return { sha256, mediaType }
  return evidence.url === null ? null : { url: evidence.url }
}

export async function finishCapture(ctx: SystemContext, captureId: string, outcome: (Captured & { stored: boolean }) | FileRead | NotCaptured): Promise<void> {
  const at = ctx.now()
  await ctx.db.$transaction(async (tx) => {
    const failed = 'failure' in outcome
    const { count } = await tx.evidenceCapture.updateMany({
      where: { id: captureId, state: 'queued' },
      data: { ...outcome, state: failed ? 'failed' : 'captured', finishedAt: at },
    })
    if (count === 0) return
    const { evidenceId } = await tx.evidenceCapture.findUniqueOrThrow({ where: { id: captureId }, select: { evidenceId: true } })
    // Nobody makes it confidential between this look and the end.
    await tx.$queryRaw`SELECT id FROM evidence WHERE id = ${evidenceId}::uuid FOR UPDATE`
    const evidence = await tx.evidence.findUniqueOrThrow({ where: { id: evidenceId }, select: { ...EVIDENCE_SUBJECT_SELECT, type: true } })
    const said = { type: evidence.type, ...saidOf(outcome) }
    const event = { actor: null, at, action: failed ? 'evidence.capture_failed' : 'evidence.captured' }
    await recordEvent(tx, { ...event, ...subjectOf(evidence, { captureId, ...said }) })
    const { claim } = evidence
    if (!failed) await tellOfDiffering(tx, { articleId: claim.articleId, claimId: claim.id, evidenceId }, event)
    const readerIds = evidence.readers.map(({ userId }) => userId)
    await announceEvidence(tx, { articleId: claim.articleId, ...evidence, readerIds })
  })
}

/** The record names a text by its hash. */
function saidOf(outcome: (Captured & { stored: boolean }) | FileRead | NotCaptured): Record<string, unknown> {
  if ('failure' in outcome) return { ...outcome }
  const { text, ...rest } = outcome
  return { ...rest, textHash: sha256Hex(text) }
}
