import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refuseMalformedPath } from '#lib/web/malformed-path.ts'

let server: Server

beforeAll(async () => {
  server = createServer((asked, response) => {
    void refuseMalformedPath(asked, response).then((refused) => (refused ? undefined : response.writeHead(204, { location: asked.url }).end()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

async function ask(method: string, path: string) {
  const { port } = server.address() as AddressInfo
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: '127.0.0.1', port, method, path }, resolve).on('error', reject).end()
  })
  return { status: answer.statusCode, type: answer.headers['content-type'], location: answer.headers.location, body: await text(answer) }
}

test.each(['/api/v1/articles/%ff', '/api/v1/%ff', '/api/v1/%', '/api/v1/articles/%00', '/api/auth/%e0%a4%a'])(
  '[AP-4] %s is a problem of the address',
  async (path) => {
    const { body, ...answer } = await ask('GET', path)
    expect(answer).toEqual({ status: 400, type: 'application/problem+json', location: undefined })
    expect(JSON.parse(body)).toMatchObject({ code: 'bad-request', detail: expect.stringContaining('%25') })
  },
)

test.each([
  ['/p/%ff', '/p/%25ff'],
  ['/p/%00', '/p/%2500'],
  ['/articles/%ff?stage=%ff', '/articles/%25ff?stage=%ff'],
  ['/%zz', '/%25zz'],
])('[AP-4] %s goes on as the address %s, which no page has', async (path, address) => {
  expect(await ask('GET', path)).toMatchObject({ status: 204, location: address })
})

test.each(['/p/caf%C3%A9', '/p/50%25', '/articles?q=%ff', '/'])('[AP-4] %s goes on to its handler', async (path) => {
  expect((await ask('GET', path)).status).toBe(204)
})
