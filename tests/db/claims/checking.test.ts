import * as Y from 'yjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendUpdates, loadDocument } from '#lib/collab/log.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { CLAIM_STATES, STATES_FOR_THE_AUTHOR, STATES_TO_CHECK } from '#lib/domain/claims/terms.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { getClaimHistory } from '#lib/queries/claims/get-claim-history.ts'
import { listClaims } from '#lib/queries/claims/list-claims.ts'
import { getTask } from '#lib/queries/tasks/get-task.ts'
import { getGate } from '#lib/queries/review/get-gate.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { listTasks } from '#lib/queries/tasks/list-tasks.ts'
import { listTitles } from '#lib/queries/articles/list-titles.ts'
import { findAssignee } from '#lib/queries/board/find-assignee.ts'
import { listAssignees } from '#lib/queries/board/list-assignees.ts'
import { listBoard } from '#lib/queries/board/list-board.ts'
import { listWaiting } from '#lib/queries/board/list-waiting.ts'
import { createArticle } from '#lib/services/articles/create-article.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import { waiveClaim } from '#lib/services/claims/waive-claim.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { assignClaim } from '#lib/services/tasks/assign-claim.ts'
import { updateTask } from '#lib/services/tasks/update-task.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { giveVerdict } from '#lib/services/verdicts/give-verdict.ts'
import { contextOf, makeActor, makeArticle } from '#tests/support/factories.ts'
import { acts, change, deleteParagraph, find, openNewsroom, refusal, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const QUOTE = 'second since Russian forces invaded Ukraine'

async function openClaim(): Promise<{ articleId: string; claimId: string }> {
  const articleId = await news.newArticle()
  return { articleId, claimId: await tag(news.editor, articleId, QUOTE) }
}

describe('a task', () => {
  it('[WO-2] carries who is asked, what, by when; the claim goes from open to assigned to in checking', async () => {
    const { articleId, claimId } = await openClaim()
    const { taskId } = await assignClaim(news.editor, {
      claimId,
      assigneeId: news.checker.actor.userId,
      dueAt: '2030-12-01T12:00:00.000Z',
      question: 'Was it the second?',
    })
    expect(await getTask(news.checker, taskId)).toMatchObject({
      state: 'open',
      assignee: { name: 'Cleo Checker' },
      createdBy: { name: 'Ed Editor' },
      question: 'Was it the second?',
      dueAt: '2030-12-01T12:00:00.000Z',
      secondCheck: false,
    })
    expect((await getClaim(news.checker, claimId)).state).toBe('assigned')
    await updateTask(news.checker, { taskId, state: 'in_checking' })
    expect((await getClaim(news.checker, claimId)).state).toBe('in_checking')
    expect(await acts(news.db, articleId)).toEqual(['article.created', 'claim.tagged', 'task.assigned', 'task.updated'])
  })

  it('[WO-2b] is done when its checker gives a verdict', async () => {
    const { claimId } = await openClaim()
    const { taskId } = await assignClaim(news.editor, { claimId, assigneeId: news.checker.actor.userId })
    await verify(news.checker, claimId)
    expect((await getTask(news.editor, taskId)).state).toBe('done')
  })

  it('[WO-2c] is on the list again when an edit re-opens the claim, and done when the edit is taken back', async () => {
    const { articleId, claimId } = await openClaim()
    const { taskId } = await assignClaim(news.editor, { claimId, assigneeId: news.checker.actor.userId })
    await verify(news.checker, claimId)
    for (const [words, state] of [
      [['second', 'third'], 'open'],
      [['third', 'second'], 'done'],
    ] as const) {
      await type(news.reporter, articleId, words)
      await reconcileClaims(news.reporter, articleId)
      expect((await getTask(news.editor, taskId)).state).toBe(state)
    }
  })

  it('[WO-2d] goes only to somebody who can give verdicts on this desk, and not twice at once', async () => {
    const { claimId } = await openClaim()
    for (const who of [news.reporter, news.stranger])
      expect(await refusal(assignClaim(news.editor, { claimId, assigneeId: who.actor.userId }))).toMatchObject({
        code: 'invalid-input',
        errors: [{ field: 'assigneeId' }],
      })
    await assignClaim(news.editor, { claimId, assigneeId: news.checker.actor.userId })
    expect(await refusal(assignClaim(news.editor, { claimId, assigneeId: news.checker.actor.userId }))).toMatchObject({ code: 'conflict' })
  })

  it('[WO-2a] is moved on by its assignee or by the desk, and given to another only by the desk', async () => {
    const { claimId } = await openClaim()
    const { taskId } = await assignClaim(news.editor, { claimId, assigneeId: news.checker.actor.userId })
    expect(await refusal(updateTask(news.reporter, { taskId, state: 'done' }))).toMatchObject({ code: 'forbidden' })
    expect(await refusal(assignClaim(news.reporter, { claimId, assigneeId: news.checker2.actor.userId }))).toMatchObject({ code: 'forbidden' })
    await updateTask(news.checker, { taskId, state: 'in_checking' })
    await updateTask(news.editor, { taskId, assigneeId: news.checker2.actor.userId, question: null })
    expect(await getTask(news.editor, taskId)).toMatchObject({ assignee: { name: 'Carl Checker' }, state: 'open' })
    expect(await refusal(updateTask(news.stranger, { taskId, state: 'done' }))).toMatchObject({ code: 'not-found' })
  })

  it('[WO-1] is found in the assignee’s list, soonest due first, page by page', async () => {
    const me = contextOf(
      news.db,
      await makeActor(news.db, { deskId: news.deskId, roles: ['checker'], name: 'Nia New' }),
      () => new Date('2026-11-20T15:00:00Z'),
    )
    const due = ['2026-11-20T18:00:00.000Z', undefined, '2026-11-19T10:00:00.000Z', '2026-11-25T10:00:00.000Z', undefined]
    const ids: string[] = []
    const earlier = { ...news.editor, now: () => new Date('2026-11-18T10:00:00Z') }
    for (const dueAt of due)
      ids.push((await assignClaim(earlier, { claimId: (await openClaim()).claimId, assigneeId: me.actor.userId, ...(dueAt && { dueAt }) })).taskId)
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await listTasks(me, { assignee: 'me', state: 'active', limit: 2, ...(cursor !== undefined && { cursor }) })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(seen.slice(0, 3)).toEqual([ids[2], ids[0], ids[3]])
    expect(new Set(seen.slice(3))).toEqual(new Set([ids[1], ids[4]]))
    expect((await listTasks(me, { assignee: 'me', due: 'overdue', limit: 10 })).items).toMatchObject([
      { id: ids[2], overdue: true, claim: { number: 1, state: 'assigned', wording: QUOTE }, article: { title: 'Grain deal nears' } },
    ])
    expect((await listTasks(me, { assignee: 'me', due: 'today', limit: 10 })).items.map(({ id }) => id)).toEqual([ids[0]])
    expect((await listTasks(news.stranger, { limit: 100 })).items).toEqual([])
    // At 15:00 UTC it is the 21st in Auckland already, and 18:00 UTC is later on the same day there.
    await news.db.desk.update({ where: { id: news.deskId }, data: { timeZone: 'Pacific/Auckland' } })
    expect((await listTasks(me, { assignee: 'me', due: 'today', limit: 10 })).items).toMatchObject([{ id: ids[0], timeZone: 'Pacific/Auckland' }])
    // In Honolulu it is 05:00 on the 20th, and 09:30 UTC of the 21st is half past eleven that night.
    await news.db.task.update({ where: { id: ids[0] ?? '' }, data: { dueAt: new Date('2026-11-21T09:30:00Z') } })
    await news.db.desk.update({ where: { id: news.deskId }, data: { timeZone: 'Pacific/Honolulu' } })
    expect((await listTasks(me, { assignee: 'me', due: 'today', limit: 10 })).items.map(({ id }) => id)).toEqual([ids[0]])
    await news.db.desk.update({ where: { id: news.deskId }, data: { timeZone: 'UTC' } })
    expect((await listTasks(me, { assignee: 'me', due: 'today', limit: 10 })).items).toEqual([])
  })

  it('[WO-1h] of one due time has the high priority first, then goes by article and number, whatever the pages', async () => {
    const me = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['checker'], name: 'Otto Order' }))
    const articles: string[] = []
    for (const title of ['Zinc prices', 'Apple harvest'])
      articles.push(await makeArticle(news.db, { author: news.reporter.actor, deskId: news.deskId, title, content: 'One, two and three.' }))
    const [zinc = '', apple = ''] = articles
    const dueAt = '2030-01-01T10:00:00.000Z'
    const give = async (articleId: string, quote: string, priority: 'low' | 'normal' | 'high', due?: string) => {
      const claimId = await tag(news.editor, articleId, quote)
      await updateClaim(news.editor, { claimId, priority })
      await assignClaim(news.editor, { claimId, assigneeId: me.actor.userId, ...(due !== undefined && { dueAt: due }) })
      return claimId
    }
    await give(zinc, 'One', 'normal')
    await give(zinc, 'two', 'low', dueAt)
    await give(zinc, 'three', 'normal', dueAt)
    const checked = await give(apple, 'One', 'normal', dueAt)
    await give(apple, 'two', 'normal', dueAt)
    await give(apple, 'three', 'high', dueAt)
    const names: string[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await listTasks(me, { assignee: 'me', limit: 1, ...(cursor !== undefined && { cursor }) })
      names.push(...page.items.map(({ article, claim }) => `${article.title.split(' ')[0]} ${claim.number} ${claim.priority}`))
      cursor = page.nextCursor
    }
    expect(names).toEqual(['Apple 3 high', 'Apple 1 normal', 'Apple 2 normal', 'Zinc 3 normal', 'Zinc 2 low', 'Zinc 1 normal'])
    await verify(me, checked)
    const mine = (items: readonly { claim: { number: number; checkedByMe: boolean } }[]) => items.map(({ claim }) => [claim.number, claim.checkedByMe])
    expect(mine((await listTasks(me, { articleId: apple, limit: 10 })).items)).toEqual([
      [3, false],
      [1, true],
      [2, false],
    ])
    expect((await listBoard(me, { articleId: apple })).items.map(({ number, checkedByMe }) => [number, checkedByMe])).toEqual([
      [3, false],
      [2, false],
      [1, true],
    ])
    expect((await listBoard(news.checker2, { articleId: apple })).items.some(({ checkedByMe }) => checkedByMe)).toBe(false)
  })

  it('[WO-1a] the board shows every claim of the desk, assigned or not, the urgent ones first', async () => {
    const { articleId, claimId } = await openClaim()
    const urgent = await tag(news.editor, articleId, 'Turkey')
    await updateClaim(news.editor, { claimId: urgent, priority: 'high' })
    const { taskId } = await assignClaim(news.editor, { claimId, assigneeId: news.checker.actor.userId })
    const { items } = await listBoard(news.checker, { articleId })
    expect(items).toMatchObject([
      { id: urgent, state: 'open', task: null, desk: { name: 'World' } },
      { id: claimId, state: 'assigned', task: { id: taskId } },
    ])
    const first = await listBoard(news.checker, { articleId, limit: 1 })
    expect(await listBoard(news.checker, { articleId, limit: 1, cursor: first.nextCursor ?? '' })).toEqual({ items: [items[1]], nextCursor: null })
    await removeClaim(news.editor, { claimId: urgent, reason: 'Tagged by mistake.' })
    expect(await listBoard(news.checker, { articleId, limit: 1, cursor: first.nextCursor ?? '' })).toEqual({ items: [items[1]], nextCursor: null })
    expect((await listBoard(news.checker, { articleId, state: ['assigned'] })).items.map(({ id }) => id)).toEqual([claimId])
    expect((await listBoard(news.stranger, {})).items).toEqual([])
  })

  it('[WO-1j] the board names the article that it is filtered by, also where many others were changed since, to those who may see it', async () => {
    const articleId = await news.newArticle()
    const ofOthers = await makeArticle(news.db, { author: news.stranger.actor, deskId: Object.keys(news.stranger.actor.roles)[0] ?? '', title: 'Sport' })
    await news.db.article.update({ where: { id: articleId }, data: { updatedAt: new Date('2020-01-01T00:00:00Z') } })
    for (let count = 0; count < 100; count += 1) {
      const id = crypto.randomUUID()
      const row = { id, slug: id, title: `Number ${count}`, deskId: news.deskId, createdById: news.editor.actor.userId }
      await news.db.article.create({ data: row })
    }
    const titles = async (asked?: string) => await listTitles(news.editor, { deskId: news.deskId, ...(asked !== undefined && { articleId: asked }) })
    expect((await titles()).map(({ id }) => id)).not.toContain(articleId)
    expect((await titles(articleId))[0]).toEqual({ id: articleId, title: 'Grain deal nears' })
    expect((await titles(ofOthers)).map(({ id }) => id)).not.toContain(ofOthers)
    await news.db.article.deleteMany({ where: { title: { startsWith: 'Number ' } } })
  })

  it('[WO-1a] the board shows what one person has, what nobody has, and who has anything', async () => {
    const { articleId, claimId } = await openClaim()
    const other = await tag(news.editor, articleId, 'Turkey')
    const [checker, checker2] = [news.checker.actor.userId, news.checker2.actor.userId]
    const ids = async (ctx: ServiceContext, assignee: string) => (await listBoard(ctx, { articleId, assignee })).items.map(({ id }) => id)
    expect([await ids(news.editor, 'nobody'), await ids(news.checker, 'me')]).toEqual([[claimId, other], []])
    await assignClaim(news.editor, { claimId, assigneeId: checker })
    expect([await ids(news.editor, 'nobody'), await ids(news.checker, 'me'), await ids(news.editor, checker)]).toEqual([[other], [claimId], [claimId]])
    // What was checked stays with who checked it, until it is asked of somebody else.
    await verify(news.checker, claimId)
    expect(await ids(news.checker, 'me')).toEqual([claimId])
    await assignClaim(news.editor, { claimId, assigneeId: checker2 })
    expect([await ids(news.checker, 'me'), await ids(news.checker2, 'me')]).toEqual([[], [claimId]])
    const names = async (ctx: ServiceContext) => (await listAssignees(ctx, {})).map(({ id }) => id)
    expect(await names(news.editor)).toEqual(expect.arrayContaining([checker, checker2]))
    expect(await names(news.editor)).not.toContain(news.reporter.actor.userId)
    expect(await names(news.stranger)).toEqual([])
    expect(await listAssignees(news.editor, { deskId: crypto.randomUUID() })).toEqual([])
    // Whom a filter asks for has a name, to those who share a desk, and to no one else.
    const found = async (ctx: ServiceContext, id: string) => (await findAssignee(ctx, id))?.id
    const reporter = news.reporter.actor.userId
    expect([await found(news.editor, checker), await found(news.editor, reporter)]).toEqual([checker, reporter])
    expect([await found(news.stranger, checker), await found(news.stranger, reporter)]).toEqual([undefined, undefined])
    expect(await found(news.editor, crypto.randomUUID())).toBeUndefined()
  })
})

