/**
 * The door of every operation of the HTTP API. In this order: who asks (401), whether a browser's change comes
 * from our own pages (403), the token's scope (403), ids in the path (404), query and body (413, 415, 400, 422).
 * Then the handler; then one mapper for whatever it throws.
 */
import { z } from 'zod'
import type { Operation } from '#lib/api/operation.ts'
import { actorFromRequest } from '#lib/auth/actor-from-request.ts'
import { db } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import { env } from '#lib/env/env.ts'
import type { Actor } from '#lib/policies/actor.ts'
import type { ServiceContext, SystemContext } from '#lib/services/context.ts'
import { readJson, readJsonIfAny } from './body.ts'
import { isOwnOrigin } from './origin.ts'
import { fieldErrors, problemResponse } from './problem.ts'
import { API_HEADERS } from './security-headers.ts'

const DEFAULT_MAX_BYTES = 256 * 1024
/** What may be sent where nothing is asked for. */
const NOTHING = z.strictObject({}).optional()

type Parsed<O extends Operation, Part extends 'params' | 'query' | 'body'> = O extends Record<Part, infer S extends z.ZodType> ? z.output<S> : undefined

export interface Call<O extends Operation> {
  ctx: O['access'] extends 'public' ? SystemContext : ServiceContext
  params: Parsed<O, 'params'>
  query: Parsed<O, 'query'>
  /** For an operation that also takes multipart: null when that was sent. */
  body: O extends { form: z.ZodObject } ? Parsed<O, 'body'> | null : Parsed<O, 'body'>
  request: Request
}

/** The answer's body as the registry describes it, or a whole Response for another media type. */
export interface Reply<O extends Operation> {
  body: O extends { answer: infer S extends z.ZodType } ? z.input<S> : undefined
  /** Where what was made can be found, below /api/v1. */
  location?: string
  headers?: Record<string, string>
}

interface NextContext {
  params: Promise<Record<string, string | string[] | undefined>>
}

export function route<const O extends Operation>(operation: O, handler: (call: Call<O>) => Promise<Reply<O> | Response>) {
  return async (request: Request, context: NextContext): Promise<Response> => {
    try {
      const actor = await admit(operation, request)
      const params = parsePath(operation, await context.params)
      // A filter without a value is none.
      const query = parse(operation.query, Object.fromEntries([...new URL(request.url).searchParams].filter(([, value]) => value !== '')))
      const body = await parseBody(operation, request)
      const call = { ctx: contextOf(actor), params, query, body, request }
      // The parts were parsed by the operation's own schemas, from which the handler's types are read.
      const reply = await handler(call as unknown as Call<O>)
      return reply instanceof Response ? reply : answer(operation, reply)
    } catch (error) {
      return problemResponse(error)
    }
  }
}

/** A context that works on the process's database and clock. */
export function contextOf(actor: Actor): ServiceContext
export function contextOf(actor: Actor | null): ServiceContext | SystemContext
export function contextOf(actor: Actor | null): ServiceContext | SystemContext {
  const system = { db: db(), now: () => new Date(), newId: () => crypto.randomUUID() }
  return actor ? { ...system, actor } : system
}

async function admit({ access, method }: Operation, request: Request): Promise<Actor | null> {
  const changes = method !== 'GET'
  const actor = access === 'public' ? null : await actorFromRequest(request)
  if (access !== 'public' && actor === null) throw new AppError('unauthenticated')
  const byCookie = actor === null || actor.sessionId !== null
  if (changes && byCookie && !isOwnOrigin({ origin: request.headers.get('origin'), host: request.headers.get('host') }, env().origins))
    throw new AppError('foreign-origin')
  const scope = changes ? 'write' : 'read'
  if (actor?.scopes && !actor.scopes.includes(scope)) {
    throw new AppError('forbidden', { detail: `This token may not ${scope}. Make one with the scope "${scope}" in Settings.` })
  }
  if (access === 'session' && actor?.sessionId === null) {
    throw new AppError('forbidden', { detail: 'A token may not do this. Sign in with a browser.' })
  }
  return actor
}

/** An id that is no id names nothing: 404, as for one that is not there. */
function parsePath({ params }: Operation, values: unknown): unknown {
  const parsed = params?.safeParse(values)
  if (parsed?.success === false) throw new AppError('not-found')
  return parsed?.data
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  const parsed = schema?.safeParse(value)
  if (parsed?.success === false) throw new AppError('invalid-input', { errors: fieldErrors(parsed.error) })
  return parsed?.data
}

async function parseBody({ method, body, maxBytes = DEFAULT_MAX_BYTES, form }: Operation, request: Request): Promise<unknown> {
  if (!body) return method === 'GET' ? undefined : parse(NOTHING, await readJsonIfAny(request, maxBytes))
  if (form && request.headers.get('content-type')?.startsWith('multipart/form-data')) return null
  const read = body.safeParse(undefined).success ? readJsonIfAny : readJson
  return parse(body, await read(request, maxBytes))
}

function answer(operation: Operation, { body, location, headers }: Reply<Operation>): Response {
  const all = { ...API_HEADERS, ...headers, ...(location !== undefined && { location: `/api/v1${location}` }) }
  if (operation.answer === undefined) return new Response(null, { status: operation.status, headers: all })
  return Response.json(body, { status: operation.status, headers: all })
}
