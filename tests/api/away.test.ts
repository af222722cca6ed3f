import { beforeAll, expect, test } from 'vitest'
import { OPERATIONS } from '#lib/api/operations.ts'
import { problemSchema } from '#lib/api/schemas/common.ts'
import { browser, invoke } from './support/invoke.ts'

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    NEXTAUTH_SECRET: 'a secret that only this test knows, long enough',
    STET_PUBLIC_URL: 'http://127.0.0.1:3000',
    LOG_LEVEL: 'silent',
  })
})

test('[AP-3] a database that is away is a 503 that says so and when to try again, for reading and for writing', async () => {
  const { sealSession, sessionCookieName } = await import('#lib/auth/cookie.ts')
  const cookie = `${sessionCookieName()}=${await sealSession(crypto.randomUUID())}`
  for (const sent of [{ headers: { authorization: 'Bearer stet_any' } }, { headers: browser(cookie) }]) {
    for (const operation of [OPERATIONS.getMe, OPERATIONS.createArticle]) {
      const response = await invoke(operation, { ...sent, ...(operation.method === 'POST' && { body: { title: 'Kept by who typed it' } }) })
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2'])
      expect(problemSchema.parse(await response.json())).toMatchObject({ code: 'unavailable', detail: 'Nothing was changed. Try again in a moment.' })
    }
  }
})

test('[AP-3] signing in says the same, and nothing of the error reaches the address', async () => {
  const { Browser, serveAuth } = await import('./support/auth-server.ts')
  const server = await serveAuth()
  expect(await new Browser(server.url).signIn('editor@stet.example', 'four unrelated plain words')).toEqual({ status: 401, error: 'unavailable' })
  await server.close()
})
