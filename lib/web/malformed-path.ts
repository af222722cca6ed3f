/** Next answers an address that cannot be decoded with a 500; here it is the fault of whoever asked. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '#lib/domain/errors.ts'
import { problemResponse } from './problem.ts'

const DETAIL = 'The address holds a % that is not followed by the hexadecimal digits of UTF-8, or a NUL. Correct it, or write %25 for a percent sign.'

/** Answers a request to the API whose path is no percent-encoded UTF-8, or holds a NUL. False: it goes on, as an address of the site with those signs in it, which is none. */
export async function refuseMalformedPath(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const { method, url = '/' } = request
  const path = url.split('?', 1)[0] ?? '/'
  if (isDecodable(path)) return false
  if (!path.startsWith('/api/')) {
    request.url = path.replaceAll('%', '%25') + url.slice(path.length)
    return false
  }
  const answer = problemResponse(new AppError('bad-request', { detail: DETAIL }))
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), connection: 'close' })
  response.end(method === 'HEAD' ? undefined : await answer.text())
  return true
}

function isDecodable(path: string): boolean {
  try {
    // No name of ours holds a NUL, and the database refuses to be asked after one.
    return !decodeURIComponent(path).includes('\0')
  } catch {
    return false
  }
}
