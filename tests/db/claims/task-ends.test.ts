import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MIGRATIONS_DIR } from '#lib/db/migrate.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listBoard } from '#lib/queries/board/list-board.ts'
import { getHandover } from '#lib/queries/handover/get-handover.ts'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import { listTasks } from '#lib/queries/tasks/list-tasks.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import { waiveClaim } from '#lib/services/claims/waive-claim.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { updateDesk } from '#lib/services/desks/update-desk.ts'
import { assignClaim } from '#lib/services/tasks/assign-claim.ts'
import { updateTask } from '#lib/services/tasks/update-task.ts'
import { contextOf, makeActor } from '#tests/support/factories.ts'
import { acts, openNewsroom, refusal, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom({ fourEyes: true })
})
afterAll(() => news.close())

const QUOTE = 'second since Russian forces invaded Ukraine'

async function asked(...people: ServiceContext[]): Promise<{ articleId: string; claimId: string; taskIds: string[] }> {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, QUOTE)
  const taskIds: string[] = []
  for (const { actor } of people) taskIds.push((await assignClaim(news.editor, { claimId, assigneeId: actor.userId })).taskId)
  return { articleId, claimId, taskIds }
}

const stateOf = async (claimId: string) => (await getClaim(news.editor, claimId)).state
const ends = async (claimId: string) => (await getClaim(news.editor, claimId)).tasks.map(({ state, ended }) => [state, ended])

