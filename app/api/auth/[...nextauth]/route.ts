import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { clientAddress } from '#lib/auth/client-address.ts'
import { ERRORS } from '#lib/domain/errors.ts'
import { env } from '#lib/env/env.ts'
import { QUARTER_OF_AN_HOUR } from '#lib/auth/try-limits.ts'
import { authOptions, SIGN_IN_FAILURES } from '#lib/auth/options.ts'
import { refuseUnreadable } from '#lib/auth/refuse-unreadable.ts'
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
    await refuseUnreadable(request, (await context.params).nextauth)
    const response: Response = await NextAuth(request, context, options)
    return withApiHeaders(await tellFailure(response))
  } catch (error) {
    return problemResponse(error)
  }
}

/** next-auth answers every failure with 401; ours keep their own status, with the same body, so that its own client reads them too. */
async function tellFailure(response: Response): Promise<Response> {
  if (response.status !== 401) return response
  const body = await response.text()
  const code = SIGN_IN_FAILURES.find((failure) => body.includes(`error=${failure}`))
  const headers = new Headers(response.headers)
  if (code === 'too-many-requests') headers.set('retry-after', String(QUARTER_OF_AN_HOUR))
  return new Response(body, { status: code ? ERRORS[code].status : 401, headers })
}

export { handler as GET, handler as POST }
