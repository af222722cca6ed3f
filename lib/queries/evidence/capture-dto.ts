/** A capture without its text, which is asked for by itself. */
import { CAPTURE_FAILURES } from '#lib/domain/evidence/capture.ts'
import type { CaptureDto } from '#lib/api/schemas/claims.ts'
import type { PersonRef } from '#lib/api/schemas/common.ts'

export const CAPTURE_SELECT = {
  id: true,
  state: true,
  pasted: true,
  stored: true,
  requestedById: true,
  requestedAt: true,
  finishedAt: true,
  finalUrl: true,
  mediaType: true,
  title: true,
  sha256: true,
  size: true,
  failure: true,
  detail: true,
} as const

interface CaptureRow extends Omit<CaptureDto, 'requestedBy' | 'requestedAt' | 'finishedAt' | 'failure'> {
  requestedById: string
  requestedAt: Date
  finishedAt: Date | null
  failure: string | null
}

export function captureDto({ requestedById, requestedAt, finishedAt, failure, ...capture }: CaptureRow, person: (id: string) => PersonRef): CaptureDto {
  return {
    ...capture,
    requestedBy: person(requestedById),
    requestedAt: requestedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    failure: CAPTURE_FAILURES.find((known) => known === failure) ?? null,
  }
}
