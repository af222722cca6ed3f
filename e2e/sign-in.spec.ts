import { expect, request } from '@playwright/test'
import { test } from './support/test.ts'

test('[SE-3] the eleventh wrong password in a row is refused with 429 and how long to wait', async ({ baseURL }) => {
  if (baseURL === undefined) throw new Error('The test needs a server.')
  const person = await request.newContext({ baseURL, extraHTTPHeaders: { origin: new URL(baseURL).origin } })
  const { csrfToken } = (await (await person.get('/api/auth/csrf')).json()) as { csrfToken: string }
  const statuses: number[] = []
  for (let attempt = 1; attempt <= 11; attempt += 1) {
    const answer = await person.post('/api/auth/callback/credentials', {
      form: { csrfToken, email: 'nobody@stet.example', password: `wrong ${attempt}`, json: 'true' },
    })
    statuses.push(answer.status())
    if (attempt === 11) expect(answer.headers()['retry-after']).toBe('900')
  }
  expect(statuses).toEqual([...Array<number>(10).fill(401), 429])
})

test('[SE-3] what cannot be read as a sign-in is refused as the sender’s fault', async ({ request }) => {
  const headers = { 'content-type': 'application/json' }
  expect((await request.post('/api/auth/callback/credentials', { headers, data: Buffer.from('{') })).status()).toBe(400)
  expect((await request.get('/api/auth/callback/credentials')).status()).toBe(405)
})
