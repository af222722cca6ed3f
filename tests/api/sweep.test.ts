/** Every operation of the registry, called by everyone who may not: the documented answer, and nothing written. */
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Operation } from '#lib/api/operation.ts'
import { OPERATIONS, type OperationName } from '#lib/api/operations.ts'
import { problemSchema } from '#lib/api/schemas/common.ts'
import { ROLES, type Role } from '#lib/policies/actor.ts'
import { browser, invoke, invokeNowhere, methodsOf, pathOfFile, ROUTE_FILES, type Sent } from './support/invoke.ts'
import { fingerprint, openNewsroom, ORIGIN, type Newsroom } from './support/newsroom.ts'
import { makeWorld, requestsFor, type World } from './support/world.ts'

/** Roles on the article's desk that may do it; every other is refused. What is not here is open to every role, or to oneself. */
const MAY: Partial<Record<OperationName, readonly Role[]>> = {
  createArticle: ['reporter', 'editor'],
  updateArticle: ['reporter', 'editor', 'publisher'],
  nameVersion: ['reporter', 'editor', 'publisher'],
  restoreVersion: ['reporter', 'editor'],
  updateClaim: ['editor', 'checker', 'publisher'],
  withdrawEvidence: ['checker'],
  changeEvidence: ['checker'],
  removeClaim: ['editor', 'publisher'],
  reattachClaim: ['editor', 'checker', 'publisher'],
  waiveClaim: ['editor', 'publisher'],
  overrideQuote: ['editor', 'publisher'],
  proposeWording: ['editor', 'checker', 'publisher', 'legal'],
  acceptProposal: ['reporter', 'editor'],
  declineProposal: ['reporter', 'editor', 'checker'],
  askAuthor: ['editor', 'checker', 'publisher', 'legal'],
  closeQuery: ['checker'],
  assignClaim: ['editor', 'checker', 'publisher'],
  assignClaims: ['editor', 'checker', 'publisher'],
  updateTask: ['editor', 'checker', 'publisher'],
  handOver: ['editor', 'checker', 'publisher'],
  giveVerdict: ['checker'],
  stillHolds: ['checker'],
  inheritVerdict: ['checker'],
  confirmInherited: ['checker'],
  takeBackInherited: ['checker'],
  giveSignOff: ['publisher'],
  publishArticle: ['publisher'],
  correctArticle: ['publisher'],
  withdrawArticle: ['publisher'],
  createPerson: [],
  updatePerson: [],
  invitePerson: [],
  getNewsroomRecord: [],
  createDesk: [],
  updateDesk: [],
}

/** Who asks for it where it is an administrator's, and the editor for everything else. */
const asker = (name: OperationName): 'admin' | 'editor' => (MAY[name]?.length === 0 ? 'admin' : 'editor')

