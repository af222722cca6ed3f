import { AppError } from '#lib/domain/errors.ts'
import type { QueryContext } from '../context.ts'
import { visibleEvidence } from './visible-evidence.ts'

export interface EvidenceFile {
  sha256: string
  mediaType: string
  name: string
}

/** Under which hash the bytes are kept, of this capture or of the newest that has any. Throws `not-found` when there are none. */
export async function getEvidenceFile(ctx: QueryContext, { evidenceId, captureId }: { evidenceId: string; captureId?: string }): Promise<EvidenceFile> {
  const { evidence } = await visibleEvidence(ctx.db, ctx.actor, evidenceId)
  const capture = await ctx.db.evidenceCapture.findFirst({
    where: { evidenceId, stored: true, ...(captureId !== undefined && { id: captureId }) },
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    select: { sha256: true, mediaType: true },
  })
  if (!capture?.sha256) throw new AppError('not-found')
  return {
    sha256: capture.sha256,
    mediaType: capture.mediaType ?? 'application/octet-stream',
    name: evidence.fileName ?? `capture-${capture.sha256.slice(0, 8)}`,
  }
}
