/**
 * The browser's caller of the HTTP API. Its types come from the registry of operations; none of the schemas
 * reach the browser.
 *
 *     const claim = await call('POST', '/claims/{id}/verdicts', { params: { id }, body: { verdict, rationale, wordingHash } })
 *
 * Every failure, the network's too, is an `ApiProblem` with a sentence for the person.
 */
import type { z } from 'zod'
import type { OPERATIONS } from '#lib/api/operations.ts'

type Operations = typeof OPERATIONS
type AnyOperation = Operations[keyof Operations]
export type Method = AnyOperation['method']
type Table = { [M in Method]: { [O in Extract<AnyOperation, { method: M }> as O['path']]: O } }
export type PathOf<M extends Method> = keyof Table[M] & string
type OperationOf<M extends Method, P extends PathOf<M>> = Table[M][P]

type Part<O, Name extends 'params' | 'query' | 'body'> = O extends Record<Name, infer S extends z.ZodType> ? z.input<S> : never
type Needed<O, Name extends 'params' | 'query' | 'body'> = [Part<O, Name>] extends [never]
  ? unknown
  : Record<never, never> extends Part<O, Name>
    ? { [K in Name]?: Part<O, Name> }
    : { [K in Name]: Part<O, Name> }

export type Input<M extends Method, P extends PathOf<M>> = Needed<OperationOf<M, P>, 'params'> &
  Needed<OperationOf<M, P>, 'query'> &
  Needed<OperationOf<M, P>, 'body'> & { signal?: AbortSignal }
/** What the call resolves to; undefined for an answer without a body. */
export type Answer<M extends Method, P extends PathOf<M>> = OperationOf<M, P> extends { answer: infer S extends z.ZodType } ? z.output<S> : undefined

type Arguments<M extends Method, P extends PathOf<M>> = Record<never, never> extends Input<M, P> ? [input?: Input<M, P>] : [input: Input<M, P>]

/** A refusal or failure. `code` is the API's own, or `offline` when no answer came. */
export class ApiProblem extends Error {
  readonly code: string
  /** 0 when no answer came. */
  readonly status: number
  readonly title: string
  /** What happened, and what to do next. The same text as `message`. */
  readonly detail: string
  /** Faults of single fields, by dotted path. */
  readonly errors: { field: string; message: string }[]
  /** Every member of the answer: `blockers`, `wording`, `diff` … */
  readonly members: Readonly<Record<string, unknown>>

  constructor(status: number, members: Record<string, unknown>) {
    const text = (name: string, fallback: string) => (typeof members[name] === 'string' ? members[name] : fallback)
    const detail = text('detail', 'Stet could not be reached. Nothing was changed. Check the connection, then try again.')
    super(detail)
    this.name = 'ApiProblem'
    this.code = text('code', status === 0 ? 'offline' : 'internal')
    this.status = status
    this.title = text('title', 'Something went wrong')
    this.detail = detail
    this.errors = Array.isArray(members['errors']) ? members['errors'].filter(isFieldError) : []
    this.members = members
  }
}

export async function call<M extends Method, P extends PathOf<M>>(method: M, path: P, ...[input]: Arguments<M, P>): Promise<Answer<M, P>> {
  const parts: RequestParts = input ?? {}
  const response = await send(method, address(path, parts), parts)
  // The answer was made by the same registry that the type is read from; the API's own tests check it.
  if (response.ok) return (response.status === 204 ? undefined : await answerOf(response, parts)) as Answer<M, P>
  throw new ApiProblem(response.status, await problemMembers(response))
}

/** As `call`, with a file among the fields of a form. */
export async function upload<P extends PathOf<'POST'>>(
  path: P,
  { params, form }: { params: Record<string, string>; form: FormData },
): Promise<Answer<'POST', P>> {
  const response = await send('POST', address(path, { params }), { body: form })
  if (response.ok) return (await answerOf(response, {})) as Answer<'POST', P>
  throw new ApiProblem(response.status, await problemMembers(response))
}

interface RequestParts {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  signal?: AbortSignal
}

function address(path: string, { params = {}, query = {} }: RequestParts): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (isPlain(value)) search.set(name, String(value))
  return `/api/v1${filled}${search.size > 0 ? `?${search.toString()}` : ''}`
}

async function send(method: string, url: string, { body, signal }: RequestParts): Promise<Response> {
  const content =
    body === undefined ? {} : body instanceof FormData ? { body } : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  try {
    return await fetch(url, { method, credentials: 'same-origin', cache: 'no-store', ...content, ...(signal && { signal }) })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiProblem(0, {})
  }
}

/** One that broke off on its way says that it was done, and not what came of it. */
async function answerOf(response: Response, { signal }: Pick<RequestParts, 'signal'>): Promise<unknown> {
  try {
    return await response.json()
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiProblem(0, { detail: 'The answer of Stet broke off on its way. Look whether it was done before you try again.' })
  }
}

async function problemMembers(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json().catch(() => null)
  return isRecord(body) ? body : {}
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isFieldError(value: unknown): value is { field: string; message: string } {
  return isRecord(value) && typeof value['field'] === 'string' && typeof value['message'] === 'string'
}
