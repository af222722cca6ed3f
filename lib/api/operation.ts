import type { z } from 'zod'
import type { ErrorCode } from '#lib/domain/errors.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

export interface Operation {
  method: Method
  /** Below `/api/v1`, parameters in braces: `/articles/{id}/claims`. */
  path: string
  tag: 'articles' | 'claims' | 'review' | 'people' | 'account' | 'work'
  /** A sentence without a full stop. */
  summary: string
  /** `person`: a browser session or an API token. `session`: a browser session only. `public`: nobody in particular. */
  access: 'person' | 'session' | 'public'
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  /** Bytes of body that are read at most; 256 KiB unless told. */
  maxBytes?: number
  /** Also takes a `multipart/form-data` body, which the handler reads itself: what that holds beside `file`. */
  form?: z.ZodObject
  status: 200 | 201 | 204
  /** Absent: an answer without a body. */
  answer?: z.ZodType
  /** Other media types that the query can ask for, beside JSON. */
  media?: readonly string[]
  /** What it refuses with, beside what every operation refuses with. */
  refusals?: readonly ErrorCode[]
}
