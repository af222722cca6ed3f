/** Next answers a method that a route file does not export with an empty 405; here it is a problem like every other refusal. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Operation } from '#lib/api/operation.ts'
import { OPERATIONS } from '#lib/api/operations.ts'
import { AppError } from '#lib/domain/errors.ts'
import { problemResponse } from './problem.ts'

const BASE = '/api/v1'

/** Answers a request whose method its address does not take. False: the request goes on to its handler. */
export async function refuseWrongMethod(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const { method = 'GET', url = '/' } = request
  const known = url.startsWith(`${BASE}/`) ? allowedMethods(url.slice(BASE.length).split('?', 1)[0] ?? '') : null
  const allowed = known ?? (METHODS.includes(method) ? null : METHODS)
  if (allowed === null || allowed.includes(method)) return false
  const detail = `${method} is not taken here; ${allowed.join(', ')} ${allowed.length === 1 ? 'is' : 'are'}. GET ${BASE}/openapi.json describes them.`
  const problem = problemResponse(new AppError('method-not-allowed', { detail }))
  response.writeHead(problem.status, { ...Object.fromEntries(problem.headers), allow: allowed.join(', '), connection: 'close' })
  response.end(method === 'HEAD' ? undefined : await problem.text())
  return true
}

/** null for an address that no operation has. */
export function allowedMethods(path: string): string[] | null {
  const place = PLACES.find(({ pattern }) => pattern.test(path))
  return place?.methods ?? null
}

/** What Next takes at all. */
const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']

interface Place {
  pattern: RegExp
  methods: string[]
}

/** Those with fewer parameters first, as Next prefers them. */
const PLACES: Place[] = [...new Set(Object.values<Operation>(OPERATIONS).map(({ path }) => path))]
  .toSorted((a, b) => parametersOf(a) - parametersOf(b))
  .map((path) => placeOf(path))

function placeOf(path: string): Place {
  const methods: string[] = Object.values<Operation>(OPERATIONS)
    .filter((operation) => operation.path === path)
    .map(({ method }) => method)
  const pattern = new RegExp(`^${path.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}/g, '[^/]+')}/?$`)
  return { pattern, methods: ['OPTIONS', ...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].toSorted() }
}

function parametersOf(path: string): number {
  return path.split('{').length - 1
}
