/**
 * Expected refusals. A service throws `AppError`; one mapper (`lib/web/problem.ts`) turns it into
 * RFC 9457 problem+json, another into a socket close code.
 */
export interface FieldError {
  /** Dotted path of the field in the request body or query. */
  field: string
  message: string
}

interface ErrorKind {
  status: number
  title: string
  detail: string
}

/** Every code that the program answers with; `detail` is the sentence shown when the thrower gives none. */
export const ERRORS = {
  'invalid-input': { status: 422, title: 'Some of what was sent is not valid', detail: 'Correct the fields named and send it again.' },
  'bad-request': { status: 400, title: 'The request could not be read', detail: 'Check its form against the API description.' },
  unauthenticated: { status: 401, title: 'You are not signed in', detail: 'Sign in and try again.' },
  forbidden: { status: 403, title: 'You may not do this', detail: 'Ask an editor of the desk, or an administrator, for the right.' },
  'four-eyes': { status: 403, title: 'A second pair of eyes is needed', detail: 'Somebody else has to do this: you wrote or checked part of it yourself.' },
  'foreign-origin': { status: 403, title: 'This request came from another site', detail: 'Open Stet itself and do it there.' },
  'not-found': { status: 404, title: 'This does not exist, or you may not see it', detail: 'Check the address, or ask the person who sent it.' },
  removed: { status: 410, title: 'This claim has left its article', detail: 'The article’s record says when, by whom and why.' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method', detail: 'Use one of the methods named in the header Allow.' },
  'too-large': { status: 413, title: 'This is too large', detail: 'Send something smaller.' },
  'unsupported-media-type': { status: 415, title: 'This kind of content cannot be read', detail: 'Send JSON with the header Content-Type: application/json.' },
  'too-many-requests': { status: 429, title: 'Too many tries', detail: 'Wait a little, then try again.' },
  'quote-not-found': { status: 409, title: 'These words are not in the article', detail: 'The copy may have changed. Select the words again.' },
  'quote-ambiguous': { status: 409, title: 'These words stand in more than one place', detail: 'Give more context: words before or after, or the occurrence.' },
  'wording-changed': { status: 409, title: 'The wording has changed since you looked', detail: 'Read the present wording, then decide again.' },
  'content-changed': { status: 409, title: 'The article has changed since you looked', detail: 'Read what changed, then decide again.' },
  'change-is-material': { status: 409, title: 'The change is material', detail: 'The claim must be checked again; a click is not enough.' },
  gate: { status: 409, title: 'The article cannot be published yet', detail: 'Clear every blocker listed, then publish again.' },
  stage: { status: 409, title: 'The article is not at a stage for this', detail: 'Reload to see its present stage.' },
  conflict: { status: 409, title: 'This conflicts with what is already there', detail: 'Reload and try again.' },
  unavailable: { status: 503, title: 'Stet cannot reach its database', detail: 'Nothing was changed. Try again in a moment.' },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    detail: 'Nothing was changed. Try again; if it happens again, tell whoever hosts Stet, with the time.',
  },
} as const satisfies Record<string, ErrorKind>

export type ErrorCode = keyof typeof ERRORS

export interface ErrorDetails {
  /** Overrides the code's own sentence: what happened, to what, and what to do next. */
  detail?: string
  errors?: FieldError[]
  /** Members that the answer carries beside the standard ones: blockers, present wording, diff … */
  extra?: Record<string, unknown>
  /** Seconds until another try makes sense. */
  retryAfter?: number
}

export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(details.detail ?? ERRORS[code].detail)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}
