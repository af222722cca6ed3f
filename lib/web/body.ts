import { AppError } from '#lib/domain/errors.ts'

/** Throws `too-large`, `unsupported-media-type` or `bad-request`. Stops reading as soon as there is too much. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  requireJsonType(request)
  return parseJson(await readBytes(request, maxBytes))
}

/** As `readJson`; undefined where no body was sent, whatever type was said. */
export async function readJsonIfAny(request: Request, maxBytes: number): Promise<unknown> {
  const bytes = await readBytes(request, maxBytes)
  if (bytes.byteLength === 0) return undefined
  requireJsonType(request)
  return parseJson(bytes)
}

function requireJsonType(request: Request): void {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new AppError('unsupported-media-type')
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new AppError('bad-request', { detail: 'The body is not JSON. Send an object as the API description shows.' })
  }
}

export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > maxBytes) throw new AppError('too-large', { detail: `At most ${sizeInWords(maxBytes)} can be sent here. Send something smaller.` })
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

function sizeInWords(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.floor(bytes / 1024)} kB` : `${Math.floor(bytes / (1024 * 1024))} MB`
}
