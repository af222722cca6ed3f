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
