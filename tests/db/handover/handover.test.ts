import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '#lib/db/pool.ts'
import { listBoard } from '#lib/queries/board/list-board.ts'
import { getHandover } from '#lib/queries/handover/get-handover.ts'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import { listTasks } from '#lib/queries/tasks/list-tasks.ts'
import { askAuthor } from '#lib/services/author-queries/ask-author.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import { withdrawArticle } from '#lib/services/publications/withdraw-article.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { assignClaim } from '#lib/services/tasks/assign-claim.ts'
import { updateTask } from '#lib/services/tasks/update-task.ts'
import { handOver } from '#lib/services/tasks/hand-over.ts'
import { contextOf, makeActor } from '#tests/support/factories.ts'
import { acts, hashOf, openNewsroom, refusal, signOff, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const yesterday = () => new Date(Date.now() - 86_400_000).toISOString()

async function assign(articleId: string, quote: string, assigneeId: string, asked: { dueAt?: string; secondCheck?: boolean } = {}): Promise<string> {
  const threeDaysAgo = { ...news.editor, now: () => new Date(Date.now() - 3 * 86_400_000) }
  const { taskId } = await assignClaim(threeDaysAgo, { claimId: await tag(news.editor, articleId, quote), assigneeId, ...asked })
  return taskId
}

describe('what is open, and with whom', () => {
  it('[WO-5] says per person and article what is left', async () => {
    const { deskId } = news
    const [checker, checker2] = [news.checker.actor.userId, news.checker2.actor.userId]
    const articleId = await news.newArticle()
    await assign(articleId, '20 drones', checker, { dueAt: yesterday() })
    await assign(articleId, 'second', checker2, { secondCheck: true })
    const loose = await tag(news.editor, articleId, 'Turkey')
    await askAuthor(news.checker, { claimId: loose, question: 'Which Turkey?' })
    const wrong = await tag(news.editor, articleId, 'programme')
    await verify(news.checker, wrong, 'incorrect')
    const reopened = await tag(news.editor, articleId, 'NATO member')
    await verify(news.checker2, reopened)
    await assignClaim(news.editor, { claimId: reopened, assigneeId: checker2 })
    await type(news.reporter, articleId, ['NATO', 'EU'])
    await reconcileClaims(news.reporter, articleId)
    const { desks } = await getHandover(news.editor, {})
    expect(desks).toMatchObject([
      {
        desk: { id: deskId, name: 'World', timeZone: 'UTC' },
        people: [
          {
            person: { name: 'Cleo Checker' },
            gone: false,
            overdue: 1,
            reopened: 0,
            secondChecks: 0,
            awaitingAuthor: 1,
            questions: 1,
            tasks: [{ claim: { wording: '20 drones' } }],
          },
          { person: { name: 'Carl Checker' }, overdue: 0, reopened: 1, secondChecks: 1, awaitingAuthor: 0, questions: 0, tasks: [{}, {}] },
        ],
        unassigned: [{ id: loose, unasked: { why: 'never', by: null, reason: null } }],
        author: [{ id: wrong }],
        queries: [{ question: 'Which Turkey?' }],
        articles: [{ id: articleId, title: 'Grain deal nears', claimsToClear: 5, openQueries: 1, createdBy: { name: 'Rita Reporter' } }],
        abilities: { handOver: true },
      },
    ])
    expect((await getHandover(news.reporter, {})).desks[0]?.abilities).toEqual({ handOver: false })
  })

  it('[WO-5] [WO-1o] [WO-1n] leaves nothing out that is open though nobody is asked any more', async () => {
    const articleId = await news.newArticle()
    const claim = async (quote: string) => await tag(news.editor, articleId, quote)
    const [reopened, disputed, second, unknown, held] = [
      await claim('NATO member'),
      await claim('programme'),
      await claim('Turkey'),
      await claim('second'),
      await claim('20 drones'),
    ]
    await verify(news.checker, reopened)
    await verify(news.checker, disputed)
    await verify(news.checker2, disputed, 'incorrect')
    await updateClaim(news.editor, { claimId: second, secondCheck: true })
    await assignClaim(news.editor, { claimId: second, assigneeId: news.checker.actor.userId })
    await verify(news.checker, second)
    await verify(news.checker, unknown, 'unverifiable')
    await verify(news.checker, held)
    await type(news.reporter, articleId, ['NATO', 'EU'])
    await reconcileClaims(news.reporter, articleId)
    const of = (list: readonly { id: string; article: { id: string }; state: string }[] = []) =>
      list.filter(({ article }) => article.id === articleId).map(({ id, state }) => [id, state])
    const [desk] = (await getHandover(news.editor, {})).desks
    expect(of(desk?.unassigned)).toEqual([[second, 'awaiting_second']])
    const again = (name: string) => desk?.people.find(({ person }) => person.name === name)
    expect([of(again('Cleo Checker')?.again), of(again('Carl Checker')?.again)]).toEqual([
      [
        [reopened, 'reopened'],
        [disputed, 'disputed'],
      ],
      [[disputed, 'disputed']],
    ])
    const [shown] = (await listBoard(news.editor, { articleId, state: ['reopened'] })).items
    expect(shown).toMatchObject({ againWith: [{ name: 'Cleo Checker' }], changed: { change: 'material', placed: false, at: expect.any(String) } })
    expect(shown?.changed?.diff.filter(({ op }) => op !== 'same')).toEqual([
      { op: 'removed', text: 'NATO' },
      { op: 'added', text: 'EU' },
    ])
    const listed = async (assignee: string) => of((await listBoard(news.editor, { articleId, assignee, state: ['reopened', 'disputed'] })).items)
    expect([await listed('nobody'), await listed(news.checker2.actor.userId)]).toEqual([[], [[disputed, 'disputed']]])
    // Who has left checks it no more: it is with nobody.
    await news.db.user.update({ where: { id: news.checker.actor.userId }, data: { disabledAt: new Date() } })
    expect(of((await getHandover(news.editor, {})).desks[0]?.unassigned)).toContainEqual([reopened, 'reopened'])
    expect(await listed('nobody')).toEqual([[reopened, 'reopened']])
    await news.db.user.update({ where: { id: news.checker.actor.userId }, data: { disabledAt: null } })
    expect(of(desk?.author)).toEqual([[unknown, 'unverifiable']])
  })

  it('[WO-5e] says why nobody has a claim: handed back or withdrawn, with the reason, done, or with a part in the words', async () => {
    const articleId = await news.newArticle()
    const both = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['editor', 'checker'], name: 'Bo Both' }))
    const to = (ctx: typeof both) => ctx.actor.userId
    const back = await assign(articleId, 'Turkey', to(news.checker))
    await updateTask(news.checker, { taskId: back, state: 'cancelled', reason: 'I know him.' })
    const withdrawn = await assign(articleId, 'second', to(news.checker))
    await updateTask(news.editor, { taskId: withdrawn, state: 'cancelled', reason: 'A slip.' })
    const done = await assign(articleId, '20 drones', to(news.checker))
    await updateTask(news.checker, { taskId: done, state: 'done' })
    await assign(articleId, 'programme', to(both))
    await type(both, articleId, ['programme', 'project'])
    await reconcileClaims(both, articleId)
    const [desk] = (await getHandover(news.editor, {})).desks
    const said = desk?.unassigned.filter(({ article }) => article.id === articleId).map(({ unasked }) => [unasked?.why, unasked?.by?.name, unasked?.reason])
    expect(said).toEqual([
      ['handed_back', 'Cleo Checker', 'I know him.'],
      ['withdrawn', 'Cleo Checker', 'A slip.'],
      ['finished', 'Cleo Checker', null],
      ['own_words', 'Bo Both', null],
    ])
  })

  it('[WO-5] shows nobody a desk on which they hold no role', async () => {
    expect((await getHandover(news.stranger, {})).desks.map(({ desk }) => desk.name)).toEqual(['Sport'])
    expect((await getHandover(news.stranger, { deskId: news.deskId })).desks).toEqual([])
  })

  it('[WO-5, WO-1] leaves out what was withdrawn', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, 'Turkey')
    await verify(news.checker2, claimId)
    await signOff(news.checker2, articleId, 'fact_check')
    await signOff(news.publisher, articleId, 'final')
    await publishArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId) })
    await assignClaim(news.editor, { claimId, assigneeId: news.checker.actor.userId })
    const open = async () => (await listTasks(news.checker, { assignee: 'me', state: 'active', articleId, limit: 10 })).items.length
    expect(await open()).toBe(1)
    await withdrawArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId), note: 'It does not stand.' })
    expect(await open()).toBe(0)
    const { desks } = await getHandover(news.editor, {})
    expect(JSON.stringify(desks)).not.toContain(articleId)
  })
})

