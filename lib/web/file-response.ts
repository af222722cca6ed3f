/** Bytes that somebody else made: shown when they are a picture, else downloaded; never run, never a page of ours. */
import { AppError } from '#lib/domain/errors.ts'
import { isPicture } from '#lib/domain/evidence/media.ts'
import { API_HEADERS } from './security-headers.ts'

interface StoredFile {
  mediaType: string
  name: string
}

export function fileResponse({ mediaType, name }: StoredFile, bytes: Uint8Array<ArrayBuffer> | null): Response {
  if (bytes === null)
    throw new AppError('not-found', { detail: 'The file is not on this node. Tell whoever hosts Stet: every node has to see the same files.' })
  const shown = isPicture(mediaType)
  const fallback = name.replaceAll(/[^\w.-]+/g, '_').slice(-100)
  return new Response(bytes, {
    headers: {
      ...API_HEADERS,
      'content-type': shown ? mediaType : 'application/octet-stream',
      'content-disposition': `${shown ? 'inline' : 'attachment'}; filename="${fallback}"; filename*=UTF-8''${encodeURIComponent(Buffer.from(name).toString())}`,
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'content-length': String(bytes.byteLength),
    },
  })
}
