/** CL-7: a link's job. What a source refuses or lacks is an outcome; only a fault of ours is tried again. */
import { CaptureError, type Captured, type NotCaptured } from '#lib/domain/evidence/capture.ts'
import type { SystemContext } from '#lib/services/context.ts'
import { finishCapture, pendingCapture } from '#lib/services/evidence/finish-capture.ts'
import { fetchPage, type FetchOptions } from './fetch-page.ts'
import { readText } from './read-text.ts'

type CaptureOptions = FetchOptions & { limits: { evidenceTextChars: number } }

export async function captureEvidence(ctx: SystemContext, captureId: string, options: CaptureOptions): Promise<void> {
  const url = await pendingCapture(ctx, captureId)
  if (url === null) return
  const outcome = await capture(url, options)
  // A node that stops leaves the capture as it is: the job is given to another.
  options.signal.throwIfAborted()
  await finishCapture(ctx, captureId, outcome)
}

async function capture(url: string, options: CaptureOptions): Promise<Captured | NotCaptured> {
  try {
    const { finalUrl, mediaType, contentType, bytes, sha256 } = await fetchPage(url, options)
    const size = bytes.byteLength
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.limits.captureMs)])
    const read = await readText({ mediaType, contentType, bytes, url: finalUrl }, { maxChars: options.limits.evidenceTextChars, signal })
    return { finalUrl, mediaType, sha256, size, ...read }
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error
    return { failure: error.failure, detail: error.detail }
  }
}
