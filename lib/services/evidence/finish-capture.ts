/** The outcome of a capture, written down once: a job that is done a second time finds it finished and changes nothing. */
import type { Captured, NotCaptured } from '#lib/domain/evidence/capture.ts'
import { announceReview } from '../announce.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { SystemContext } from '../context.ts'
import { EVIDENCE_SUBJECT_SELECT, subjectOf } from './evidence-subject.ts'

/** The link to fetch; null when the capture is finished already, or its claim has gone. */
export async function pendingCapture({ db }: SystemContext, captureId: string): Promise<string | null> {
  const capture = await db.evidenceCapture.findUnique({
    where: { id: captureId, state: 'queued' },
    select: { evidence: { select: { url: true, claim: { select: { removedAt: true } } } } },
  })
  return capture === null || capture.evidence.claim.removedAt !== null ? null : capture.evidence.url
}

export async function finishCapture(ctx: SystemContext, captureId: string, outcome: Captured | NotCaptured): Promise<void> {
  const at = ctx.now()
  await ctx.db.$transaction(async (tx) => {
    const failed = 'failure' in outcome
    const { count } = await tx.evidenceCapture.updateMany({
      where: { id: captureId, state: 'queued' },
      data: { ...outcome, state: failed ? 'failed' : 'captured', finishedAt: at },
    })
    if (count === 0) return
    const { evidence } = await tx.evidenceCapture.findUniqueOrThrow({ where: { id: captureId }, select: { evidence: { select: EVIDENCE_SUBJECT_SELECT } } })
    const said = failed ? { ...outcome } : { finalUrl: outcome.finalUrl, title: outcome.title, sha256: outcome.sha256, size: outcome.size }
    const event = { actor: null, at, action: failed ? 'evidence.capture_failed' : 'evidence.captured' }
    await recordEvent(tx, { ...event, ...subjectOf(evidence, { captureId, ...said }) })
    await announceReview(tx, evidence.claim.articleId)
  })
}
