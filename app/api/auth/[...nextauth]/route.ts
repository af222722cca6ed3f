import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { clientAddress } from '#lib/auth/client-address.ts'
import { env } from '#lib/env/env.ts'
import { authOptions, TOO_MANY_TRIES } from '#lib/auth/options.ts'
import { problemResponse } from '#lib/web/problem.ts'
import { withApiHeaders } from '#lib/web/security-headers.ts'

interface Context {
  params: Promise<{ nextauth: string[] }>
}

async function handler(request: NextRequest, context: Context): Promise<Response> {
  // next-auth learns its own address from the environment and nowhere else.
  Object.assign(process.env, { NEXTAUTH_URL: env().STET_PUBLIC_URL })
  const header = (name: string) => request.headers.get(name)
  const options = authOptions({ userAgent: header('user-agent'), address: clientAddress(header) })
  try {
    const response: Response = await NextAuth(request, context, options)
    return withApiHeaders(await tooManyTries(response))
  } catch (error) {
    return problemResponse(error)
  }
}

/** next-auth answers every refusal with 401; this one is 429, with the same body, so that its own client reads it too. */
async function tooManyTries(response: Response): Promise<Response> {
  if (response.status !== 401) return response
  const body = await response.text()
  const status = body.includes(`error=${TOO_MANY_TRIES}`) ? 429 : 401
  return new Response(body, { status, headers: response.headers })
}

export { handler as GET, handler as POST }
