/** The event stream of open pages: what it says, to whom, and that nobody else gets one. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GET } from '#app/api/live/route.ts'
import { browser } from './support/invoke.ts'
import { openNewsroom, ORIGIN, type Newsroom, type PersonName } from './support/newsroom.ts'
import { caller, makeWorld, type World } from './support/world.ts'

let newsroom: Newsroom
let world: World

beforeAll(async () => {
  newsroom = await openNewsroom()
  world = await makeWorld(newsroom)
})
afterAll(async () => {
  const { live } = await import('#lib/web/live.ts')
  await live().close()
  await newsroom.close()
})

const ask = (headers: Record<string, string>, signal?: AbortSignal) => GET(new Request(`${ORIGIN}/api/live`, { headers, ...(signal && { signal }) }))

/** The events of a page, one at a time. */
async function listen(name: PersonName) {
  const abort = new AbortController()
  const response = await ask({ cookie: newsroom.cookies[name] }, abort.signal)
  expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
    200,
    'text/event-stream',
    'no-store, no-transform',
  ])
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    abort,
    async next(): Promise<string> {
      for (;;) {
        const event = /event: (\w+)\ndata: \{\}\n\n/.exec(text)
        if (event) {
          text = text.slice(event.index + event[0].length)
          return event[1] ?? ''
        }
        const read = await reader?.read()
        if (read === undefined || read.done) return 'end'
        text += read.value
      }
    },
  }
}

test('[CL-7c] tells of confidential evidence only the pages of those who may read it', async () => {
  const [checker, editor] = [await listen('checker'), await listen('editor')]
  expect([await checker.next(), await editor.next()]).toEqual(['hello', 'hello'])
  const note = { type: 'note', text: 'From a source.', relation: 'context', confidential: true }
  await caller(newsroom, 'checker')('addEvidence', { params: { id: world.claimId }, body: note })
  expect(await checker.next()).toBe('change')
  // The next thing that the editor hears is their own notice.
  await newsroom.db.$executeRaw`SELECT pg_notify('stet_notice', ${newsroom.ids.editor})`
  expect(await editor.next()).toBe('notice')
  checker.abort.abort()
  editor.abort.abort()
})

test('[WO-4] tells a page of its person’s notices and of changes on their desks, and no other page', async () => {
  const [checker, outsider] = [await listen('checker'), await listen('outsider')]
  expect([await checker.next(), await outsider.next()]).toEqual(['hello', 'hello'])
  await caller(newsroom, 'editor')('updateClaim', { params: { id: world.claimId }, body: { priority: 'high' } })
  expect(await checker.next()).toBe('change')
  const params = { id: world.articleId }
  const { id } = await caller(newsroom, 'editor')('tagClaim', { params, body: { quote: 'discuss Syria', kind: 'event' } })
  expect(await checker.next()).toBe('change')
  await caller(newsroom, 'editor')('assignClaim', { params: { id: String(id) }, body: { assigneeId: newsroom.ids.checker } })
  expect([await checker.next(), await checker.next()].toSorted()).toEqual(['change', 'notice'])
  // The stranger heard nothing of it: their own notice is the next thing that comes.
  await newsroom.db.$executeRaw`SELECT pg_notify('stet_notice', ${newsroom.ids.outsider})`
  expect(await outsider.next()).toBe('notice')
  await caller(newsroom, 'outsider')('createArticle', { body: { title: 'Sport', deskId: newsroom.otherDeskId, content: 'They won.' } })
  expect(await outsider.next()).toBe('change')
  checker.abort.abort()
  outsider.abort.abort()
  expect(await checker.next()).toBe('end')
})

test('[WO-4] ends when its person’s rights change, so that the page comes again with those it has', async () => {
  const legal = await listen('legal')
  expect(await legal.next()).toBe('hello')
  const memberships = [{ deskId: newsroom.deskId, roles: ['reporter'] }]
  await caller(newsroom, 'admin')('updatePerson', { params: { id: newsroom.ids.legal }, body: { memberships } })
  expect(await legal.next()).toBe('end')
})

test('[WO-4] is for the newsroom’s own pages', async () => {
  expect((await ask({})).status).toBe(401)
  expect((await ask(browser(newsroom.endedCookie))).status).toBe(401)
  expect((await ask({ authorization: newsroom.tokens.read('editor') })).status).toBe(403)
})

test('[WO-4] is limited for one person, and a stream that ended makes room', async () => {
  const streams = []
  for (let n = 0; n < 20; n += 1) streams.push(await listen('publisher'))
  expect((await ask({ cookie: newsroom.cookies.publisher })).status).toBe(429)
  for (const { abort } of streams) abort.abort()
  const again = await listen('publisher')
  again.abort.abort()
})
