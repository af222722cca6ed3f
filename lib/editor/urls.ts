/**
 * Which addresses may stand in a document. One rule for the editor, for import and for the server's check of
 * what a socket sends, so that no path lets in what another refuses.
 */

const LINK_SCHEMES: readonly string[] = ['http:', 'https:', 'mailto:']
const WEB_SCHEMES: readonly string[] = ['http:', 'https:']

// Browsers drop tabs and newlines inside an address and controls before it, so `java\nscript:` would run.
const CONTROLS = /[\p{Cc} \u2028\u2029]/u

/** Whether a link may lead there: an absolute http, https or mailto address without white space. */
export function isLinkHref(href: unknown): href is string {
  return hasScheme(href, LINK_SCHEMES)
}

/** Whether an embed may show it: an absolute http or https address. */
export function isEmbedUrl(url: unknown): url is string {
  return hasScheme(url, WEB_SCHEMES)
}

/** Whether an image may come from there: an http or https address, or a path on our own origin (`/files/…`). */
export function isImageSrc(src: unknown): src is string {
  if (typeof src !== 'string') return false
  if (/^\/[^/\\]/.test(src)) return !CONTROLS.test(src)
  return hasScheme(src, WEB_SCHEMES)
}

function hasScheme(address: unknown, schemes: readonly string[]): address is string {
  if (typeof address !== 'string' || address.length > 4096 || CONTROLS.test(address)) return false
  try {
    return schemes.includes(new URL(address).protocol)
  } catch {
    return false
  }
}
