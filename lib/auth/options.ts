/**
 * next-auth, kept small: it proves who someone is and seals a cookie. The cookie holds the id of a Session row;
 * name, roles and rights are read from the database at each request and never from the cookie.
 */
import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { z } from 'zod'
import { db } from '#lib/db/client.ts'
import { AppError, type ErrorCode } from '#lib/domain/errors.ts'
import { env } from '#lib/env/env.ts'
import { actorOfSession } from '#lib/queries/people/load-actor.ts'
import { checkCredentials, type Credentials } from '#lib/services/people/check-credentials.ts'
import { createSession, SESSION_DAYS } from '#lib/services/sessions/create-session.ts'
import { endSession } from '#lib/services/sessions/revoke-session.ts'
import { log } from '#lib/web/log.ts'
import { appErrorOf } from '#lib/web/problem.ts'
import { secureCookies } from './cookie.ts'
import { countTry, forgetTry } from './try-limits.ts'

/** What next-auth puts into the address after a failed sign-in, besides its own `CredentialsSignin` and `AccessDenied`. */
export const SIGN_IN_FAILURES = ['too-many-requests', 'unavailable', 'internal'] as const satisfies ErrorCode[]

export interface SignInFacts {
  userAgent: string | null
  address: string
}

const deps = () => ({ db: db(), now: () => new Date(), newId: () => crypto.randomUUID() })

export function authOptions(facts: SignInFacts): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    useSecureCookies: secureCookies(),
    session: { strategy: 'jwt', maxAge: SESSION_DAYS * 24 * 60 * 60 },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [credentials(facts), ...oidc()],
    callbacks: {
      signIn: async ({ user, account, profile }) => {
        if (account?.type === 'credentials') return true
        const person = await personOf(profile)
        if (person) user.id = person.id
        return person !== null
      },
      jwt: async ({ token, user, trigger }) => {
        if (trigger !== 'signIn') return { sid: token['sid'] }
        const { sessionId } = await createSession(deps(), { userId: user.id, userAgent: facts.userAgent })
        return { sid: sessionId }
      },
      session: async ({ session, token }) => ({ ...session, user: await personOfSession(token['sid']) }),
    },
    events: {
      signOut: async ({ token }) => {
        const sessionId = z.uuid().safeParse(token?.['sid']).data
        if (sessionId !== undefined) await endSession(deps(), sessionId)
      },
    },
    logger: {
      // An old or altered cookie is no fault of ours, and everyday.
      error: (code, metadata) => {
        if (code !== 'JWT_SESSION_ERROR') log().warn({ code, err: metadata instanceof Error ? metadata : metadata.error }, 'sign-in')
      },
      warn: (code) => log().debug({ code }, 'sign-in'),
      debug: () => undefined,
    },
  }
}

/** Throws for an ended session: next-auth then answers that nobody is signed in, and clears the cookie. */
async function personOfSession(sid: unknown): Promise<{ name: string; email: string }> {
  const actor = await actorOfSession(db(), z.uuid().parse(sid), new Date())
  if (!actor) throw new Error('the session has ended')
  return db().user.findUniqueOrThrow({ where: { id: actor.userId }, select: { name: true, email: true } })
}

const credentialsSchema = z.object({ email: z.string().trim().toLowerCase().min(1).max(254), password: z.string().min(1).max(200) })

function credentials(facts: SignInFacts) {
  return CredentialsProvider({
    id: 'credentials',
    name: 'E-mail and password',
    credentials: { email: { label: 'E-mail', type: 'email' }, password: { label: 'Password', type: 'password' } },
    authorize: async (given) => {
      const parsed = credentialsSchema.safeParse(given)
      if (!parsed.success) return null
      try {
        return await tryCredentials(parsed.data, facts.address)
      } catch (error) {
        // next-auth writes the message into the address: it may only be one of our codes.
        const { code } = appErrorOf(error)
        if (code === 'internal') log().error({ err: error }, 'sign-in')
        throw new Error(code, { cause: error })
      }
    },
  })
}

async function tryCredentials(credentials: Credentials, address: string): Promise<{ id: string } | null> {
  const tries = { 'sign-in-account': credentials.email, 'sign-in-address': address }
  const wait = await countTry(tries)
  if (wait !== null) throw new AppError('too-many-requests', { retryAfter: wait })
  const id = await checkCredentials(db(), credentials)
  if (id === null) return null
  await forgetTry(tries)
  return { id }
}

const profileSchema = z.object({ email: z.email(), email_verified: z.boolean().optional() })

/** Accounts are made by administrators; the identity provider only says who is there. */
async function personOf(profile: unknown): Promise<{ id: string } | null> {
  const parsed = profileSchema.safeParse(profile)
  if (!parsed.success || parsed.data.email_verified === false) return null
  return db().user.findUnique({ where: { email: parsed.data.email.toLowerCase(), disabledAt: null }, select: { id: true } })
}

interface OidcProfile {
  sub: string
}

function oidc(): OAuthConfig<OidcProfile>[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env()
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined || OIDC_CLIENT_SECRET === undefined) return []
  return [
    {
      id: 'oidc',
      name: 'OpenID Connect',
      type: 'oauth',
      wellKnown: `${OIDC_ISSUER.replace(/\/+$/, '')}/.well-known/openid-configuration`,
      authorization: { params: { scope: 'openid email profile' } },
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      profile: ({ sub }) => ({ id: sub }),
    },
  ]
}
