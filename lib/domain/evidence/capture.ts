/** Why a link could not be captured. Each has a sentence for the person who added it. */
export const CAPTURE_FAILURES = [
  'scheme',
  'credentials',
  'port',
  'private-address',
  'no-such-host',
  'unreachable',
  'certificate',
  'redirects',
  'status',
  'type',
  'too-large',
  'too-slow',
  'no-text',
  'unreadable',
  'fault',
] as const
export type CaptureFailure = (typeof CAPTURE_FAILURES)[number]

export const CAPTURE_STATES = ['queued', 'captured', 'failed'] as const

/** What stood at the end of a link. */
export interface Captured {
  finalUrl: string
  mediaType: string
  title: string | null
  /** Paragraphs are parted by an empty line, the pages of a PDF by a form feed. */
  text: string
  /** Of the bytes, after any compression of the transfer was undone. */
  sha256: string
  size: number
}

/** What an uploaded file says; what it is was known when it came. */
export type FileRead = Pick<Captured, 'title' | 'text'>

/** `detail` is what the other side answered: a status, a media type. */
export interface NotCaptured {
  failure: CaptureFailure
  detail: string | null
}

export class CaptureError extends Error {
  readonly failure: CaptureFailure
  readonly detail: string | null

  constructor(failure: CaptureFailure, detail: string | null = null) {
    super(`not captured: ${failure}`)
    this.failure = failure
    this.detail = detail
  }
}
