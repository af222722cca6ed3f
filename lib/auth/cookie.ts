/** The session cookie: sealed by NEXTAUTH_SECRET, and holding a session's id and nothing else. */
import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { env } from '#lib/env/env.ts'

/** Over https the cookie is Secure, and its name says so to the browser. */
export function secureCookies(): boolean {
  return env().STET_PUBLIC_URL.startsWith('https:')
}

export function sessionCookieName(): string {
  return `${secureCookies() ? '__Secure-' : ''}next-auth.session-token`
}

const claimsSchema = z.object({ sid: z.uuid() })

/** The session's id; null for a cookie that was not sealed by us, has been altered or has expired. */
export async function sessionIdOf(sealed: string): Promise<string | null> {
  const claims = await decode({ token: sealed, secret: env().NEXTAUTH_SECRET }).catch(() => null)
  return claimsSchema.safeParse(claims).data?.sid ?? null
}

/** The value that the session cookie of this session has. */
export function sealSession(sessionId: string): Promise<string> {
  return encode({ token: { sid: sessionId }, secret: env().NEXTAUTH_SECRET })
}

/** One cookie of a Cookie header; null if absent or not decodable. */
export function readCookie(header: string, name: string): string | null {
  const pair = header.split(';').find((part) => part.trimStart().startsWith(`${name}=`))
  if (pair === undefined) return null
  try {
    return decodeURIComponent(pair.slice(pair.indexOf('=') + 1).trim())
  } catch {
    return null
  }
}
