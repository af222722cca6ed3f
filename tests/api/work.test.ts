/** WO-1 to WO-3 over HTTP; WO-4 is in live.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { boardItemSchema, taskListItemSchema } from '#lib/api/schemas/claims.ts'
import { openNewsroom, type Newsroom, type PersonName } from './support/newsroom.ts'
import { caller, answerOf } from './support/world.ts'

let newsroom: Newsroom
const as = (name: PersonName) => caller(newsroom, name)
const text = z.string()

beforeAll(async () => {
  newsroom = await openNewsroom()
})
afterAll(() => newsroom.close())

/** An article with claims on these words, and their ids. */
async function tagged(...quotes: string[]): Promise<{ articleId: string; ids: string[] }> {
  const content = 'Putin arrived on Tuesday. Iran sold 20 drones. Gas prices doubled.'
  const articleId = text.parse((await as('reporter')('createArticle', { body: { title: 'Tehran', deskId: newsroom.deskId, content } }))['id'])
  const ids: string[] = []
  for (const quote of quotes) ids.push(text.parse((await as('editor')('tagClaim', { params: { id: articleId }, body: { quote, kind: 'figure' } }))['id']))
  return { articleId, ids }
}

test('[WO-1] [WO-1k] [WO-1m] [WO-2e] the board lists the claims of one’s desks, urgent ones first, by article, state and who has them; a work-list one’s tasks', async () => {
  const { articleId, ids } = await tagged('on Tuesday', '20 drones', 'doubled')
  const [tuesday = '', drones = '', doubled = ''] = ids
  await as('editor')('updateClaim', { params: { id: doubled }, body: { priority: 'high' } })
  const dueAt = new Date(Date.now() - 60_000)
  const body = { assigneeId: newsroom.ids.checker }
  expect(await answerOf(newsroom, 'editor', 'assignClaim', { params: { id: drones }, body: { ...body, dueAt: dueAt.toISOString() } })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'dueAt' }] },
  })
  await as('editor')('assignClaim', { params: { id: drones }, body })
  await newsroom.db.task.updateMany({ where: { claimId: drones }, data: { dueAt } })
  const board = async (name: PersonName, query: Record<string, string>) =>
    z
      .array(boardItemSchema)
      .parse((await as(name)('listBoard', { query }))['items'])
      .map(({ id }) => id)
  expect(await board('checker', { articleId })).toEqual([drones, doubled, tuesday])
  expect(await board('reporter', { articleId, state: 'assigned' })).toEqual([drones])
  expect([await board('checker', { assignee: 'me' }), await board('editor', { articleId, assignee: 'nobody' })]).toEqual([[drones], [doubled, tuesday]])
  expect(await board('outsider', {})).toEqual([])
  const tasks = z.array(taskListItemSchema).parse((await as('checker')('listTasks', { query: { assignee: 'me', due: 'overdue' } }))['items'])
  expect(tasks).toMatchObject([{ overdue: true, claim: { id: drones, state: 'assigned' }, article: { id: articleId } }])
  expect((await as('outsider')('listTasks', {}))['items']).toEqual([])
  // As a form sends them: a filter without a value is none.
  expect((await as('checker')('listTasks', { query: { assignee: 'me', state: '', due: '' } }))['items']).toHaveLength(1)
  expect(await board('checker', { articleId, state: 'open,assigned', sort: 'claim' })).toEqual([tuesday, drones, doubled])
  expect([await board('editor', { articleId, due: 'overdue' }), await board('editor', { articleId, due: 'later' })]).toEqual([[drones], []])
  for (const query of [
    { state: 'checked' },
    { state: 'open,checked' },
    { state: ',' },
    { assignee: 'Carl' },
    { marked: 'red' },
    { due: 'soon' },
    { sort: 'size' },
  ]) {
    expect(await answerOf(newsroom, 'checker', 'listBoard', { query })).toMatchObject({ status: 422, body: { code: 'invalid-input' } })
  }
})

