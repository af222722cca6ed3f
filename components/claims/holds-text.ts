import type { CaptureDto } from '#lib/api/schemas/claims.ts'
import { isReadable } from '#lib/domain/evidence/media.ts'

/** Whether there is a text to open; a file may be a picture. */
export function holdsText({ state, pasted, mediaType }: CaptureDto): boolean {
  return state === 'captured' && (pasted || isReadable(mediaType ?? ''))
}
