import { vi } from 'vitest'

export interface Sent {
  method: string
  url: string
  body: unknown
}

/** Answers every request alike, as the API does; what was asked is in the list. */
export function serverThatAnswers(status: number, answer: object): Sent[] {
  const sent: Sent[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ method: init.method ?? 'GET', url, body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined })
    return new Response(JSON.stringify(answer), { status, headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' } })
  })
  return sent
}
