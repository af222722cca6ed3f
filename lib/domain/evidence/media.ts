/** What is done with evidence of which media type. */
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const WITH_TEXT = new Set(['application/pdf', DOCX, 'text/plain', 'text/html', 'application/xhtml+xml'])
/** Pictures that a browser shows and that carry no script; not SVG. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

export function isReadable(mediaType: string): boolean {
  return WITH_TEXT.has(mediaType)
}

export function isPicture(mediaType: string): boolean {
  return PICTURES.has(mediaType)
}

export function isWordDocument(mediaType: string): boolean {
  return mediaType === DOCX
}

/** What Windows calls Unicode text, told by its first bytes. */
export function utf16Of([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : null
}
