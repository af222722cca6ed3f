/** SHA-256 that answers at once and runs alike in the browser, on the server and in tests. */
import { toHexString } from 'lib0/buffer'
import { digest } from 'lib0/hash/sha256'
import { encodeUtf8 } from 'lib0/string'

/** Of the text's UTF-8 bytes: 64 lower-case hex digits. */
export function sha256Hex(text: string): string {
  return toHexString(digest(encodeUtf8(text)))
}
