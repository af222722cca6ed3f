/** CL-7: asks for a link to be captured; the job is written in the transaction of the caller. */
import type { Tx } from '#lib/db/client.ts'
import { enqueue } from '#lib/db/queue/enqueue.ts'

export interface CaptureRequest {
  id: string
  evidenceId: string
  requestedById: string
  at: Date
}

export async function requestCapture(tx: Tx, { id, evidenceId, requestedById, at }: CaptureRequest): Promise<void> {
  await tx.evidenceCapture.create({ data: { id, evidenceId, requestedById, requestedAt: at } })
  await enqueue(tx, 'evidence.capture', { captureId: id })
}
