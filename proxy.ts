/** Runs before every page: gives each answer its own nonce, and the headers that go with it. */
import { NextResponse, type NextRequest } from 'next/server'
import { env } from '#lib/env/env.ts'
import { NONCE_HEADER, pageHeaders, PATH_HEADER } from '#lib/web/security-headers.ts'

export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString('base64')
  const { NODE_ENV, STET_PUBLIC_URL, origins } = env()
  const answer = pageHeaders({ nonce, origins, development: NODE_ENV === 'development', https: STET_PUBLIC_URL.startsWith('https:') })

  const headers = new Headers(request.headers)
  headers.set(NONCE_HEADER, nonce)
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search)
  // Next reads the nonce for its own scripts from here.
  headers.set('content-security-policy', answer['content-security-policy'] ?? '')

  const response = NextResponse.next({ request: { headers } })
  for (const [name, value] of Object.entries(answer)) response.headers.set(name, value)
  return response
}

/** The API sets its own headers, and files that never change need none of this. */
export const config = { matcher: ['/((?!api/|_next/static/|_next/image|favicon.ico|fonts/).*)'] }
