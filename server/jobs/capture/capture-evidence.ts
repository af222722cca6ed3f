/** CL-7: the job of a link or a file. What a source refuses or lacks is an outcome; only a fault of ours is tried again. */
import { CaptureError, type Captured, type FileRead, type NotCaptured } from '#lib/domain/evidence/capture.ts'
import type { FileStore } from '#lib/files/file-store.ts'
import type { SystemContext } from '#lib/services/context.ts'
import { finishCapture, pendingCapture } from '#lib/services/evidence/finish-capture.ts'
import { fetchPage, type FetchOptions } from './fetch-page.ts'
import { Turns } from './turns.ts'
import { readText, type ReadText, type TextSource } from './read-text.ts'

/** Reading takes a processor and memory, where fetching mostly waits. */
const reading = new Turns(2)

type CaptureOptions = FetchOptions & { limits: { evidenceTextChars: number }; store: FileStore }

export async function captureEvidence(ctx: SystemContext, captureId: string, options: CaptureOptions): Promise<void> {
  const pending = await pendingCapture(ctx, captureId)
  if (pending === null) return
  const outcome = await orReason(() => ('url' in pending ? captureLink(pending.url, options) : readFile(pending, options)))
  // A node that stops leaves the capture as it is: the job is given to another.
  options.signal.throwIfAborted()
  await finishCapture(ctx, captureId, outcome)
}

async function orReason<Outcome>(work: () => Promise<Outcome>): Promise<Outcome | NotCaptured> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error
    return { failure: error.failure, detail: error.detail }
  }
}

async function captureLink(url: string, options: CaptureOptions): Promise<Captured & { stored: boolean }> {
  const { finalUrl, mediaType, contentType, bytes, sha256 } = await fetchPage(url, options)
  await options.store.put(bytes)
  const read = await readWithin({ mediaType, contentType, bytes, url: finalUrl }, options)
  return { finalUrl, mediaType, sha256, size: bytes.byteLength, stored: true, ...read }
}

async function readFile({ sha256, mediaType }: { sha256: string; mediaType: string }, options: CaptureOptions): Promise<FileRead> {
  const bytes = await options.store.get(sha256)
  // A fault of ours: perhaps this node does not see the others' files.
  if (bytes === null) throw new Error(`the file ${sha256} is not in the store of this node`)
  return await readWithin({ mediaType, contentType: mediaType, bytes, url: 'about:blank' }, options)
}

async function readWithin(source: TextSource, { limits, signal }: CaptureOptions): Promise<ReadText> {
  return await reading.inTurn(() =>
    readText(source, { maxChars: limits.evidenceTextChars, signal: AbortSignal.any([signal, AbortSignal.timeout(limits.captureMs)]) }),
  )
}
