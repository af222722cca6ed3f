/** next-auth with our options behind a real HTTP server: its own cookies, CSRF check and redirects, nothing imitated. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'

export interface AuthServer {
  url: string
  close: () => Promise<void>
}

export async function serveAuth(): Promise<AuthServer> {
  const { authOptions } = await import('#lib/auth/options.ts')
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  Object.assign(process.env, { NEXTAUTH_URL: url })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    const cookies = Object.fromEntries(
      (request.headers.cookie ?? '')
        .split('; ')
        .filter(Boolean)
        .map((pair) => [pair.slice(0, pair.indexOf('=')), decodeURIComponent(pair.slice(pair.indexOf('=') + 1))]),
    )
    const query = { ...Object.fromEntries(searchParams), nextauth: pathname.split('/').slice(3) }
    const body = Object.fromEntries(new URLSearchParams(await textOf(request)))
    const shims = {
      status: (code: number) => Object.assign(response, { statusCode: code }),
      json: (value: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value)),
      send: (value: unknown) => response.end(typeof value === 'string' ? value : JSON.stringify(value)),
    }
    const address = String(request.headers['x-test-address'] ?? '192.0.2.1')
    // next-auth asks of a request and a response no more than these members.
    const handle = NextAuth(authOptions({ userAgent: request.headers['user-agent'] ?? null, address })) as (
      req: NextApiRequest,
      res: NextApiResponse,
    ) => Promise<void>
    await handle(Object.assign(request, { query, cookies, body }) as unknown as NextApiRequest, Object.assign(response, shims) as unknown as NextApiResponse)
  }

  return { url, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

/** A browser's cookie jar, as far as signing in needs one. */
export class Browser {
  readonly #cookies = new Map<string, string>()
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async get(path: string): Promise<Response> {
    return await this.#send(path, {})
  }

  /** The CSRF token's own request, then the form with it. */
  async post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    const { csrfToken } = (await (await this.get('/api/auth/csrf')).json()) as { csrfToken: string }
    return await this.#send(path, { method: 'POST', headers, body: new URLSearchParams({ csrfToken, json: 'true', ...fields }) })
  }

  async signIn(email: string, password: string, headers: Record<string, string> = {}): Promise<{ status: number; error: string | null }> {
    const response = await this.post('/api/auth/callback/credentials', { email, password, callbackUrl: this.#url }, headers)
    const { url } = (await response.json()) as { url: string }
    return { status: response.status, error: new URL(url).searchParams.get('error') }
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('cookie', this.cookie)
    const response = await fetch(this.#url + path, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1)
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
      if (value === '' || /Max-Age=0|Expires=Thu, 01 Jan 1970/i.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    return response
  }
}