describe('the board by state', () => {
  it('[WO-1a, WO-1g] shows for each state exactly the claims that are in it, whole pages of them', async () => {
    const articleId = await news.newArticle()
    const words = ['second', 'Russian forces', 'Ukraine', 'Turkey', 'NATO', '20 drones', 'without conditions', 'nations', 'programme', 'minister']
    const ids: string[] = []
    for (const quote of words) ids.push(await tag(news.editor, articleId, quote))
    const [verified = '', incorrect = '', disputed = '', waived = '', assigned = '', checking = '', awaiting = '', reopened = '', detached = ''] = ids
    await verify(news.checker, verified)
    await verify(news.checker, incorrect, 'incorrect')
    await verify(news.checker, disputed)
    await verify(news.checker2, disputed, 'unverifiable')
    await waiveClaim(news.editor, { claimId: waived, reason: 'Known to all.', wordingHash: (await getClaim(news.editor, waived)).wordingHash })
    await assignClaim(news.editor, { claimId: assigned, assigneeId: news.checker.actor.userId })
    const { taskId } = await assignClaim(news.editor, { claimId: checking, assigneeId: news.checker.actor.userId })
    await updateTask(news.checker, { taskId, state: 'in_checking' })
    await updateClaim(news.editor, { claimId: awaiting, secondCheck: true })
    await verify(news.checker, awaiting)
    await verify(news.checker, reopened)
    await type(news.reporter, articleId, ['nations', 'nationals'])
    await type(news.reporter, articleId, ['programme', 'p'])
    await reconcileClaims(news.checker, articleId)
    await news.db.claim.update({ where: { id: detached }, data: { detachedAt: new Date() } })
    const { items } = await listBoard(news.checker, { articleId })
    expect(new Set(items.map(({ state }) => state)).size).toBeGreaterThan(8)
    for (const state of CLAIM_STATES) {
      const inState = items.filter((item) => item.state === state)
      expect([state, await listBoard(news.checker, { articleId, state: [state] })]).toEqual([state, { items: inState, nextCursor: null }])
    }
    // None of them pushes another out of the list of what waits.
    const wanted = [...STATES_TO_CHECK, ...STATES_FOR_THE_AUTHOR]
    const all = new Set((await listBoard(news.checker, { limit: 1_000 })).items.map(({ state }) => state))
    expect((await listWaiting(news.checker, { limit: 1, states: wanted })).map(({ state }) => state)).toEqual(wanted.filter((state) => all.has(state)))
  })
})