test('[WO-2] a task has who, by when and what is asked; many are given at once; its author is asked, and the asker closes', async () => {
  const { ids } = await tagged('on Tuesday', '20 drones', 'doubled')
  const [first = '', second = '', third = ''] = ids
  const dueAt = new Date(Date.now() + 3_600_000).toISOString()
  const claims = [{ claimId: first, dueAt }, { claimId: second }, { claimId: crypto.randomUUID() }]
  const given = await as('editor')('assignClaims', { body: { assigneeId: newsroom.ids.checker, question: 'Says who?', priority: 'high', claims } })
  expect(given).toMatchObject({ assigned: [{ claimId: first }, { claimId: second }], refused: [{ code: 'not-found' }] })
  expect(await as('checker')('getClaim', { params: { id: first } })).toMatchObject({
    priority: 'high',
    tasks: [{ dueAt, question: 'Says who?', assignee: { name: 'checker' } }],
  })
  await as('checker')('assignClaim', { params: { id: third }, body: { assigneeId: newsroom.ids.checker, priority: 'low' } })
  expect(await as('checker')('getClaim', { params: { id: third } })).toMatchObject({ priority: 'low' })
  expect(
    await answerOf(newsroom, 'editor', 'assignClaim', { params: { id: second }, body: { assigneeId: newsroom.ids.checker, priority: 'urgent' } }),
  ).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'priority' }] },
  })
  const refused = await as('reporter')('assignClaims', { body: { assigneeId: newsroom.ids.checker, claims } })
  expect(refused).toMatchObject({ assigned: [], refused: [{ code: 'forbidden' }, { code: 'forbidden' }, { code: 'not-found' }] })

  const asked = await as('checker')('askAuthor', { params: { id: first }, body: { question: 'Which Tuesday?' } })
  const [query] = z.array(z.object({ id: z.string() })).parse(asked['queries'])
  const params = { id: query?.id ?? '' }
  const waiting = async (name: PersonName) =>
    z.array(z.object({ id: z.string(), waitsOn: z.string() })).parse((await as(name)('listAuthorQueries', { query: { state: 'open' } }))['items'])
  expect(await waiting('reporter')).toMatchObject([{ id: params.id, waitsOn: 'author' }])
  await as('reporter')('replyToQuery', { params, body: { text: 'The 19th.' } })
  expect(await waiting('checker')).toMatchObject([{ id: params.id, waitsOn: 'asker' }])
  expect(await answerOf(newsroom, 'editor', 'closeQuery', { params })).toMatchObject({ status: 403 })
  await as('checker')('closeQuery', { params })
  expect(await waiting('reporter')).toEqual([])
})

test('[WO-3] notices come to those whom it concerns alone, can be read off, and are chosen by kind', async () => {
  const { ids } = await tagged('20 drones')
  const notices = async (name: PersonName) =>
    z
      .array(z.object({ kind: z.string(), claimId: z.string().nullish(), readAt: z.string().nullable() }).loose())
      .parse((await as(name)('listNotifications', {}))['items'])
  const before = (await notices('legal')).length
  await as('editor')('assignClaim', { params: { id: ids[0] ?? '' }, body: { assigneeId: newsroom.ids.checker } })
  expect((await notices('checker'))[0]).toMatchObject({ kind: 'assigned', readAt: null })
  expect((await notices('legal')).length).toBe(before)
  await as('checker')('markNotifications', { body: {} })
  expect((await notices('checker')).every(({ readAt }) => readAt !== null)).toBe(true)

  await as('checker')('chooseNotifications', { body: { choices: [{ kind: 'assigned', inApp: false, byMail: false }] } })
  const count = (await notices('checker')).length
  const more = await tagged('doubled')
  await as('editor')('assignClaim', { params: { id: more.ids[0] ?? '' }, body: { assigneeId: newsroom.ids.checker } })
  expect((await notices('checker')).length).toBe(count)
  expect(await answerOf(newsroom, 'checker', 'chooseNotifications', { body: { choices: [{ kind: 'gossip', inApp: true }] } })).toMatchObject({ status: 422 })
})
