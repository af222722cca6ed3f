/** Where a change may come from, asked of the door of the API itself. */
import { expect, test } from 'vitest'
import type { Operation } from '#lib/api/operation.ts'
import { route } from '#lib/web/route.ts'

const ANYBODY = { method: 'POST', path: '/tried', tag: 'account', summary: 'Is tried', access: 'public', status: 204 } as const satisfies Operation

Object.assign(process.env, {
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
  NEXTAUTH_SECRET: 'a secret that only this test knows, long enough',
  LOG_LEVEL: 'silent',
})

async function ask(headers: Record<string, string>): Promise<number> {
  const answer = await route(ANYBODY, async () => ({ body: undefined }))(new Request('http://127.0.0.1:3000/api/v1/tried', { method: 'POST', headers }), {
    params: Promise.resolve({}),
  })
  return answer.status
}

test.each(['127.0.0.1:3000', 'localhost:3000', '[::1]:3000'])('[SE-6] without a public address, %s may be asked from its own pages', async (host) => {
  expect(await ask({ host, origin: `http://${host}` })).toBe(204)
})

test.each([
  ['http://localhost:3000', '127.0.0.1:3000'],
  ['http://127.0.0.1:3000', 'localhost:3000'],
  ['http://localhost:3001', 'localhost:3001'],
  ['https://evil.example', 'evil.example'],
  ['null', 'localhost:3000'],
])('[SE-6] a page of %s may not ask %s', async (origin, host) => {
  expect(await ask({ origin, host })).toBe(403)
  expect(await ask({ origin })).toBe(403)
})

test('[SE-6] without an Origin nothing is changed', async () => {
  expect(await ask({ host: 'localhost:3000' })).toBe(403)
})