describe('the second check', () => {
  it('[CL-6b] asked for with a task, or for the claim, needs two checkers who agree', async () => {
    const { claimId } = await openClaim()
    await assignClaim(news.editor, { claimId, assigneeId: news.checker2.actor.userId, secondCheck: true })
    await verify(news.checker, claimId)
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'awaiting_second', blocking: true, secondCheck: true })
    await verify(news.checker, claimId)
    expect((await getClaim(news.editor, claimId)).state).toBe('awaiting_second')
    await verify(news.checker2, claimId)
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'verified', blocking: false })
  })

  it('[CL-6j] is not taken away by a checker, by whoever gave a verdict or by an author; an editor who did neither may', async () => {
    const as = async (name: string) => contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['editor', 'checker'], name }))
    const [gave, wrote] = [await as('Gil Gave'), await as('Wes Wrote')]
    const { articleId, claimId } = await openClaim()
    await type(wrote, articleId, ['invaded', 'entered'])
    await assignClaim(news.editor, { claimId, assigneeId: news.checker2.actor.userId, secondCheck: true })
    const may = async (ctx: ServiceContext) => (await getClaim(ctx, claimId)).abilities.endSecondCheck
    expect(await may(gave)).toBe(true)
    await verify(gave, claimId)
    const end = { claimId, secondCheck: false, priority: 'high' as const, reason: 'Both agencies have it.' }
    expect(await refusal(updateClaim(news.checker, end))).toMatchObject({ code: 'forbidden' })
    expect(await refusal(updateClaim(gave, end))).toMatchObject({ code: 'four-eyes' })
    expect(await refusal(updateClaim(wrote, end))).toMatchObject({ code: 'four-eyes' })
    await type(news.reporter, articleId, ['entered', 'attacked'])
    expect(await refusal(updateClaim(gave, end))).toMatchObject({ code: 'four-eyes' })
    await type(news.reporter, articleId, ['attacked', 'entered'])
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'awaiting_second', priority: 'normal', secondCheck: true })
    expect([await may(news.checker), await may(gave), await may(wrote), await may(news.editor)]).toEqual([false, false, false, true])
    const { reason, ...unsaid } = end
    expect((await refusal(updateClaim(news.editor, unsaid))).errors).toMatchObject([{ field: 'reason' }])
    expect((await getReview(news.editor, articleId)).endedChecks).toEqual([])
    await updateClaim(news.editor, end)
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'verified', priority: 'high', secondCheck: false })
    await updateClaim(news.checker, end)
    const ended = (await getReview(news.reporter, articleId)).endedChecks
    expect(ended).toMatchObject([{ claim: { id: claimId, number: 1, removed: false }, by: { id: news.editor.actor.userId }, reason }])
    expect((await acts(news.db, articleId)).filter((action) => action === 'claim.second_check_ended')).toHaveLength(1)
  })

  it('[CL-6f, CL-6j] a claim of which a second check was ever asked is no slip of the hand: who tagged it removes it no more, and the review page keeps why one was enough', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.reporter, articleId, 'has sold 20 drones')
    await updateClaim(news.editor, { claimId, secondCheck: true })
    await updateClaim(news.editor, { claimId, secondCheck: false, reason: 'It is said by both.' })
    expect((await getClaim(news.reporter, claimId)).abilities).toMatchObject({ remove: false })
    expect((await refusal(removeClaim(news.reporter, { claimId, reason: 'A slip.' }))).code).toBe('forbidden')
    await removeClaim(news.editor, { claimId, reason: 'Not needed.' })
    expect((await getReview(news.legal, articleId)).endedChecks).toMatchObject([{ claim: { id: claimId, removed: true }, reason: 'It is said by both.' }])
  })
})

