import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allowedMethods, refuseWrongMethod } from '#lib/web/allowed-methods.ts'

let server: Server

beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    NEXTAUTH_SECRET: 'a secret that only this test knows, long enough',
    LOG_LEVEL: 'silent',
  })
  server = createServer((asked, response) => {
    void refuseWrongMethod(asked, response).then((refused) => (refused ? undefined : response.writeHead(204).end()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

interface Answer {
  status: number | undefined
  allow: string | undefined
  type: string | undefined
  text: string
}

function ask(method: string, path: string): Promise<Answer> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path }, (answer) => {
      let text = ''
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
      answer.on('end', () => resolve({ status: answer.statusCode, allow: answer.headers.allow, type: answer.headers['content-type'], text }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

test.each([
  ['PUT', '/api/v1/articles', 'GET, HEAD, OPTIONS, POST'],
  ['DELETE', '/api/v1/articles?limit=1', 'GET, HEAD, OPTIONS, POST'],
  ['POST', '/api/v1/openapi.json', 'GET, HEAD, OPTIONS'],
  ['GET', '/api/v1/invitations/accept', 'OPTIONS, POST'],
  ['TRACE', '/articles', 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT'],
  ['TRACE', '/api/health', 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT'],
  ['POST', '/api/v1/claims/7b7e9a4e-7a0a-4b62-9d53-2f8f0f6f6a11', 'DELETE, GET, HEAD, OPTIONS, PATCH'],
])('[AP-3] %s %s is a problem that names what the address takes', async (method, path, allow) => {
  const answer = await ask(method, path)
  expect([answer.status, answer.allow, answer.type]).toEqual([405, allow, 'application/problem+json'])
  expect(JSON.parse(answer.text)).toMatchObject({ code: 'method-not-allowed', status: 405, type: '/problems/method-not-allowed' })
})

test('[AP-3] a HEAD that is not taken has no body', async () => {
  expect(await ask('HEAD', '/api/v1/invitations/accept')).toMatchObject({ status: 405, text: '' })
})

test.each([
  ['GET', '/api/v1/articles'],
  ['HEAD', '/api/v1/articles'],
  ['PUT', '/api/v1/nowhere'],
  ['PUT', '/articles'],
])('[AP-3] %s %s goes on to its handler', async (method, path) => {
  expect((await ask(method, path)).status).toBe(204)
})

test('[AP-2] an address of its own is not taken for one with a parameter', () => {
  expect(allowedMethods('/openapiXjson')).toBeNull()
})
