/** Calls an operation's route handler with a Request, as Next would. */
import type { Operation } from '#lib/api/operation.ts'
import { ORIGIN } from './newsroom.ts'

export interface Sent {
  params?: Record<string, string>
  query?: Record<string, string>
  /** Sent as JSON. */
  body?: unknown
  /** Sent as it is. */
  rawBody?: string | FormData
  headers?: Record<string, string>
}

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

/** `/articles/{id}` → the module of `app/api/v1/articles/[id]/route.ts` */
const MODULES = import.meta.glob<Record<string, unknown>>('/app/api/v1/**/route.ts')

/** Answers every address that no operation has. */
export const NOWHERE_FILE = '/app/api/v1/[...path]/route.ts'
export const ROUTE_FILES: readonly string[] = Object.keys(MODULES).filter((file) => file !== NOWHERE_FILE)

export function pathOfFile(file: string): string {
  return file.slice('/app/api/v1'.length, -'/route.ts'.length).replaceAll('[', '{').replaceAll(']', '}')
}

export async function methodsOf(file: string): Promise<string[]> {
  return Object.keys((await MODULES[file]?.()) ?? {}).toSorted()
}

/** Any method at an address that no operation has. */
export async function invokeNowhere(method: string): Promise<Response> {
  const handler = (await MODULES[NOWHERE_FILE]?.())?.[method]
  if (!isHandler(handler)) throw new Error(`${NOWHERE_FILE} has no ${method}`)
  return handler(new Request(`${ORIGIN}/api/v1/nowhere`, { method }), { params: Promise.resolve({}) })
}

export async function invoke(operation: Operation, { params = {}, query = {}, body, rawBody, headers = {} }: Sent = {}): Promise<Response> {
  const file = `/app/api/v1${operation.path.replaceAll('{', '[').replaceAll('}', ']')}/route.ts`
  const handler = (await MODULES[file]?.())?.[operation.method]
  if (!isHandler(handler)) throw new Error(`${file} has no ${operation.method}`)
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const url = `${ORIGIN}/api/v1${path}?${new URLSearchParams(query).toString()}`
  const content = body === undefined ? rawBody : JSON.stringify(body)
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
  const request = new Request(url, { method: operation.method, headers: { ...type, ...headers }, ...(content !== undefined && { body: content }) })
  return handler(request, { params: Promise.resolve(params) })
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function'
}

/** A browser's request from our own pages. */
export function browser(cookie: string): Record<string, string> {
  return { cookie, origin: ORIGIN }
}
