import { fileTypeFromBuffer } from 'file-type'
import { utf16Of } from './utf16.ts'

/** What the bytes are, whatever their name says: a media type, `text/plain` for any text, or `application/octet-stream`. */
export async function sniff(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const found = await fileTypeFromBuffer(bytes)
  if (found) return found.mime
  return isText(bytes) ? 'text/plain' : 'application/octet-stream'
}

function isText(bytes: Uint8Array<ArrayBuffer>): boolean {
  try {
    return !new TextDecoder(utf16Of(bytes) ?? 'utf-8', { fatal: true }).decode(bytes).includes('\0')
  } catch {
    return false
  }
}
