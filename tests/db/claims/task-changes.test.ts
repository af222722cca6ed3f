import { afterAll, beforeAll, expect, it } from 'vitest'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listBoard } from '#lib/queries/board/list-board.ts'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import { assignClaim } from '#lib/services/tasks/assign-claim.ts'
import { assignClaims } from '#lib/services/tasks/assign-claims.ts'
import { updateTask } from '#lib/services/tasks/update-task.ts'
import { openNewsroom, refusal, tag, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const SOON = '2030-01-01T10:00:00.000Z'
const LATER = '2030-01-02T10:00:00.000Z'

async function asked(...words: string[]): Promise<{ articleId: string; ids: string[]; taskIds: string[] }> {
  const articleId = await news.newArticle()
  const ids: string[] = []
  const taskIds: string[] = []
  for (const quote of words) {
    const claimId = await tag(news.editor, articleId, quote)
    ids.push(claimId)
    taskIds.push((await assignClaim(news.editor, { claimId, assigneeId: news.checker.actor.userId, dueAt: SOON })).taskId)
  }
  return { articleId, ids, taskIds }
}

const tasksOf = async (claimId: string) => (await getClaim(news.editor, claimId)).tasks.map(({ assignee, state, dueAt }) => [assignee.name, state, dueAt])
const told = async (articleId: string, { actor }: Newsroom['editor']) =>
  (await news.db.notification.findMany({ where: { articleId, userId: actor.userId, readAt: null }, orderBy: { createdAt: 'asc' } })).map(({ action }) => action)

/** The reasons in somebody's notices, oldest first. */
const whyTold = async (articleId: string, ctx: Newsroom['editor']) =>
  (await listNotifications(ctx, { limit: 50 })).items.flatMap(({ article, reason }) => (article.id === articleId ? (reason ?? []) : [])).toReversed()

it('[WO-2e] takes no due time that has passed, given or changed; one that passed meanwhile may stay', async () => {
  const { ids, taskIds } = await asked('Turkey')
  const [claimId = '', taskId = ''] = [ids[0], taskIds[0]]
  const passed = { code: 'invalid-input', errors: [{ field: 'dueAt', message: expect.stringContaining('has passed') }] }
  const dueAt = '2020-01-01T10:00:00.000Z'
  expect(await refusal(assignClaim(news.editor, { claimId, assigneeId: news.checker2.actor.userId, dueAt }))).toMatchObject(passed)
  expect(await refusal(updateTask(news.editor, { taskId, dueAt }))).toMatchObject(passed)
  const many = { assigneeId: news.checker2.actor.userId, claims: [{ claimId, dueAt }] }
  expect(await refusal(assignClaims(news.editor, many))).toMatchObject(passed)
  await news.db.task.update({ where: { id: taskId }, data: { dueAt: new Date(dueAt) } })
  await updateTask(news.editor, { taskId, dueAt, question: 'Which?' })
  expect(await tasksOf(claimId)).toEqual([['Cleo Checker', 'open', dueAt]])
})

it('[WO-2n] [WO-3l] is handed back by who is asked, with a reason that reaches who asked; withdrawn by the desk, which its holder is told', async () => {
  const { articleId, ids, taskIds } = await asked('Turkey', 'the programme')
  const [back = '', withdrawn = ''] = taskIds
  expect(await refusal(updateTask(news.checker, { taskId: back, state: 'cancelled' }))).toMatchObject({ errors: [{ field: 'reason' }] })
  expect(await refusal(updateTask(news.reporter, { taskId: back, state: 'cancelled', reason: 'x' }))).toMatchObject({ code: 'forbidden' })
  await updateTask(news.checker, { taskId: back, state: 'cancelled', reason: 'I know him.' })
  expect(await told(articleId, news.editor)).toEqual(['task.handed_back'])
  await updateTask(news.editor, { taskId: withdrawn, dueAt: LATER })
  expect(await told(articleId, news.checker)).toEqual(['task.changed'])
  await updateTask(news.editor, { taskId: withdrawn, state: 'cancelled', reason: 'A slip.' })
  expect(await told(articleId, news.checker)).toEqual(['task.withdrawn'])
  expect([await whyTold(articleId, news.editor), await whyTold(articleId, news.checker)]).toEqual([['I know him.'], ['A slip.']])
  const byId = new Map((await listBoard(news.editor, { articleId })).items.map((item) => [item.id, item]))
  expect(byId.get(ids[0] ?? '')).toMatchObject({
    state: 'open',
    task: null,
    unasked: { by: { name: 'Cleo Checker' }, why: 'handed_back', reason: 'I know him.' },
  })
  expect(byId.get(ids[1] ?? '')).toMatchObject({ state: 'open', task: null, unasked: { by: { name: 'Cleo Checker' }, why: 'withdrawn' } })
})

it('[WO-2k] asks beside who is asked already, or instead of them; the same person is asked by the new time', async () => {
  const { articleId, ids } = await asked('Turkey', 'the programme')
  const claims = ids.map((claimId) => ({ claimId, dueAt: LATER }))
  const again = { assigneeId: news.checker.actor.userId, claims }
  expect((await assignClaims(news.editor, again)).refused).toEqual([])
  for (const id of ids) expect(await tasksOf(id)).toEqual([['Cleo Checker', 'open', LATER]])
  expect(await refusal(assignClaims(news.editor, again))).toMatchObject({ code: 'conflict', detail: expect.not.stringContaining('this claim') })
  const { userId } = news.checker2.actor
  await assignClaims(news.editor, { assigneeId: userId, claims: [{ claimId: ids[0] ?? '', dueAt: SOON }] })
  expect((await listBoard(news.editor, { articleId })).items.find(({ id }) => id === ids[0])).toMatchObject({
    task: { assignee: { name: 'Carl Checker' } },
    alsoWith: [{ name: 'Cleo Checker' }],
    due: { at: SOON, overdue: false },
  })
  await assignClaims(news.editor, { assigneeId: userId, claims, others: 'instead' })
  expect(await tasksOf(ids[0] ?? '')).toEqual([
    ['Cleo Checker', 'cancelled', LATER],
    ['Carl Checker', 'open', LATER],
  ])
  expect(await tasksOf(ids[1] ?? '')).toEqual([['Carl Checker', 'open', LATER]])
})

it('[WO-1a] is late as soon as one of those who are asked is, whoever is shown', async () => {
  const { articleId, ids, taskIds } = await asked('Turkey')
  await news.db.task.update({ where: { id: taskIds[0] ?? '' }, data: { dueAt: new Date('2026-01-01T10:00:00Z') } })
  await assignClaim(news.editor, { claimId: ids[0] ?? '', assigneeId: news.checker2.actor.userId })
  expect((await listBoard(news.editor, { articleId })).items).toMatchObject([
    { task: { assignee: { name: 'Carl Checker' }, dueAt: null }, due: { at: '2026-01-01T10:00:00.000Z', overdue: true } },
  ])
})

it('[WO-2n] how a task ended stays said of it, whatever is changed of it afterwards', async () => {
  const { ids, taskIds } = await asked('Turkey')
  const [claimId = '', taskId = ''] = [ids[0], taskIds[0]]
  await updateTask(news.checker, { taskId, state: 'cancelled', reason: 'I am on leave.' })
  const end = async () => await news.db.task.findUniqueOrThrow({ where: { id: taskId }, select: { state: true, ended: true, endReason: true, closedAt: true } })
  const before = await end()
  expect(before).toMatchObject({ state: 'cancelled', ended: 'handed_back', endReason: 'I am on leave.' })
  await updateTask(news.editor, { taskId, question: 'Is it Turkey?' })
  expect(await end()).toEqual(before)
  expect((await listBoard(news.editor, {})).items.find(({ id }) => id === claimId)?.unasked).toMatchObject({ why: 'handed_back', reason: 'I am on leave.' })
})
