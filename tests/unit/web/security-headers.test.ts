import { beforeAll, expect, test } from 'vitest'

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    NEXTAUTH_SECRET: 'a secret that only this test knows, long enough',
    STET_PUBLIC_URL: 'https://desk.example',
    NODE_ENV: 'production',
  })
})

async function visit(headers: Record<string, string> = {}) {
  const [{ proxy }, { NextRequest }] = await Promise.all([import('../../../proxy.ts'), import('next/server')])
  return proxy(new NextRequest('https://desk.example/articles?stage=draft', { headers }))
}

const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? ''
const nonceOf = (response: Response) => /script-src [^;]*'nonce-([^']+)'/.exec(policyOf(response))?.[1]

test('[SE-11] every page gets a nonce of its own, and the page is told the same one', async () => {
  const pages = await Promise.all(Array.from({ length: 20 }, () => visit()))
  const nonces = pages.map(nonceOf)
  expect(new Set(nonces).size).toBe(20)
  expect(nonces.every((nonce) => Buffer.from(nonce ?? '', 'base64').length === 18)).toBe(true)
  expect(pages.map((page) => page.headers.get('x-middleware-request-x-nonce'))).toEqual(nonces)
})

test('[SE-11] no script runs without the nonce, nothing frames the page, nothing is sent elsewhere', async () => {
  const policy = Object.fromEntries(
    policyOf(await visit())
      .split('; ')
      .map((part) => [part.split(' ', 1)[0], part.split(' ').slice(1)]),
  )
  expect(policy['script-src']).toEqual(["'self'", expect.stringMatching(/^'nonce-/), "'strict-dynamic'"])
  expect(policy).toMatchObject({
    'default-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'connect-src': ["'self'", 'wss://desk.example'],
  })
  expect(policy['style-src']).toEqual(["'self'", expect.stringMatching(/^'nonce-/)])
})

test('[SE-11] the other headers stand on every page, and over https browsers are told to stay there', async () => {
  const { headers } = await visit()
  expect(Object.fromEntries([...headers].filter(([name]) => !name.startsWith('x-middleware')))).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
  })
})

test('[SE-11] what a client writes into our own headers is overwritten', async () => {
  const response = await visit({ 'x-nonce': 'mine', 'x-stet-path': '/evil', 'content-security-policy': "script-src 'unsafe-inline'" })
  expect(response.headers.get('x-middleware-request-x-nonce')).toBe(nonceOf(response))
  expect(response.headers.get('x-middleware-request-x-stet-path')).toBe('/articles?stage=draft')
  expect(response.headers.get('x-middleware-request-content-security-policy')).toBe(policyOf(response))
})

test('[SE-1] over https the session cookie is Secure and named so', async () => {
  const { secureCookies, sessionCookieName } = await import('#lib/auth/cookie.ts')
  const { authOptions } = await import('#lib/auth/options.ts')
  expect([secureCookies(), sessionCookieName()]).toEqual([true, '__Secure-next-auth.session-token'])
  expect(authOptions({ userAgent: null, address: '' }).useSecureCookies).toBe(true)
})

test('[SE-1] a cookie sealed by another secret, or altered, is nobody’s', async () => {
  const { sealSession, sessionIdOf } = await import('#lib/auth/cookie.ts')
  const { encode } = await import('next-auth/jwt')
  const id = crypto.randomUUID()
  const sealed = await sealSession(id)
  expect(await sessionIdOf(sealed)).toBe(id)
  expect(await sessionIdOf(await encode({ token: { sid: id }, secret: 'another secret, also long enough to be one' }))).toBeNull()
  expect(await sessionIdOf(`${sealed.slice(0, -4)}AAAA`)).toBeNull()
  expect(await sessionIdOf(await encode({ token: { sub: id }, secret: process.env['NEXTAUTH_SECRET'] ?? '' }))).toBeNull()
})