/** Appends this person's whole set of deletions again. */
async function repeatAllDeletions(ctx: ServiceContext, articleId: string): Promise<void> {
  const loaded = await loadDocument(prismaSql(ctx.db), articleId)
  if (!loaded) throw new Error('there is no such document')
  const update = Y.encodeStateAsUpdate(loaded.doc, Y.encodeStateVector(loaded.doc))
  const { epoch, head } = loaded
  const appended = await appendUpdates(prismaSql(ctx.db), { articleId, epoch, knownHead: head, updates: [{ update, userId: ctx.actor.userId, clientIds: [] }] })
  expect(appended.ok).toBe(true)
}

describe('two independent checks', () => {
  it('[CL-6h] the second checker sees nothing of the first verdict before giving theirs; everybody sees both afterwards', async () => {
    const { articleId, claimId } = await openClaim()
    await assignClaim(news.editor, { claimId, assigneeId: news.checker2.actor.userId, secondCheck: true })
    const { wordingHash } = await getClaim(news.checker, claimId)
    await giveVerdict(news.checker, { claimId, verdict: 'incorrect', rationale: 'Telling words.', wordingHash })
    const blind = await getClaim(news.checker2, claimId)
    expect(blind).toMatchObject({ state: 'awaiting_second', verdicts: [], verdictsHidden: true, abilities: { giveVerdict: true } })
    const shown = [
      blind,
      await listClaims(news.checker2, articleId),
      await listTasks(news.checker2, { limit: 100, articleId }),
      await listBoard(news.checker2, { limit: 100, articleId }),
      await getGate(news.checker2, articleId),
    ]
    expect(JSON.stringify(shown)).not.toMatch(/Telling|incorrect|Cleo Checker/)
    expect(await getClaim(news.checker, claimId)).toMatchObject({ verdictsHidden: false, verdicts: [{ verdict: 'incorrect' }] })
    await verify(news.checker2, claimId, 'incorrect')
    expect(await getClaim(news.checker2, claimId)).toMatchObject({ state: 'incorrect', verdictsHidden: false, verdicts: [{ rationale: 'Telling words.' }, {}] })
  })

  it('[CL-6h] an edit before the second check gives the first verdict away neither while it stands nor once it is taken back or confirmed', async () => {
    const { articleId, claimId } = await openClaim()
    await updateClaim(news.editor, { claimId, secondCheck: true })
    const { wordingHash } = await getClaim(news.checker, claimId)
    await giveVerdict(news.checker, { claimId, verdict: 'verified', rationale: 'Telling words.', condition: 'second', wordingHash })
    const seen = async () => ({ claim: await getClaim(news.checker2, claimId), history: await getClaimHistory(news.checker2, claimId) })
    const blind = async (state: string) => {
      const { claim, history } = await seen()
      expect(claim).toMatchObject({ state, verdicts: [], verdictsHidden: true, abilities: { giveVerdict: true, stillHolds: false } })
      expect(JSON.stringify([claim, history])).not.toMatch(/Telling|"verified"|Cleo Checker/)
    }
    await type(news.reporter, articleId, ['forces', 'troops'])
    await reconcileClaims(news.reporter, articleId)
    await blind('reopened')
    await type(news.reporter, articleId, ['troops', 'forces'])
    await reconcileClaims(news.reporter, articleId)
    await blind('awaiting_second')
    await type(news.reporter, articleId, ['forces invaded', 'forces then invaded'])
    await reconcileClaims(news.reporter, articleId)
    await blind('reopened')
    await verify(news.checker2, claimId)
    expect(await getClaim(news.checker2, claimId)).toMatchObject({
      state: 'awaiting_second',
      verdictsHidden: false,
      verdicts: [{ rationale: 'Telling words.' }, {}],
    })
    expect(await getClaim(news.checker, claimId)).toMatchObject({ verdictsHidden: true, verdicts: [] })
  })

  it('[CL-6i] a difference puts the claim back on both lists, and agreement takes it off both', async () => {
    const { claimId } = await openClaim()
    const states = async () => (await getClaim(news.editor, claimId)).tasks.map(({ state }) => state)
    await assignClaim(news.editor, { claimId, assigneeId: news.checker.actor.userId })
    await assignClaim(news.editor, { claimId, assigneeId: news.checker2.actor.userId, secondCheck: true })
    await verify(news.checker, claimId)
    expect(await states()).toEqual(['done', 'open'])
    await verify(news.checker2, claimId, 'incorrect')
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'disputed' })
    expect(await states()).toEqual(['open', 'open'])
    await verify(news.checker2, claimId)
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'verified' })
    expect(await states()).toEqual(['done', 'done'])
  })
})

