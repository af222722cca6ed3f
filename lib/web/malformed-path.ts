/** Next answers an address that cannot be decoded with a 500; here it is the fault of whoever asked. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '#lib/domain/errors.ts'
import { problemResponse } from './problem.ts'
import { API_HEADERS } from './security-headers.ts'

const DETAIL = 'The address holds a % that is not followed by the hexadecimal digits of UTF-8. Correct it, or write %25 for a percent sign.'

/** Answers a request whose path is no percent-encoded UTF-8. False: the request goes on. */
export async function refuseMalformedPath({ method, url = '/' }: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const path = url.split('?', 1)[0] ?? '/'
  if (isDecodable(path)) return false
  const answer = path.startsWith('/api/')
    ? problemResponse(new AppError('bad-request', { detail: DETAIL }))
    : new Response(`${DETAIL}\n`, { status: 400, headers: { ...API_HEADERS, 'content-type': 'text/plain; charset=utf-8' } })
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), connection: 'close' })
  response.end(method === 'HEAD' ? undefined : await answer.text())
  return true
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