describe('handing over', () => {
  it('[WO-5a] gives each task to the other, records and tells it; what they were asked already stays, with the reason', async () => {
    const { deskId } = news
    const [fromId, toId] = [news.checker.actor.userId, news.checker2.actor.userId]
    const articleId = await news.newArticle()
    const first = await assign(articleId, '20 drones', fromId)
    const second = await assign(articleId, 'Turkey', fromId)
    const both = await assign(articleId, 'programme', fromId)
    const { claimId } = await news.db.task.findUniqueOrThrow({ where: { id: both } })
    await assignClaim(news.editor, { claimId, assigneeId: toId })
    const outcome = await handOver(news.editor, { deskId, fromId, toId, taskIds: [first, both] })
    expect(outcome).toEqual({ moved: 1, questions: 0, kept: [{ taskId: both, reason: expect.stringContaining('has been asked to check this claim already') }] })
    const owners = await news.db.task.findMany({ where: { id: { in: [first, second, both] } }, select: { id: true, assigneeId: true } })
    expect(new Map(owners.map(({ id, assigneeId }) => [id, assigneeId]))).toEqual(
      new Map([
        [first, toId],
        [second, fromId],
        [both, fromId],
      ]),
    )
    expect((await acts(news.db, articleId)).filter((action) => action === 'task.updated')).toHaveLength(1)
    expect((await listNotifications(news.checker2, { limit: 1 })).items).toMatchObject([{ kind: 'assigned', actorName: 'Ed Editor', claim: { number: 1 } }])
  })

  it('[WO-5a] gives many at once, an article in one go, and tells them as one', async () => {
    const from = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['checker'], name: 'Fay From' }))
    const to = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['checker'], name: 'Tom To' }))
    const articles = [await news.newArticle(), await news.newArticle()]
    for (const articleId of articles) for (const quote of ['Turkey', '20 drones', 'programme']) await assign(articleId, quote, from.actor.userId)
    const heard: string[] = []
    const listener = await connect(news.url, 'test')
    listener.on('notification', ({ payload }) => heard.push(payload ?? ''))
    await listener.query('LISTEN stet_review')
    expect(await handOver(news.editor, { deskId: news.deskId, fromId: from.actor.userId, toId: to.actor.userId })).toEqual({ moved: 6, questions: 0, kept: [] })
    await listener.query('SELECT 1')
    await listener.end()
    expect(heard.toSorted()).toEqual(articles.toSorted())
    expect((await listTasks(from, { assignee: 'me', state: 'active', limit: 10 })).items).toEqual([])
    expect((await listNotifications(to, { limit: 10 })).items.map(({ kind, count }) => [kind, count])).toEqual([
      ['assigned', 3],
      ['assigned', 3],
    ])
    expect((await listNotifications(from, { limit: 10 })).items).toEqual([])
  })

  it('[WO-5b] takes what somebody has who left, and marks them', async () => {
    const { deskId } = news
    const gone = contextOf(news.db, await makeActor(news.db, { deskId, roles: ['checker'], name: 'Gus Gone' }))
    const articleId = await news.newArticle()
    await assign(articleId, 'Turkey', gone.actor.userId)
    await news.db.user.update({ where: { id: gone.actor.userId }, data: { disabledAt: new Date() } })
    const people = async () => (await getHandover(news.editor, {})).desks[0]?.people.filter(({ person }) => person.name === 'Gus Gone').map((one) => one.gone)
    expect(await people()).toEqual([true])
    expect(await handOver(news.publisher, { deskId, fromId: gone.actor.userId, toId: news.checker.actor.userId })).toEqual({ moved: 1, questions: 0, kept: [] })
    expect(await people()).toEqual([])
    const back = { deskId, fromId: news.checker.actor.userId, toId: gone.actor.userId }
    expect(await refusal(handOver(news.editor, back))).toMatchObject({ code: 'invalid-input', errors: [{ field: 'toId' }] })
  })

  it('[WO-5a] names ids that are no task of the desk and moves nothing; a task that is done or another’s meanwhile stays, with the reason', async () => {
    const { deskId } = news
    const [fromId, toId] = [news.checker.actor.userId, news.checker2.actor.userId]
    const articleId = await news.newArticle()
    const [mine, theirs] = [await assign(articleId, '20 drones', fromId), await assign(articleId, 'Turkey', toId)]
    const nowhere = '00000000-0000-4000-8000-000000000000'
    const refused = await refusal(handOver(news.editor, { deskId, fromId, toId, taskIds: [mine, nowhere] }))
    expect(refused).toMatchObject({ code: 'invalid-input', errors: [{ field: 'taskIds.1', message: expect.stringContaining(nowhere) }] })
    expect((await news.db.task.findUniqueOrThrow({ where: { id: mine } })).assigneeId).toBe(fromId)
    const outcome = await handOver(news.editor, { deskId, fromId, toId, taskIds: [mine, theirs] })
    expect(outcome).toEqual({ moved: 1, questions: 0, kept: [{ taskId: theirs, reason: 'This is not open with that person any more.' }] })
  })

  it('[WO-5a] is for those who may assign on that desk, and from one to another', async () => {
    const { deskId } = news
    const wanted = { deskId, fromId: news.checker.actor.userId, toId: news.checker2.actor.userId }
    expect(await refusal(handOver(news.reporter, wanted))).toMatchObject({ code: 'forbidden' })
    expect(await refusal(handOver(news.legal, wanted))).toMatchObject({ code: 'forbidden' })
    expect(await refusal(handOver(news.stranger, wanted))).toMatchObject({ code: 'invalid-input', errors: [{ field: 'deskId' }] })
    expect(await refusal(handOver(news.editor, { ...wanted, toId: wanted.fromId }))).toMatchObject({ code: 'invalid-input', errors: [{ field: 'toId' }] })
    expect(await refusal(handOver(news.editor, { ...wanted, toId: news.reporter.actor.userId }))).toMatchObject({
      code: 'invalid-input',
      errors: [{ field: 'toId' }],
    })
  })
})
