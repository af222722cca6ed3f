import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { OPERATIONS } from '#lib/api/operations.ts'
import { hashPassword } from '#lib/services/people/password.ts'
import { revokeSession } from '#lib/services/sessions/revoke-session.ts'
import { Browser, serveAuth, type AuthServer } from './support/auth-server.ts'
import { invoke } from './support/invoke.ts'
import { openNewsroom, type Newsroom } from './support/newsroom.ts'

const EMAIL = 'editor@stet.example'
const PASSWORD = 'four unrelated plain words'

let newsroom: Newsroom
let server: AuthServer

beforeAll(async () => {
  newsroom = await openNewsroom()
  await newsroom.db.user.update({ where: { email: EMAIL }, data: { passwordHash: await hashPassword(PASSWORD) } })
  server = await serveAuth()
})
beforeEach(() => newsroom.db.rateLimit.deleteMany())
afterAll(async () => {
  await server.close()
  await newsroom.close()
})

const me = (cookie: string) => invoke(OPERATIONS.getMe, { headers: { cookie } })

test('[SE-1] the right password opens a session, whose cookie holds its id and nothing else', async () => {
  const browser = new Browser(server.url)
  expect(await browser.signIn(' Editor@STET.example ', PASSWORD)).toEqual({ status: 200, error: null })
  expect(await (await me(browser.cookie)).json()).toMatchObject({ id: newsroom.ids.editor })

  const { decode } = await import('next-auth/jwt')
  const { readCookie } = await import('#lib/auth/cookie.ts')
  const sealed = readCookie(browser.cookie, 'next-auth.session-token') ?? ''
  const claims = await decode({ token: sealed, secret: process.env['NEXTAUTH_SECRET'] ?? '' })
  const session = await newsroom.db.session.findFirstOrThrow({ where: { userId: newsroom.ids.editor }, orderBy: { createdAt: 'desc' } })
  expect(Object.keys(claims ?? {}).toSorted()).toEqual(['exp', 'iat', 'jti', 'sid'])
  expect(claims?.['sid']).toBe(session.id)
  expect(await (await browser.get('/api/auth/session')).json()).toMatchObject({ user: { name: 'editor', email: EMAIL } })
})

test('[SE-1] a wrong password, an unknown address and a disabled person get one answer', async () => {
  await newsroom.db.user.update({ where: { email: 'legal@stet.example' }, data: { passwordHash: await hashPassword(PASSWORD), disabledAt: new Date() } })
  const answers = [
    await new Browser(server.url).signIn(EMAIL, 'something else entirely'),
    await new Browser(server.url).signIn('nobody@stet.example', PASSWORD),
    await new Browser(server.url).signIn('legal@stet.example', PASSWORD),
    await new Browser(server.url).signIn('admin@stet.example', PASSWORD),
  ]
  expect(answers).toEqual(Array.from({ length: 4 }, () => ({ status: 401, error: 'CredentialsSignin' })))
  expect(await newsroom.db.session.count({ where: { userId: newsroom.ids.legal, revokedAt: null } })).toBe(1)
})

test('[SE-1] an unknown address costs as much work as a wrong password', async () => {
  const { checkCredentials } = await import('#lib/services/people/check-credentials.ts')
  const median = async (email: string) => {
    const times: number[] = []
    for (let round = 0; round < 9; round += 1) {
      const start = performance.now()
      await checkCredentials(newsroom.db, { email, password: 'not the password' })
      times.push(performance.now() - start)
    }
    return times.toSorted((a, b) => a - b)[4] ?? 0
  }
  await median(EMAIL)
  const [known, unknown] = [await median(EMAIL), await median('nobody@stet.example')]
  expect(unknown / known).toBeGreaterThan(0.4)
})

test('[SE-1] a form without the CSRF token signs nobody in', async () => {
  const response = await fetch(`${server.url}/api/auth/callback/credentials`, {
    method: 'POST',
    body: new URLSearchParams({ email: EMAIL, password: PASSWORD, json: 'true' }),
    redirect: 'manual',
  })
  expect(response.headers.getSetCookie().some((line) => line.startsWith('next-auth.session-token'))).toBe(false)
})

test('[SE-2] a revoked session is refused at its next request, and next-auth forgets it too', async () => {
  const browser = new Browser(server.url)
  await browser.signIn(EMAIL, PASSWORD)
  const { cookie } = browser
  const { actorFromHeaders } = await import('#lib/auth/actor-from-request.ts')
  const actor = await actorFromHeaders({ authorization: null, cookie })
  if (!actor?.sessionId) throw new Error('signed in')
  await revokeSession({ actor, db: newsroom.db, now: () => new Date(), newId: () => crypto.randomUUID() }, { sessionId: actor.sessionId })
  expect((await me(cookie)).status).toBe(401)
  expect(await (await browser.get('/api/auth/session')).json()).toEqual({})
})

test('[SE-2] signing out ends the session itself: the old cookie opens nothing', async () => {
  const browser = new Browser(server.url)
  await browser.signIn(EMAIL, PASSWORD)
  const { cookie } = browser
  expect((await me(cookie)).status).toBe(200)
  await browser.post('/api/auth/signout', { callbackUrl: server.url })
  expect((await me(cookie)).status).toBe(401)
  expect(browser.cookie).not.toContain('session-token')
})

test('[SE-3] after ten wrong tries an account takes no password for a while, not even the right one', async () => {
  for (let round = 0; round < 10; round += 1) {
    expect(await new Browser(server.url).signIn(EMAIL, `wrong ${round}`)).toEqual({ status: 401, error: 'CredentialsSignin' })
  }
  expect((await new Browser(server.url).signIn(EMAIL, PASSWORD)).error).toBe('too-many-requests')
  expect((await new Browser(server.url).signIn('nobody@stet.example', PASSWORD)).error).toBe('CredentialsSignin')
})

test('[SE-3] tries sent all at once do not slip through together', async () => {
  const answers = await Promise.all(Array.from({ length: 25 }, (_, n) => new Browser(server.url).signIn(EMAIL, `wrong ${n}`)))
  expect(answers.filter(({ error }) => error === 'CredentialsSignin')).toHaveLength(10)
})

test('[SE-3] the right password gives the tries back', async () => {
  for (let round = 0; round < 15; round += 1) {
    expect((await new Browser(server.url).signIn(EMAIL, 'wrong')).error).toBe('CredentialsSignin')
    expect((await new Browser(server.url).signIn(EMAIL, PASSWORD)).error).toBeNull()
  }
})

test('[SE-3] one address may not try its way through many accounts', async () => {
  const { countTry } = await import('#lib/auth/try-limits.ts')
  for (let n = 0; n < 100; n += 1) expect(await countTry({ 'sign-in-address': '192.0.2.7' })).toBeNull()
  expect((await new Browser(server.url).signIn(EMAIL, PASSWORD, { 'x-test-address': '192.0.2.7' })).error).toBe('too-many-requests')
  expect((await new Browser(server.url).signIn(EMAIL, PASSWORD, { 'x-test-address': '192.0.2.8' })).error).toBeNull()
})