describe('a task whose claim is cleared', () => {
  it('[WO-2l] ends when another of those who were asked verifies the claim, is on no list any more, and its holder is told in the app alone', async () => {
    const { articleId, claimId } = await asked(news.checker, news.checker2)
    await news.db.task.updateMany({ where: { claimId }, data: { dueAt: new Date(news.editor.now().getTime() - 3_600_000) } })
    await verify(news.checker, claimId)
    expect(await ends(claimId)).toEqual([
      ['done', null],
      ['done', 'cleared'],
    ])
    expect((await listTasks(news.checker2, { assignee: 'me', state: 'active', articleId, limit: 10 })).items).toEqual([])
    expect((await getHandover(news.editor, {})).desks.flatMap(({ people }) => people.flatMap(({ tasks }) => tasks))).toEqual([])
    expect((await listBoard(news.editor, { articleId })).items).toMatchObject([
      { task: { state: 'done', overdue: false, assignee: { name: 'Cleo Checker' } }, alsoWith: [] },
    ])
    expect((await acts(news.db, articleId)).filter((act) => act.startsWith('task.'))).toEqual(['task.assigned', 'task.assigned', 'task.ended'])
    const told = await news.db.notification.findMany({ where: { userId: news.checker2.actor.userId, articleId, kind: 'assigned' } })
    expect(told).toMatchObject([{ action: 'task.cleared', actorName: 'Cleo Checker', claimId, inApp: true, mailAfter: null, readAt: null }])
    expect((await listNotifications(news.checker, { limit: 10 })).items.filter(({ action }) => action === 'task.cleared')).toEqual([])
  })

  it('[CL-6h] is not shown to who is to check the claim a second time without knowing: it tells that it was cleared', async () => {
    const { articleId, claimId } = await asked(news.checker2)
    await verify(news.checker, claimId)
    await updateClaim(news.editor, { claimId, secondCheck: true })
    const done = async (ctx: ServiceContext) => (await listTasks(ctx, { state: 'done', articleId, limit: 10 })).items.map(({ ended }) => ended)
    const { verdictsHidden, tasks } = await getClaim(news.checker2, claimId)
    expect([verdictsHidden, tasks, await done(news.checker2)]).toEqual([true, [], []])
    const unasked = async (ctx: ServiceContext) => (await listBoard(ctx, { articleId })).items.map((item) => item.unasked?.why)
    expect([await unasked(news.checker2), await unasked(news.editor)]).toEqual([['never'], ['cleared']])
    expect([await ends(claimId), await done(news.editor)]).toEqual([[['done', 'cleared']], ['cleared']])
  })

  it('[WO-2l] ends when the claim is handed over and its former checker verifies it, and when it is waived', async () => {
    const handed = await asked(news.checker)
    await updateTask(news.editor, { taskId: handed.taskIds[0] ?? '', assigneeId: news.checker2.actor.userId })
    await verify(news.checker, handed.claimId)
    expect(await ends(handed.claimId)).toEqual([['done', 'cleared']])
    const waived = await asked(news.checker)
    const { wordingHash } = await getClaim(news.editor, waived.claimId)
    await waiveClaim(news.editor, { claimId: waived.claimId, wordingHash, reason: 'Common knowledge.' })
    expect(await ends(waived.claimId)).toEqual([['done', 'cleared']])
    // Who was asked is told by whom, and that it is waived.
    const told = await news.db.notification.findMany({ where: { articleId: waived.articleId, action: { in: ['task.waived', 'task.cleared'] } } })
    expect(told).toMatchObject([{ action: 'task.waived', actorName: 'Ed Editor', userId: news.checker.actor.userId }])
    // Nobody checked it.
    expect((await listBoard(news.editor, { articleId: waived.articleId })).items).toMatchObject([{ state: 'waived', task: null }])
    expect((await listBoard(news.editor, { articleId: waived.articleId, assignee: news.checker.actor.userId })).items).toEqual([])
  })

  it('[WO-2l] stays while a second check is due, and ends once one check is said to be enough', async () => {
    const { claimId } = await asked(news.checker)
    await assignClaim(news.editor, { claimId, assigneeId: news.checker2.actor.userId, secondCheck: true })
    await verify(news.checker, claimId)
    expect(await ends(claimId)).toEqual([
      ['done', null],
      ['open', null],
    ])
    await updateClaim(news.publisher, { claimId, secondCheck: false, reason: 'It is on the record.' })
    expect(await ends(claimId)).toEqual([
      ['done', null],
      ['done', 'cleared'],
    ])
  })

  it('[WO-2o] ends with the desk’s rule that every claim is checked twice, at that very act, and its holder is told; one that was asked for by itself stays', async () => {
    const admin = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: [], name: 'Ada Admin', isAdmin: true }))
    await updateDesk(admin, { deskId: news.deskId, secondCheck: true })
    const { articleId, claimId } = await asked(news.checker, news.checker2)
    const alone = await asked(news.checker)
    await assignClaim(news.editor, { claimId: alone.claimId, assigneeId: news.checker2.actor.userId, secondCheck: true })
    for (const id of [claimId, alone.claimId]) await verify(news.checker, id)
    await updateDesk(admin, { deskId: news.deskId, name: 'World news' })
    expect([await stateOf(claimId), (await ends(claimId)).at(-1)]).toEqual(['awaiting_second', ['open', null]])
    await updateDesk(admin, { deskId: news.deskId, secondCheck: false })
    expect([await stateOf(claimId), (await ends(claimId)).at(-1)]).toEqual(['verified', ['done', 'cleared']])
    expect([await stateOf(alone.claimId), (await ends(alone.claimId)).at(-1)]).toEqual(['awaiting_second', ['open', null]])
    expect((await acts(news.db, articleId)).at(-1)).toBe('task.ended')
    const told = await news.db.notification.findMany({ where: { articleId, action: 'task.cleared' } })
    expect(told).toMatchObject([{ userId: news.checker2.actor.userId, claimId, actorName: 'Ada Admin', mailAfter: null }])
    expect((await refusal(updateDesk(news.editor, { deskId: news.deskId, secondCheck: true }))).code).toBe('forbidden')
  })

  it('[WO-2l] stays where it was asked for after the claim was cleared, until somebody decides again', async () => {
    const { claimId } = await asked()
    await verify(news.checker, claimId)
    await assignClaim(news.editor, { claimId, assigneeId: news.checker2.actor.userId })
    await updateClaim(news.editor, { claimId, priority: 'high' })
    expect(await ends(claimId)).toEqual([['open', null]])
    await verify(news.checker, claimId)
    expect(await ends(claimId)).toEqual([['done', 'cleared']])
  })

  it('[WO-2l, WO-2c] is asked again of those who had finished, and of the last who was asked where nobody had', async () => {
    const both = await asked(news.checker, news.checker2)
    await verify(news.checker, both.claimId)
    const none = await asked(news.checker)
    await verify(news.checker2, none.claimId)
    for (const { articleId } of [both, none]) {
      await type(news.reporter, articleId, ['second', 'third'])
      await reconcileClaims(news.reporter, articleId)
    }
    expect(await ends(both.claimId)).toEqual([
      ['open', null],
      ['done', 'cleared'],
    ])
    expect(await ends(none.claimId)).toEqual([['open', null]])
    // Asked about the other words; taking these back clears the claim again.
    await assignClaim(news.editor, { claimId: both.claimId, assigneeId: news.checker2.actor.userId })
    await type(news.reporter, both.articleId, ['third', 'second'])
    await reconcileClaims(news.reporter, both.articleId)
    expect(await ends(both.claimId)).toEqual([
      ['done', null],
      ['done', 'cleared'],
      ['done', 'cleared'],
    ])
  })

  it('[WO-2l] ended with the update where it was left open before, but for one that was asked for later', async () => {
    const left = await asked(news.checker2)
    await verify(news.checker, left.claimId)
    const later = await asked()
    await verify(news.checker, later.claimId)
    await assignClaim(news.editor, { claimId: later.claimId, assigneeId: news.checker2.actor.userId })
    const due = await asked(news.checker2)
    await news.db.task.updateMany({ where: { claimId: left.claimId }, data: { state: 'open', ended: null, closedAt: null } })
    const [folder = ''] = (await readdir(MIGRATIONS_DIR)).filter((name) => name.endsWith('_task_ends'))
    const sql = await readFile(path.join(MIGRATIONS_DIR, folder, 'migration.sql'), 'utf8')
    await prismaSql(news.db).query(sql.slice(sql.indexOf('UPDATE task'), sql.indexOf('-- WO-2m')), [])
    for (const [{ claimId }, state] of [
      [left, 'done'],
      [later, 'open'],
      [due, 'open'],
    ] as const)
      expect(await ends(claimId)).toEqual([[state, state === 'done' ? 'cleared' : null]])
  })
})

