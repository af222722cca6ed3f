/**
 * Readable text of what was fetched or uploaded, in a thread of its own: parsing a hostile page costs that thread
 * its time and memory, and nobody else anything.
 */
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { CaptureError } from '#lib/domain/evidence/capture.ts'

export interface TextSource {
  mediaType: string
  contentType: string
  bytes: Uint8Array<ArrayBuffer>
  /** Where it was found, for links inside it. */
  url: string
}

export interface ReadText {
  title: string | null
  text: string
}

const MEMORY_MB = 512
const answerSchema = z.object({ title: z.string().nullable(), text: z.string() })

/** Throws CaptureError: `no-text`, or `unreadable` when it is broken or takes too much. */
export async function readText(source: TextSource, { maxChars, signal }: { maxChars: number; signal: AbortSignal }): Promise<ReadText> {
  signal.throwIfAborted()
  const worker = new Worker(new URL('./text-worker.ts', import.meta.url), {
    workerData: source,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, stackSizeMb: 4 },
    // Nothing of what is read belongs into our logs.
    stdout: true,
    stderr: true,
  })
  const stop = () => void worker.terminate()
  signal.addEventListener('abort', stop)
  try {
    const answer = await new Promise<unknown>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('ended without an answer')))
    })
    const { title, text } = answerSchema.parse(answer)
    const tidied = tidy(text).slice(0, maxChars)
    if (tidied === '') throw new CaptureError('no-text')
    return { title: title === null ? null : tidy(title).slice(0, 300) || null, text: tidied }
  } catch (error) {
    throw error instanceof CaptureError ? error : new CaptureError(signal.aborted ? 'too-slow' : 'unreadable')
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}

/** Postgres keeps no NUL, and no half of a surrogate pair. */
function tidy(text: string): string {
  return Buffer.from(text.replaceAll('\0', ''))
    .toString()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}
