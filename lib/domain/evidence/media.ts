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

/** By the ends of names that people rely on. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  '.pdf': ['application/pdf'],
  '.docx': [DOCX],
  '.png': ['image/png'],
  '.jpg': ['image/jpeg'],
  '.jpeg': ['image/jpeg'],
  '.gif': ['image/gif'],
  '.webp': ['image/webp'],
}

/** The end of a file's name that promises what the bytes are not; null where it promises nothing or keeps it. */
export function misnamed(name: string, mediaType: string): string | null {
  const end = /\.[a-z]+$/.exec(name.toLowerCase())?.[0] ?? ''
  const promised = NAMED[end]
  return promised === undefined || promised.includes(mediaType) ? null : end
}

/** What it is, for a sentence about it. */
export function kindOf(mediaType: string): 'page' | 'pdf' | 'word' | 'text' | 'picture' | 'other' {
  if (mediaType === 'text/html' || mediaType === 'application/xhtml+xml') return 'page'
  if (mediaType === 'application/pdf') return 'pdf'
  if (isWordDocument(mediaType)) return 'word'
  if (mediaType === 'text/plain') return 'text'
  return isPicture(mediaType) ? 'picture' : 'other'
}