describe('a task whose holder has a part in the words', () => {
  it('[WO-2m] ends, is nobody’s, and is told to them and to who asked; nobody with a part in the words is asked', async () => {
    const both = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['editor', 'checker'], name: 'Bo Both' }))
    const { articleId, claimId } = await asked(both)
    await verify(both, claimId)
    await type(both, articleId, ['invaded', 'entered'])
    await reconcileClaims(both, articleId)
    expect(await ends(claimId)).toEqual([['cancelled', 'own_words']])
    expect((await listTasks(both, { assignee: 'me', state: 'active', articleId, limit: 10 })).items).toEqual([])
    expect((await listBoard(news.editor, { articleId, assignee: 'nobody' })).items).toMatchObject([{ id: claimId, state: 'reopened', task: null }])
    const told = await news.db.notification.findMany({ where: { articleId, kind: 'assigned', readAt: null }, orderBy: { action: 'asc' } })
    expect(told.map(({ userId, action, mailAfter }) => [userId, action, mailAfter !== null])).toEqual([
      [news.editor.actor.userId, 'task.ask_again', true],
      [both.actor.userId, 'task.own_words', false],
    ])
    expect(await refusal(assignClaim(news.editor, { claimId, assigneeId: both.actor.userId }))).toMatchObject({
      code: 'invalid-input',
      errors: [{ field: 'assigneeId', message: expect.stringContaining('a part in the words') }],
    })
    const { taskId } = await assignClaim(news.editor, { claimId, assigneeId: news.checker.actor.userId })
    expect(await refusal(updateTask(news.editor, { taskId, assigneeId: both.actor.userId }))).toMatchObject({ errors: [{ field: 'assigneeId' }] })
  })

  it('[WO-2o] ends as the desk has four eyes again, at that very act', async () => {
    const admin = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: [], name: 'Ada Admin', isAdmin: true }))
    const both = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['editor', 'checker'], name: 'Bo Both' }))
    await updateDesk(admin, { deskId: news.deskId, fourEyes: false })
    const { articleId, claimId } = await asked(both)
    await type(both, articleId, ['invaded', 'entered'])
    await reconcileClaims(both, articleId)
    expect(await ends(claimId)).toEqual([['open', null]])
    await updateDesk(admin, { deskId: news.deskId, fourEyes: true })
    expect(await ends(claimId)).toEqual([['cancelled', 'own_words']])
    expect(await news.db.notification.findMany({ where: { articleId, action: 'task.own_words' } })).toMatchObject([{ userId: both.actor.userId }])
  })
})