describe('who may decide', () => {
  it('[RE-2] whoever wrote part of a claim’s wording does not verify it', async () => {
    const both = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['editor', 'checker'], name: 'Bo Both' }))
    const { articleId, claimId } = await openClaim()
    const untouched = await tag(news.editor, articleId, 'Turkey, a NATO member')
    expect((await getClaim(both, claimId)).abilities).toMatchObject({ giveVerdict: true, giveVerdictBlocked: null })
    await type(both, articleId, ['invaded', 'entered'])
    await reconcileClaims(both, articleId)
    expect((await getClaim(both, claimId)).abilities).toMatchObject({ giveVerdict: false, giveVerdictBlocked: 'four-eyes' })
    expect(await refusal(verify(both, claimId))).toMatchObject({ code: 'four-eyes' })
    await verify(both, untouched)
    await verify(news.checker, claimId)
  })

  it('[RE-2a] whoever only took words out of it wrote it as well', async () => {
    const both = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['editor', 'checker'], name: 'Dee Deleter' }))
    const { articleId, claimId } = await openClaim()
    await type(both, articleId, [' Russian', ''])
    expect(
      await refusal(giveVerdict(both, { claimId, verdict: 'verified', rationale: 'x', wordingHash: (await getClaim(both, claimId)).wordingHash })),
    ).toMatchObject({ code: 'four-eyes' })
  })

  it('[RE-2h] whoever took words out of its paragraph before it was tagged wrote it as well, and nobody else', async () => {
    const as = async (name: string) => contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['editor', 'checker'], name }))
    const [deleter, elsewhere, repeating] = [await as('Dee Deleter'), await as('Eli Elsewhere'), await as('Rae Repeating')]
    const articleId = await news.newArticle()
    await type(deleter, articleId, [' Russian', ''])
    await type(elsewhere, articleId, [' Ukrainian', ''])
    // As a browser that comes back: it tells of all deletions that it knows.
    await change(repeating, articleId, (doc) => {
      const { text, at } = find(doc, 'programme')
      text.delete(at, 'programme'.length)
    })
    await repeatAllDeletions(repeating, articleId)
    const claimId = await tag(news.editor, articleId, 'since forces invaded')
    expect(await refusal(verify(deleter, claimId))).toMatchObject({ code: 'four-eyes' })
    await verify(elsewhere, claimId)
    await verify(repeating, claimId)
  })

  it('[RE-2h] whoever took out a paragraph between those of a claim wrote it as well', async () => {
    const both = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['editor', 'checker'], name: 'Dee Deleter' }))
    const articleId = await news.newArticle('First comes this.\n\nThen it was denied.\n\nLast comes that.')
    await deleteParagraph(both, articleId, 'denied')
    const around = await tag(news.editor, articleId, 'comes this.\nLast comes')
    const before = await tag(news.editor, articleId, 'First comes')
    expect(await refusal(verify(both, around))).toMatchObject({ code: 'four-eyes' })
    await verify(both, before)
  })

  it('[RE-2b] the article’s text as imported is its creator’s', async () => {
    const author = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['reporter', 'checker'], name: 'Al Author' }))
    const { articleId } = await createArticle(author, { title: 'T', deskId: news.deskId, format: 'text', content: 'One claim here.' })
    const claimId = await tag(news.editor, articleId, 'One claim')
    expect(await refusal(verify(author, claimId))).toMatchObject({ code: 'four-eyes' })
  })

  it('[RE-1a] only a checker gives verdicts, only editor and publisher waive', async () => {
    const { claimId } = await openClaim()
    const { wordingHash } = await getClaim(news.editor, claimId)
    for (const who of [news.reporter, news.editor, news.publisher, news.legal]) expect(await refusal(verify(who, claimId))).toMatchObject({ code: 'forbidden' })
    for (const who of [news.reporter, news.checker, news.legal])
      expect(await refusal(waiveClaim(who, { claimId, wordingHash, reason: 'x' }))).toMatchObject({ code: 'forbidden' })
    await waiveClaim(news.publisher, { claimId, wordingHash, reason: 'Agreed with the desk.' })
  })

  it('[CL-6e] a finding after a waiver undoes it; a waiver after a finding lets it pass', async () => {
    const { claimId } = await openClaim()
    const { wordingHash } = await getClaim(news.editor, claimId)
    const states: string[] = []
    const look = async () => states.push((await getClaim(news.editor, claimId)).state)
    await waiveClaim(news.editor, { claimId, wordingHash, reason: 'x' }).then(look)
    await verify(news.checker, claimId, 'incorrect').then(look)
    await waiveClaim(news.editor, { claimId, wordingHash, reason: 'y' }).then(look)
    await verify(news.checker, claimId, 'verified').then(look)
    expect(states).toEqual(['waived', 'incorrect', 'waived', 'verified'])
  })
})

