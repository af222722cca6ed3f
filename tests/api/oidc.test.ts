import { afterAll, beforeAll, expect, test } from 'vitest'
import { OPERATIONS } from '#lib/api/operations.ts'
import { Browser, serveAuth, type AuthServer } from './support/auth-server.ts'
import { openIdentityProvider, type IdentityProvider } from './support/identity-provider.ts'
import { invoke } from './support/invoke.ts'
import { openNewsroom, type Newsroom } from './support/newsroom.ts'

let provider: IdentityProvider
let newsroom: Newsroom
let server: AuthServer

beforeAll(async () => {
  provider = await openIdentityProvider('stet')
  Object.assign(process.env, { OIDC_ISSUER: `${provider.issuer}/`, OIDC_CLIENT_ID: 'stet', OIDC_CLIENT_SECRET: 'known to both' })
  newsroom = await openNewsroom()
  server = await serveAuth()
})
afterAll(async () => {
  await server.close()
  await newsroom.close()
  await provider.close()
})

/** There and back; the cookie header of the browser then, and where it was sent. */
async function signIn(says: Record<string, unknown>, tamper: (query: URLSearchParams) => void = () => undefined) {
  const browser = new Browser(server.url)
  const { url } = (await (await browser.post('/api/auth/signin/oidc', { callbackUrl: server.url })).json()) as { url: string }
  const asked = new URL(url).searchParams
  expect(Object.fromEntries(asked)).toMatchObject({ client_id: 'stet', response_type: 'code', scope: 'openid email profile', code_challenge_method: 'S256' })
  provider.says = { nonce: asked.get('nonce'), ...says }
  const back = new URLSearchParams({ code: 'once', state: asked.get('state') ?? '' })
  tamper(back)
  const response = await browser.get(`/api/auth/callback/oidc?${back.toString()}`)
  return { cookie: browser.cookie, location: response.headers.get('location') ?? '' }
}

const whoIs = async (cookie: string) => (await invoke(OPERATIONS.getMe, { headers: { cookie } })).json() as Promise<{ id?: string }>

test('[SE-1] a person whom an administrator added comes in through the newsroom’s own provider', async () => {
  const { cookie, location } = await signIn({ email: 'Checker@Stet.example', email_verified: true })
  expect(location).toBe(server.url)
  expect((await whoIs(cookie)).id).toBe(newsroom.ids.checker)
})

test.each([
  ['an address that nobody here has', { email: 'stranger@stet.example', email_verified: true }],
  ['an address that the provider does not vouch for', { email: 'checker@stet.example', email_verified: false }],
  ['no address', {}],
])('[SE-1] %s lets nobody in and makes no account', async (_, says) => {
  const before = [await newsroom.db.user.count(), await newsroom.db.session.count()]
  const { cookie, location } = await signIn(says)
  expect(new URL(location, server.url).searchParams.get('error')).toBe('AccessDenied')
  expect(cookie).not.toContain('session-token')
  expect([await newsroom.db.user.count(), await newsroom.db.session.count()]).toEqual(before)
})

test.each([
  ['for another sign-in', { email: 'checker@stet.example', nonce: 'another' }, () => undefined],
  ['for another newsroom', { email: 'checker@stet.example', aud: 'another' }, () => undefined],
  ['that was not asked for', { email: 'checker@stet.example' }, (query: URLSearchParams) => query.set('state', 'made up')],
] as const)('[SE-1] an answer %s opens nothing', async (_, says, tamper) => {
  const { cookie } = await signIn(says, tamper)
  expect(cookie).not.toContain('session-token')
})
