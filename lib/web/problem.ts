/** The one mapper from errors to HTTP: RFC 9457 problem+json. What nobody expected is logged and not told. */
import { z } from 'zod'
import { AppError, ERRORS, type FieldError } from '#lib/domain/errors.ts'
import { isDatabaseAway } from './database-away.ts'
import { log } from './log.ts'
import { API_HEADERS } from './security-headers.ts'

export function problemResponse(error: unknown): Response {
  const known = appErrorOf(error)
  if (known.code === 'internal') log().error({ err: error }, 'unexpected error in a request')
  if (known.code === 'unavailable') log().warn({ err: error }, 'the database could not be reached')
  const { status, title } = ERRORS[known.code]
  const { errors, extra, retryAfter } = known.details
  const body = { ...extra, type: `/problems/${known.code}`, title, status, detail: known.message, code: known.code, ...(errors && { errors }) }
  return Response.json(body, {
    status,
    headers: {
      ...API_HEADERS,
      'content-type': 'application/problem+json',
      ...(known.code === 'unauthenticated' && { 'www-authenticate': 'Bearer realm="stet"' }),
      ...(known.code === 'unavailable' && { 'retry-after': '2' }),
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    },
  })
}

/** `code` is `internal` for an error that nobody expected; its text stays out of the answer. */
export function appErrorOf(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof z.ZodError) return new AppError('invalid-input', { errors: fieldErrors(error) })
  return new AppError(isDatabaseAway(error) ? 'unavailable' : 'internal')
}

/** A fault of the whole has the field ''. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    // A field that is not in the schema is named by what it is called, not by the object that holds it.
    const names = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    return names.map((path) => ({ field: path.join('.'), message: issue.message }))
  })
}