describe('setting a claim aside', () => {
  it('[RE-2g] is not for whoever wrote part of its wording: neither waiving nor removing it', async () => {
    const { articleId, claimId } = await openClaim()
    expect((await getClaim(news.editor, claimId)).abilities).toMatchObject({ waive: true, remove: true, setAsideBlocked: null })
    await type(news.editor, articleId, ['invaded', 'entered'])
    await reconcileClaims(news.editor, articleId)
    const { wordingHash, abilities } = await getClaim(news.editor, claimId)
    expect(abilities).toMatchObject({ waive: false, remove: false, setAsideBlocked: 'four-eyes' })
    expect(await refusal(waiveClaim(news.editor, { claimId, wordingHash, reason: 'I know it.' }))).toMatchObject({ code: 'four-eyes' })
    expect(await refusal(removeClaim(news.editor, { claimId, reason: 'No claim.' }))).toMatchObject({ code: 'four-eyes' })
    await waiveClaim(news.publisher, { claimId, wordingHash, reason: 'Known.' })
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'waived' })
    await removeClaim(news.publisher, { claimId, reason: 'No claim.' })
  })

  it('[RE-2g] nor when its words are gone from the copy', async () => {
    const { articleId, claimId } = await openClaim()
    await type(news.editor, articleId, ['invaded', 'entered'])
    await reconcileClaims(news.editor, articleId)
    await deleteParagraph(news.reporter, articleId, 'entered Ukraine')
    await reconcileClaims(news.editor, articleId)
    expect(await refusal(removeClaim(news.editor, { claimId, reason: 'Cut.' }))).toMatchObject({ code: 'four-eyes' })
    await removeClaim(news.publisher, { claimId, reason: 'Cut.' })
  })

  it('[RE-2g] on a desk without four eyes an author waives, but not what was found incorrect', async () => {
    const trusting = await openNewsroom({ fourEyes: false })
    try {
      const articleId = await trusting.newArticle()
      const claimId = await tag(trusting.editor, articleId, QUOTE)
      await type(trusting.editor, articleId, ['invaded', 'entered'])
      await reconcileClaims(trusting.editor, articleId)
      const { wordingHash } = await getClaim(trusting.editor, claimId)
      await waiveClaim(trusting.editor, { claimId, wordingHash, reason: 'I know it.' })
      await verify(trusting.checker, claimId, 'incorrect')
      expect(await refusal(waiveClaim(trusting.editor, { claimId, wordingHash, reason: 'I do.' }))).toMatchObject({ code: 'four-eyes' })
      await waiveClaim(trusting.publisher, { claimId, wordingHash, reason: 'Satire.' })
    } finally {
      await trusting.close()
    }
  })
})

