import { fileTypeFromBuffer } from 'file-type'
import { utf16Of } from './utf16.ts'

/** What the bytes are, whatever their name says: a media type, `text/html` for a web page, `text/plain` for any other text, or `application/octet-stream`. */
export async function sniff(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const found = await fileTypeFromBuffer(bytes)
  if (found) return found.mime
  if (!isText(bytes)) return 'application/octet-stream'
  return IS_PAGE.test(new TextDecoder(utf16Of(bytes) ?? 'utf-8').decode(bytes.subarray(0, 1024))) ? 'text/html' : 'text/plain'
}

const IS_PAGE = /^\s*(?:<!--[^]*?-->\s*)*<(?:!doctype html|html)[\s>]/i

/** What no text of any encoding has much of: characters that control something. Of a program there are thousands. */
export function isMostlyText(bytes: Uint8Array): boolean {
  if (utf16Of(bytes) !== null) return true
  const start = bytes.subarray(0, 8192)
  const controls = start.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)).length
  return controls <= start.length / 50
}

function isText(bytes: Uint8Array<ArrayBuffer>): boolean {
  try {
    return !new TextDecoder(utf16Of(bytes) ?? 'utf-8', { fatal: true }).decode(bytes).includes('\0')
  } catch {
    return false
  }
}
