import { afterEach, expect, test, vi } from 'vitest'
import { ApiProblem, call } from '#lib/client/api.ts'

afterEach(() => vi.unstubAllGlobals())

function answerWith(response: Response | Error) {
  const fetch = vi.fn<() => Promise<Response>>(() => (response instanceof Error ? Promise.reject(response) : Promise.resolve(response)))
  vi.stubGlobal('fetch', fetch)
  return fetch
}

test('[AP-2] fills in the path, leaves out what was not given, and sends JSON', async () => {
  const fetch = answerWith(Response.json({ items: [], nextCursor: null }))
  await call('GET', '/tasks', { query: { assignee: 'me', state: undefined, limit: 10 } })
  expect(fetch).toHaveBeenLastCalledWith('/api/v1/tasks?assignee=me&limit=10', expect.objectContaining({ method: 'GET', credentials: 'same-origin' }))
  answerWith(Response.json({}))
  await call('PATCH', '/claims/{id}', { params: { id: 'a/b' }, body: { priority: 'high' } })
  expect(vi.mocked(globalThis.fetch)).toHaveBeenLastCalledWith(
    '/api/v1/claims/a%2Fb',
    expect.objectContaining({ method: 'PATCH', body: '{"priority":"high"}' }),
  )
})

test('an answer without a body is undefined', async () => {
  answerWith(new Response(null, { status: 204 }))
  expect(await call('DELETE', '/tokens/{id}', { params: { id: 'x' } })).toBeUndefined()
})

test('[AP-3] a refusal keeps its code, sentence, fields and members', async () => {
  answerWith(
    Response.json(
      { type: '/problems/gate', title: 'No', status: 409, detail: 'One is open.', code: 'gate', blockers: [{ code: 'claim-open' }] },
      { status: 409 },
    ),
  )
  const problem = await call('GET', '/me').catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(ApiProblem)
  expect(problem).toMatchObject({ code: 'gate', status: 409, message: 'One is open.', errors: [], members: { blockers: [{ code: 'claim-open' }] } })
})

test.each([new TypeError('Failed to fetch'), new Response('<h1>Bad gateway</h1>', { status: 502 })])(
  '[AP-3] no answer of ours is a problem with a sentence too: %s',
  async (given) => {
    answerWith(given)
    const problem = await call('GET', '/me').catch((error: unknown) => error)
    expect(problem).toMatchObject({ code: given instanceof Response ? 'internal' : 'offline', detail: expect.stringContaining('Nothing was changed.') })
  },
)

test('[AP-3] an answer that broke off on its way is a problem, which does not say that nothing was done', async () => {
  answerWith(new Response('{"id":"a', { headers: { 'content-type': 'application/json' } }))
  const problem = await call('GET', '/me').catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(ApiProblem)
  expect(problem).toMatchObject({ code: 'offline', detail: expect.not.stringContaining('Nothing was changed.') })
})