describe('a source call', () => {
  it('[CL-7p] says who was reached, when, on which terms, and what was said; the record too', async () => {
    const { articleId, claimId } = await openClaim()
    const call = { reached: 'Press office of the Kremlin', reachedAt: '2026-11-22T09:30:00.000Z', terms: 'background' as const }
    await addEvidence(news.checker, { claimId, type: 'call', text: 'It was the second trip.', relation: 'supports', ...call })
    expect((await getClaim(news.editor, claimId)).evidence).toMatchObject([{ type: 'call', text: 'It was the second trip.', ...call }])
    const row = await news.db.auditEvent.findFirstOrThrow({ where: { chain: articleId, action: 'evidence.added' } })
    expect(JSON.parse(row.data)).toMatchObject({ type: 'call', ...call })
  })

  it('[CL-7p] alone has these fields', async () => {
    const { claimId } = await openClaim()
    const act = async () => await addEvidence(news.checker, { claimId, type: 'note', text: 'x', relation: 'context', reached: 'Somebody' })
    await expect(act()).rejects.toThrow('Only a source call has this.')
  })

  it('[CL-7c] that is confidential names nobody in the record', async () => {
    const { claimId } = await openClaim()
    const { evidenceId } = await addEvidence(news.checker, {
      claimId,
      type: 'call',
      text: 'Yes.',
      relation: 'supports',
      reached: 'A minister',
      terms: 'off_record',
      confidential: true,
    })
    expect(JSON.stringify((await getClaim(news.editor, claimId)).evidence)).toBe('[]')
    const row = await news.db.auditEvent.findFirstOrThrow({ where: { chain: `evidence:${evidenceId}` } })
    expect(Object.keys(JSON.parse(row.data) as object).toSorted()).toEqual(['confidential', 'evidenceHash'])
  })
})

