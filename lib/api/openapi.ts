/** The HTTP API as OpenAPI 3.1, made from the registry of operations and the zod schemas that parse it. */
import { z } from 'zod'
import { ERRORS, type ErrorCode } from '#lib/domain/errors.ts'
import type { Operation } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import { problemSchema } from './schemas/common.ts'
import { healthSchema } from './schemas/health.ts'

type Json = Record<string, unknown>

export function openApiDocument(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Stet',
      version: '1',
      description:
        'Articles, claims, verdicts, sign-offs and publication. A browser uses its session cookie, and a change then needs a same-origin Origin; a script sends an API token, made in Settings. Refusals are RFC 9457 problem details; `code` tells them apart.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }, { session: [] }],
    tags: ['articles', 'claims', 'review', 'people', 'account', 'work'].map((name) => ({ name })),
    paths: { ...paths(), '/health': health() },
    components: {
      schemas: { Problem: outgoing(problemSchema) },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token. GET needs the scope `read`, everything else `write`.' },
        session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token', description: 'Over https the name begins with `__Secure-`.' },
      },
    },
  }
}

function paths(): Json {
  const byPath: Record<string, Json> = {}
  for (const [name, operation] of Object.entries<Operation>(OPERATIONS)) {
    byPath[operation.path] = { ...byPath[operation.path], [operation.method.toLowerCase()]: describe(name, operation) }
  }
  return byPath
}

function describe(operationId: string, operation: Operation): Json {
  const { tag, summary, access, params, query, body, form } = operation
  const parameters = [...parametersOf('path', params), ...parametersOf('query', query)]
  return {
    operationId,
    tags: [tag],
    summary,
    ...(access === 'public' && { security: [] }),
    ...(access === 'session' && { security: [{ session: [] }] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: !body.safeParse(undefined).success,
        content: { 'application/json': { schema: incoming(body) }, ...(form && { 'multipart/form-data': { schema: uploadOf(form) } }) },
      },
    }),
    responses: { [operation.status]: success(operation), ...refusals(operation) },
  }
}

/** One object, not two of which each must hold: each would refuse the other's fields. */
function uploadOf(form: z.ZodObject): Json {
  return incoming(form.extend({ file: z.string().meta({ format: 'binary' }) }))
}

function success({ answer, media = [] }: Operation): Json {
  const others = media.map((type) => [type, { schema: { type: 'string' } }] as const)
  if (!answer) return others.length === 0 ? { description: 'Done; there is nothing to say.' } : { description: 'Done.', content: Object.fromEntries(others) }
  return { description: 'Done.', content: { 'application/json': { schema: outgoing(answer) }, ...Object.fromEntries(others) } }
}

/** Every way to be refused, by status. */
function refusals(operation: Operation): Json {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  const codes = refusalCodes(operation)
  const statuses = [...new Set(codes.map((code) => ERRORS[code].status))]
  const sentence = (code: ErrorCode) => `\`${code}\`: ${ERRORS[code].title}.`
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: codes
          .filter((code) => ERRORS[code].status === status)
          .map(sentence)
          .join(' '),
        content,
      },
    ]),
  )
}

export function refusalCodes({ access, method, params, query, refusals: own = [] }: Operation): ErrorCode[] {
  const codes: ErrorCode[] = [...own, 'internal', 'unavailable']
  if (access !== 'public') codes.push('unauthenticated', 'forbidden')
  if (method !== 'GET') codes.push('foreign-origin')
  if (params) codes.push('not-found')
  // A change that asks for no body still refuses one that says something.
  const readsBody = method !== 'GET'
  if (query || readsBody) codes.push('invalid-input')
  if (readsBody) codes.push('bad-request', 'too-large', 'unsupported-media-type')
  return [...new Set(codes)]
}

function parametersOf(place: 'path' | 'query', schema: z.ZodObject | undefined): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, part]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(part, undefined).success,
    schema: incoming(part),
  }))
}

function health(): Json {
  const content = { 'application/json': { schema: outgoing(healthSchema) } }
  return {
    servers: [{ url: '/api' }],
    get: {
      operationId: 'getHealth',
      tags: ['account'],
      summary: 'Whether this node can save',
      security: [],
      responses: { 200: { description: 'It can.', content }, 503: { description: 'It cannot.', content } },
    },
  }
}

function incoming(schema: z.core.$ZodType): Json {
  return jsonSchema(schema, 'input')
}

function outgoing(schema: z.core.$ZodType): Json {
  return jsonSchema(schema, 'output')
}

function jsonSchema(schema: z.core.$ZodType, io: 'input' | 'output'): Json {
  // OpenAPI 3.1 takes JSON Schema 2020-12 as it is; the dialect is said once, by the version above.
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', override: dropPatternOfFormat })
  return rest
}

/** `format` says it already, and for people. */
function dropPatternOfFormat({ jsonSchema: schema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (schema.format !== undefined) delete schema.pattern
}