/** What people without a role on the desk are told does not exist. */
const ABOUT_AN_ARTICLE: ReadonlySet<OperationName> = new Set<OperationName>(
  (Object.keys(OPERATIONS) as OperationName[]).filter((name) =>
    /^\/(articles|claims|evidence|tasks|queries|proposals|pasted-claims|versions)\/\{/.test(OPERATIONS[name].path),
  ),
)

const ALL: [OperationName, Operation][] = Object.entries(OPERATIONS) as [OperationName, Operation][]
const CLOSED = ALL.filter(([, { access }]) => access !== 'public')
const CHANGING = CLOSED.filter(([, { method }]) => method !== 'GET')

let newsroom: Newsroom
let world: World
let requests: Record<OperationName, Sent>
let untouched: Record<string, string>

beforeAll(async () => {
  newsroom = await openNewsroom()
  world = await makeWorld(newsroom)
  requests = requestsFor(world, newsroom)
  untouched = await fingerprint(newsroom.db)
})
// Whatever is tried here, the whole database stays as it was made.
afterEach(async () => expect(await fingerprint(newsroom.db)).toEqual(untouched))
afterAll(() => newsroom.close())

async function refused(name: OperationName, sent: Sent, code: string): Promise<void> {
  const response = await invoke(OPERATIONS[name], sent)
  const problem = problemSchema.parse(await response.json())
  expect({ code: problem.code, status: response.status, type: problem.type }).toEqual({ code, status: problem.status, type: `/problems/${code}` })
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(response.headers.get('cache-control')).toBe('no-store')
}

test('[AP-2] every route file is in the registry, and every operation of the registry has its route', async () => {
  const files = await Promise.all(ROUTE_FILES.map(async (file) => (await methodsOf(file)).map((method) => `${method} ${pathOfFile(file)}`)))
  expect(files.flat().toSorted()).toEqual(ALL.map(([, { method, path }]) => `${method} ${path}`).toSorted())
})

test('[SE-5] the comparison of the database sees a single changed cell', async () => {
  const paint = (color: number) => newsroom.db.user.update({ where: { id: newsroom.ids.legal }, data: { color } })
  await paint(3)
  expect(await fingerprint(newsroom.db)).not.toEqual(untouched)
  await paint(0)
})

test.each(['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS'])('[AP-3] %s at an address that no operation has is a problem too', async (method) => {
  const response = await invokeNowhere(method)
  expect([response.status, problemSchema.parse(await response.json()).code]).toEqual([404, 'not-found'])
})

describe('[SE-5] nobody', () => {
  test.each(CLOSED)('is told to sign in by %s', async (name) => {
    await refused(name, { ...requests[name], headers: { origin: ORIGIN } }, 'unauthenticated')
  })
})

describe('[SE-2] an ended session', () => {
  test.each(CLOSED)('opens nothing: %s', async (name) => {
    await refused(name, { ...requests[name], headers: browser(newsroom.endedCookie) }, 'unauthenticated')
  })
})

describe('[SE-6] a page of another site', () => {
  test.each(CHANGING)('cannot use the cookie for %s', async (name) => {
    await refused(name, { ...requests[name], headers: { cookie: newsroom.cookies.editor, origin: 'https://evil.example' } }, 'foreign-origin')
    await refused(name, { ...requests[name], headers: { cookie: newsroom.cookies.editor } }, 'foreign-origin')
  })

  test.each(ALL.filter(([, { access, method }]) => access === 'public' && method !== 'GET'))('cannot send %s at all', async (name) => {
    await refused(name, { ...requests[name], headers: { origin: 'https://evil.example' } }, 'foreign-origin')
  })
})

describe('[SE-7] a token', () => {
  test.each(CLOSED)('without the scope may not %s', async (name, { method }) => {
    const authorization = newsroom.tokens[method === 'GET' ? 'write' : 'read']('editor')
    await refused(name, { ...requests[name], headers: { authorization } }, 'forbidden')
  })

  test.each(CLOSED)('that nobody made opens nothing, whatever cookie comes with it: %s', async (name) => {
    await refused(name, { ...requests[name], headers: { ...browser(newsroom.cookies.editor), authorization: 'Bearer stet_made_up' } }, 'unauthenticated')
  })

  test('makes no further token', async () => {
    await refused('createToken', { ...requests.createToken, headers: { authorization: newsroom.tokens.write('editor') } }, 'forbidden')
  })
})

describe('[RE-1] a person without a role on the desk', () => {
  test.each(CLOSED.filter(([name]) => ABOUT_AN_ARTICLE.has(name)))('is told that it does not exist: %s', async (name) => {
    await refused(name, { ...requests[name], headers: browser(newsroom.cookies.outsider) }, 'not-found')
    await refused(name, { ...requests[name], headers: browser(newsroom.cookies.admin) }, 'not-found')
  })

  test.each(['createPerson', 'updatePerson', 'invitePerson', 'getNewsroomRecord', 'createDesk'] as const)(
    'who is no administrator may not %s',
    async (name) => {
      await refused(name, { ...requests[name], headers: browser(newsroom.cookies.outsider) }, 'forbidden')
    },
  )

  test('asks nobody to check a claim of it', async () => {
    await refused('assignClaims', { ...requests.assignClaims, headers: browser(newsroom.cookies.outsider) }, 'not-found')
    await refused('assignClaims', { ...requests.assignClaims, headers: browser(newsroom.cookies.admin) }, 'not-found')
  })

  test('hands nothing over on it', async () => {
    await refused('handOver', { ...requests.handOver, headers: browser(newsroom.cookies.outsider) }, 'invalid-input')
    await refused('handOver', { ...requests.handOver, headers: browser(newsroom.cookies.admin) }, 'invalid-input')
  })

  test('does not learn of a desk or start an article on it', async () => {
    await refused('updateDesk', { ...requests.updateDesk, headers: browser(newsroom.cookies.outsider) }, 'not-found')
    await refused('createArticle', { ...requests.createArticle, headers: browser(newsroom.cookies.outsider) }, 'invalid-input')
    await refused('createArticle', { ...requests.createArticle, headers: browser(newsroom.cookies.admin) }, 'forbidden')
  })

  test.each(['revokeToken', 'revokeSession', 'removeBoardFilter'] as const)('cannot %s of somebody else', async (name) => {
    await refused(name, { ...requests[name], headers: browser(newsroom.cookies.publisher) }, 'not-found')
  })
})

describe('[RE-1] a role that may not', () => {
  const cases = Object.entries(MAY).flatMap(([name, may]) => ROLES.filter((role) => !may.includes(role)).map((role) => [name as OperationName, role] as const))

  test.each(cases)('%s: %s', async (name, role) => {
    await refused(name, { ...requests[name], headers: browser(newsroom.cookies[role]) }, 'forbidden')
    const scope = OPERATIONS[name].method === 'GET' ? 'read' : 'write'
    await refused(name, { ...requests[name], headers: { authorization: newsroom.tokens[scope](role) } }, 'forbidden')
  })
})

describe('[AP-4] what cannot be read', () => {
  const withParams = CLOSED.filter(([, { params }]) => params !== undefined)
  const withBody = ALL.filter(([, { body }]) => body !== undefined)
  const headersFor = (operation: Operation) => (operation.access === 'public' ? { origin: ORIGIN } : browser(newsroom.cookies.editor))

  test.each(withParams)('an id that is no id names nothing: %s', async (name) => {
    const names = Object.keys(requests[name].params ?? {})
    for (const bad of ['1', "1' OR '1'='1", '..', randomUUID().slice(1)]) {
      await refused(
        name,
        { ...requests[name], params: Object.fromEntries(names.map((param) => [param, bad])), headers: browser(newsroom.cookies.editor) },
        'not-found',
      )
    }
  })

  test.each(withParams)('an id of nothing names nothing: %s', async (name) => {
    const names = Object.keys(requests[name].params ?? {})
    await refused(
      name,
      { ...requests[name], params: Object.fromEntries(names.map((param) => [param, randomUUID()])), headers: browser(newsroom.cookies[asker(name)]) },
      'not-found',
    )
  })

  test.each(withBody)('a body that is no JSON: %s', async (name, operation) => {
    const { params } = requests[name]
    const sent = (rawBody: string, type: string): Sent => ({ ...(params && { params }), rawBody, headers: { ...headersFor(operation), 'content-type': type } })
    await refused(name, sent('{"a":', 'application/json'), 'bad-request')
    await refused(name, sent('a=b', 'application/x-www-form-urlencoded'), 'unsupported-media-type')
    await refused(name, sent('{}', 'text/plain'), 'unsupported-media-type')
    await refused(name, sent(JSON.stringify('x'.repeat(operation.maxBytes ?? 256 * 1024)), 'application/json'), 'too-large')
  })

  test.each(withBody)('a body of another shape names the field: %s', async (name, operation) => {
    const { params } = requests[name]
    for (const body of [null, [], 'text', 7]) {
      await refused(name, { ...(params && { params }), body, headers: headersFor(operation) }, 'invalid-input')
    }
  })

  test.each(withBody)('a field that nobody knows is named, and nothing is done: %s', async (name) => {
    const { params, body } = requests[name]
    const asked = { ...(params && { params }), body: { ...Object(body), confidental: true }, headers: browser(newsroom.cookies[asker(name)]) }
    const response = await invoke(OPERATIONS[name], asked)
    const { code, errors } = problemSchema.parse(await response.json())
    expect([response.status, code, errors?.map(({ field }) => field)]).toEqual([422, 'invalid-input', ['confidental']])
  })

  const withoutBody = ALL.filter(([, { body, method }]) => body === undefined && method !== 'GET')

  test.each(withoutBody)('a body where none is asked for: %s', async (name) => {
    const sent = (rawBody: string, type: string): Sent => ({
      ...requests[name],
      rawBody,
      headers: { ...browser(newsroom.cookies[asker(name)]), 'content-type': type },
    })
    await refused(name, sent('a=b', 'application/x-www-form-urlencoded'), 'unsupported-media-type')
    await refused(name, sent('{}', 'text/plain'), 'unsupported-media-type')
    await refused(name, sent('{"a":', 'application/json'), 'bad-request')
    await refused(name, sent('{"number":3}', 'application/json'), 'invalid-input')
    await refused(name, sent('null', 'application/json'), 'invalid-input')
  })

  test('a field that is wrong is named by its path', async () => {
    const response = await invoke(OPERATIONS.createPerson, {
      body: { name: ' ', email: 'nobody', memberships: [{ deskId: 'x', roles: ['king'] }] },
      headers: browser(newsroom.cookies.admin),
    })
    const { errors } = problemSchema.parse(await response.json())
    expect(errors?.map(({ field }) => field)).toEqual(['name', 'email', 'memberships.0.deskId', 'memberships.0.roles.0'])
  })

  test('[AP-5] a cursor with a number that no row can have is named', async () => {
    const cursor = Buffer.from(JSON.stringify([`versions of ${world.articleId}`, '3000000000'])).toString('base64url')
    await refused('listVersions', { ...requests.listVersions, query: { cursor }, headers: browser(newsroom.cookies.editor) }, 'invalid-input')
  })

  test('[AP-5] a cursor of another list is named', async () => {
    const headers = browser(newsroom.cookies.editor)
    const page = await invoke(OPERATIONS.getRecord, { ...requests.getRecord, query: { limit: '1' }, headers })
    const cursor = z.object({ nextCursor: z.string() }).parse(await page.json()).nextCursor
    expect((await invoke(OPERATIONS.getRecord, { ...requests.getRecord, query: { limit: '1', cursor }, headers })).status).toBe(200)
    for (const name of ['listVersions', 'listClaims'] as const) {
      const response = await invoke(OPERATIONS[name], { ...requests[name], query: { cursor }, headers })
      expect([response.status, problemSchema.parse(await response.json()).errors?.map(({ field }) => field)]).toEqual([422, ['cursor']])
    }
  })

  test('[AP-5] a cursor that is none is named', async () => {
    const lists = CLOSED.filter(([name, { query }]) => query && 'cursor' in query.shape && name !== 'listClaims')
    for (const [name] of lists) {
      for (const cursor of ['x', Buffer.from('["a\\u0000b","x"]').toString('base64url'), Buffer.from('{}').toString('base64url')]) {
        await refused(name, { ...requests[name], query: { cursor }, headers: browser(newsroom.cookies[asker(name)]) }, 'invalid-input')
      }
    }
    expect(lists.length).toBeGreaterThan(5)
  })
})

describe('[AP-2] the operations work for those who may', () => {
  test.each(CLOSED.filter(([, { method }]) => method === 'GET'))('%s answers as the registry says, by cookie and by token', async (name, operation) => {
    const by = async (headers: Record<string, string>) => {
      const response = await invoke(operation, { ...requests[name], headers })
      expect(response.status, await response.clone().text()).toBe(operation.status)
      return operation.answer ? z.unknown().parse(await response.json()) : response.headers.get('content-type')
    }
    const answer = operation.answer ?? z.enum([...(operation.media ?? [])])
    expect(answer.safeParse(await by({ cookie: newsroom.cookies[asker(name)] })).error).toBeUndefined()
    expect(answer.safeParse(await by({ authorization: newsroom.tokens.read(asker(name)) })).error).toBeUndefined()
  })
})