describe('confidential evidence', () => {
  it('[CL-7b] is seen by its readers and by who added it; to all others it does not exist', async () => {
    const { articleId, claimId } = await openClaim()
    await addEvidence(news.reporter, { claimId, type: 'link', url: 'https://example.org/treaty', relation: 'supports' })
    const { evidenceId } = await addEvidence(news.reporter, {
      claimId,
      type: 'call',
      text: 'My source in the ministry, named X.',
      relation: 'supports',
      confidential: true,
      readers: [news.checker.actor.userId],
    })
    for (const who of [news.reporter, news.checker])
      expect((await getClaim(who, claimId)).evidence).toMatchObject([
        { type: 'link' },
        { id: evidenceId, confidential: true, readers: [{ name: 'Cleo Checker' }] },
      ])
    for (const who of [news.editor, news.publisher, news.legal, news.checker2]) {
      expect((await getClaim(who, claimId)).evidence).toMatchObject([{ type: 'link' }])
      expect(JSON.stringify(await listClaims(who, articleId))).not.toContain('ministry')
    }
  })

  it('[CL-7c] has a chain of its own, with a hash and who added it, not what it says nor of which claim; the article’s has no row of it', async () => {
    const { articleId, claimId } = await openClaim()
    const { evidenceId } = await addEvidence(news.reporter, {
      claimId,
      type: 'note',
      title: 'Ministry',
      text: 'My source in the ministry.',
      relation: 'supports',
      confidential: true,
    })
    expect(await acts(news.db, articleId)).toEqual(['article.created', 'claim.tagged'])
    const [row, ...others] = await news.db.auditEvent.findMany({ where: { chain: `evidence:${evidenceId}` } })
    expect(others).toEqual([])
    expect(row).toMatchObject({ actorName: 'Rita Reporter', action: 'evidence.added', subject: `evidence:${evidenceId}`, seq: 1 })
    const told: unknown = JSON.parse(row?.data ?? '')
    expect(told).toEqual({ confidential: true, evidenceHash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(JSON.stringify(row)).not.toContain(claimId)
  })

  it('[CL-7b] has readers of the same desk only', async () => {
    const { claimId } = await openClaim()
    const act = addEvidence(news.reporter, { claimId, type: 'note', text: 'x', relation: 'context', confidential: true, readers: [news.stranger.actor.userId] })
    expect(await refusal(act)).toMatchObject({ code: 'invalid-input', errors: [{ field: 'readers' }] })
    expect((await getClaim(news.reporter, claimId)).evidence).toEqual([])
  })
})
