/** The workbench's page of an article that one may not see, asked outside its loading state. */
import { randomUUID } from 'node:crypto'
import { isHTTPAccessFallbackError } from 'next/dist/client/components/http-access-fallback/http-access-fallback.js'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openNewsroom, type Newsroom, type PersonName } from './support/newsroom.ts'
import { makeWorld, type World } from './support/world.ts'

const jar = vi.hoisted(() => ({ cookie: '' }))
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: (name: string) => (jar.cookie.startsWith(`${name}=`) ? { value: jar.cookie.slice(name.length + 1) } : undefined) }),
  headers: async () => new Headers(),
}))

let newsroom: Newsroom
let world: World

beforeAll(async () => {
  newsroom = await openNewsroom()
  world = await makeWorld(newsroom)
})
afterAll(() => newsroom.close())

async function open(name: PersonName, id: string): Promise<unknown> {
  const { default: layout } = await import('#app/(app)/articles/[id]/(write)/layout.tsx')
  jar.cookie = newsroom.cookies[name]
  return await layout({ params: Promise.resolve({ id }), children: 'the workbench' }).catch((error: unknown) =>
    isHTTPAccessFallbackError(error) ? error.digest : error,
  )
}

test('[SE-5] opens for whoever may see it, and is a 404 before anything is sent for everyone else', async () => {
  expect(await open('reporter', world.articleId)).toBe('the workbench')
  const missing = 'NEXT_HTTP_ERROR_FALLBACK;404'
  expect(await open('outsider', world.articleId)).toBe(missing)
  expect(await open('admin', world.articleId)).toBe(missing)
  expect(await open('reporter', randomUUID())).toBe(missing)
  expect(await open('reporter', 'x')).toBe(missing)
})
