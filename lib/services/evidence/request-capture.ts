/** CL-7: asks for a link to be captured, or for a file to be read; the job is written in the transaction of the caller. */
import type { Tx } from '#lib/db/client.ts'
import { enqueue } from '#lib/db/queue/enqueue.ts'
import { isReadable } from '#lib/domain/evidence/media.ts'

interface CaptureRequest {
  id: string
  evidenceId: string
  requestedById: string
  at: Date
}

/** Of a file that is in the store. */
interface StoredFile {
  mediaType: string
  size: number
  sha256: string
}

/** A file that holds no text, such as a picture, is done at once. */
export async function requestCapture(tx: Tx, { id, evidenceId, requestedById, at }: CaptureRequest, file: StoredFile | null = null): Promise<void> {
  const row = { id, evidenceId, requestedById, requestedAt: at, stored: file !== null, ...file }
  if (file && !isReadable(file.mediaType)) return void (await tx.evidenceCapture.create({ data: { ...row, state: 'captured', finishedAt: at } }))
  await tx.evidenceCapture.create({ data: row })
  await enqueue(tx, 'evidence.capture', { captureId: id })
}
