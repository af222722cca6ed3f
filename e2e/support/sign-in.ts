import { request, type APIRequestContext } from '@playwright/test'

export const DEMO_PASSWORD = 'stet-demo-2026'
export type DemoRole = 'reporter' | 'editor' | 'checker' | 'checker2' | 'publisher' | 'legal' | 'admin'

/** A person at the HTTP API: signed in over next-auth's own CSRF flow, with the Origin that a browser would send. */
export async function signInByHttp(baseURL: string, role: DemoRole): Promise<APIRequestContext> {
  const context = await request.newContext({ baseURL, extraHTTPHeaders: { origin: new URL(baseURL).origin } })
  const { csrfToken } = (await (await context.get('/api/auth/csrf')).json()) as { csrfToken: string }
  const answer = await context.post('/api/auth/callback/credentials', {
    form: { csrfToken, email: `${role}@stet.example`, password: DEMO_PASSWORD, json: 'true' },
  })
  if (!answer.ok()) throw new Error(`${role} could not sign in: ${answer.status()} ${await answer.text()}`)
  return context
}

/** The cookies of a context as one header, for a socket. */
export async function cookieHeader(context: APIRequestContext): Promise<string> {
  const { cookies } = await context.storageState()
  return cookies.map((cookie) => `${cookie.name}=${cookie.value}`).join('; ')
}
