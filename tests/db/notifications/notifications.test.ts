import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listBoard } from '#lib/queries/board/list-board.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listTasks } from '#lib/queries/tasks/list-tasks.ts'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import { moveEdges } from '#lib/services/claims/move-edges.ts'
import { updateArticle } from '#lib/services/articles/update-article.ts'
import { mergeClaims } from '#lib/services/claims/merge-claims.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { postMessage } from '#lib/services/messages/post-message.ts'
import { markNotificationsRead } from '#lib/services/notifications/mark-read.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { assignClaim } from '#lib/services/tasks/assign-claim.ts'
import { assignClaims } from '#lib/services/tasks/assign-claims.ts'
import { handOver } from '#lib/services/tasks/hand-over.ts'
import { updateTask } from '#lib/services/tasks/update-task.ts'
import { giveVerdict } from '#lib/services/verdicts/give-verdict.ts'
import { contextOf, makeActor } from '#tests/support/factories.ts'
import { hashOf, openNewsroom, signOff, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom
let everybody: Record<string, ServiceContext>

beforeAll(async () => {
  news = await openNewsroom()
  const { reporter, editor, checker, checker2, publisher, legal, stranger } = news
  everybody = { reporter, editor, checker, checker2, publisher, legal, stranger }
})
afterAll(() => news.close())

/** Who is told what about the article, and has not read it; but for sign-offs that are due. */
async function told(articleId: string): Promise<Record<string, string[]>> {
  const lines: Record<string, string[]> = {}
  for (const [name, ctx] of Object.entries(everybody)) {
    const { items } = await listNotifications(ctx, { limit: 100 })
    const kinds = items
      .filter((item) => item.article.id === articleId && item.readAt === null && item.kind !== 'sign_off_due')
      .map(({ kind, actorName }) => `${kind} by ${actorName}`)
    if (kinds.length > 0) lines[name] = kinds
  }
  return lines
}

async function newest(ctx: ServiceContext) {
  return (await listNotifications(ctx, { limit: 1 })).items[0]
}

async function readAll(): Promise<void> {
  for (const ctx of Object.values(everybody)) await markNotificationsRead(ctx, {})
}

describe('who is told', () => {
  it('[WO-3a] of a claim that is removed: who was to check it, instead of having been asked', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, 'Turkey')
    await assignClaim(news.editor, { claimId, assigneeId: news.checker.actor.userId })
    await removeClaim(news.publisher, { claimId, reason: 'Not needed' })
    expect(await told(articleId)).toEqual({ checker: ['assigned by Pia Publisher'] })
    expect(await newest(news.checker)).toMatchObject({ action: 'claim.removed', claim: { id: claimId, number: 1 } })
  })

  it('[WO-3a] of a task: whoever is asked, and then whoever it is given to', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, 'Turkey')
    const { taskId } = await assignClaim(news.editor, { claimId, assigneeId: news.checker.actor.userId })
    expect(await told(articleId)).toEqual({ checker: ['assigned by Ed Editor'] })
    await updateTask(news.editor, { taskId, question: 'Since when?' })
    await readAll()
    await updateTask(news.editor, { taskId, assigneeId: news.checker2.actor.userId })
    expect(await told(articleId)).toEqual({ checker2: ['assigned by Ed Editor'] })
  })

  it('[WO-3a] nobody of what they did themselves', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.checker, articleId, 'Turkey')
    await assignClaim(news.checker, { claimId, assigneeId: news.checker.actor.userId })
    await verify(news.checker, claimId)
    expect(await told(articleId)).toEqual({})
  })

  it('[WO-3a] of a verdict: who tagged the claim and who asked; and their authors when the words cannot stay', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.legal, articleId, 'Turkey')
    await assignClaim(news.editor, { claimId, assigneeId: news.checker.actor.userId })
    await readAll()
    await verify(news.checker, claimId)
    expect(await told(articleId)).toEqual({ editor: ['verdict by Cleo Checker'], legal: ['verdict by Cleo Checker'] })
    await readAll()
    await verify(news.checker2, claimId, 'incorrect')
    expect(await told(articleId)).toEqual({
      checker: ['verdict by Carl Checker'],
      reporter: ['verdict by Carl Checker'],
      editor: ['verdict by Carl Checker'],
      legal: ['verdict by Carl Checker'],
    })
  })

  it('[CL-6h] nobody by being told, while a second check is due, that the words cannot stay', async () => {
    const wroteNone = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['reporter', 'checker'], name: 'Wyn Writer' }))
    everybody['wroteNone'] = wroteNone
    const articleId = await news.newArticle()
    const claimId = await tag(news.legal, articleId, 'has sold 20 drones')
    await news.db.claim.update({ where: { id: claimId }, data: { secondCheck: true } })
    // Whoever started it, and none of whose words are in the claim.
    await news.db.article.update({ where: { id: articleId }, data: { createdById: wroteNone.actor.userId } })
    const { wordingHash } = await getClaim(news.checker, claimId)
    const given = { claimId, wordingHash, verdict: 'needs_wording', rationale: 'It was more.' } as const
    await giveVerdict(news.checker, { ...given, proposal: { wording: 'has sold 24 drones' } })
    expect([await told(articleId), (await listBoard(wroteNone, { articleId })).items[0]?.openProposals]).toEqual([
      { reporter: ['proposal by Cleo Checker'], legal: ['verdict by Cleo Checker'] },
      0,
    ])
    await readAll()
    await verify(news.checker2, claimId, 'needs_wording')
    expect([await told(articleId), (await listBoard(wroteNone, { articleId })).items[0]?.openProposals]).toEqual([
      { wroteNone: ['verdict by Carl Checker'], reporter: ['verdict by Carl Checker'], legal: ['verdict by Carl Checker'] },
      1,
    ])
    delete everybody['wroteNone']
  })

  it('[WO-3j] what was found and on which words, also when others stand there by now', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
    await verify(news.checker, claimId, 'needs_wording')
    const verdict = { verdict: 'needs_wording', wording: 'has sold 20 drones', changed: false }
    expect(await newest(news.editor)).toMatchObject({ kind: 'verdict', verdict })
    await type(news.reporter, articleId, ['20 drones', '24 drones'])
    await reconcileClaims(news.editor, articleId)
    expect(await newest(news.editor)).toMatchObject({ kind: 'verdict', claim: { wording: 'has sold 24 drones' }, verdict: { ...verdict, changed: true } })
  })

  it('[WO-3j] of a claim that became part of another, what was found of it', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, 'has sold 20 drones to Ukrainian soldiers')
    const otherClaimId = await tag(news.editor, articleId, '20 drones')
    await verify(news.checker, otherClaimId)
    await mergeClaims(news.publisher, { claimId, otherId: otherClaimId })
    const verdict = { verdict: 'verified', wording: '20 drones', changed: true }
    expect(await newest(news.editor)).toMatchObject({ claim: { id: claimId }, verdict })
    const around = await tag(news.editor, articleId, 'a NATO member, has sold 20 drones to Ukrainian soldiers')
    await mergeClaims(news.publisher, { claimId: around, otherId: claimId })
    expect(await newest(news.editor)).toMatchObject({ claim: { id: around }, verdict })
  })

  it('[WO-3j, CL-6h] nothing of the first check to who is to give the second', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.checker2, articleId, 'has sold 20 drones')
    await news.db.claim.update({ where: { id: claimId }, data: { secondCheck: true } })
    await verify(news.checker, claimId, 'incorrect')
    expect(await newest(news.checker2)).toMatchObject({ kind: 'verdict', claim: { id: claimId }, verdict: null })
    await verify(news.checker2, claimId, 'incorrect')
    expect(await newest(news.checker2)).toMatchObject({ verdict: { verdict: 'incorrect' } })
  })

  it('[WO-3a, CL-6i] of a verdict that differs: who gave the other, also where nobody had asked them', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, '20 drones')
    await verify(news.checker, claimId)
    await readAll()
    await verify(news.checker2, claimId, 'incorrect')
    expect(await told(articleId)).toMatchObject({ checker: ['verdict by Carl Checker'], editor: ['verdict by Carl Checker'] })
    expect([await newest(news.checker), await newest(news.editor)]).toMatchObject([{ action: 'verdict.disputed' }, { action: 'verdict.disputed' }])
  })

  it('[WO-3a] of a re-opened claim: who checked it, once however often; and it is taken back with the edit', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, '20 drones')
    await verify(news.checker, claimId)
    await readAll()
    for (const [before, after] of [
      ['20 drones', '30 drones'],
      ['30 drones', '20 drones'],
      ['20 drones', '21 drones'],
    ] as const) {
      await type(news.reporter, articleId, [before, after])
      await reconcileClaims(news.reporter, articleId)
    }
    expect(await told(articleId)).toEqual({ checker: ['reopened by Rita Reporter'] })
    expect(await newest(news.checker)).toMatchObject({
      action: 'claim.reopened',
      claim: { wording: '21 drones', diff: [{ op: 'removed', text: '20' }, { op: 'added', text: '21' }, { op: 'same' }] },
    })
    await type(news.reporter, articleId, ['21 drones', '20 drones'])
    await reconcileClaims(news.reporter, articleId)
    expect(await told(articleId)).toEqual({})
  })

  it('[WO-3a] of a claim that is re-opened by any of several, with all of their names; and nobody of their own change', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, '20 drones')
    await verify(news.checker, claimId)
    await readAll()
    await type(news.reporter, articleId, ['20 drones', '30 drones'])
    await type(news.editor, articleId, ['programme', 'programmes'])
    await reconcileClaims(news.reporter, articleId)
    expect(await told(articleId)).toEqual({ checker: ['reopened by Ed Editor or Rita Reporter'] })
    await readAll()
    await type(news.reporter, articleId, ['30 drones', '20 drones'])
    await reconcileClaims(news.reporter, articleId)
    await moveEdges(news.checker, { claimId, quote: 'sold 20 drones' })
    expect(await told(articleId)).toEqual({})
  })

  it('[WO-3a] of a sign-off that went out of date its giver, and of publication the author and who signed', async () => {
    const articleId = await news.newArticle()
    await verify(news.checker, await tag(news.editor, articleId, 'Turkey'))
    await signOff(news.checker, articleId, 'fact_check')
    await readAll()
    await type(news.reporter, articleId, ['programme', 'programmes'])
    await reconcileClaims(news.reporter, articleId)
    expect(await told(articleId)).toEqual({ checker: ['sign_off_stale by Stet'] })
    await readAll()
    await signOff(news.checker, articleId, 'fact_check')
    await signOff(news.publisher, articleId, 'final')
    await publishArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId) })
    expect(await told(articleId)).toEqual({ reporter: ['published by Pia Publisher'], checker: ['published by Pia Publisher'] })
  })

  it('[WO-3a] nobody of their own sign-off, which they put out of date themselves', async () => {
    const articleId = await news.newArticle()
    await verify(news.checker, await tag(news.editor, articleId, 'Turkey'))
    await signOff(news.editor, articleId, 'desk')
    await signOff(news.checker, articleId, 'fact_check')
    await readAll()
    await tag(news.editor, articleId, '20 drones')
    expect(await told(articleId)).toEqual({ checker: ['sign_off_stale by Stet'] })
  })

  it('[WO-3a] nobody who is no longer on the desk, neither then nor of what was said before', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.legal, articleId, 'Turkey')
    await verify(news.checker, claimId)
    const { userId } = news.legal.actor
    const before = await news.db.notification.count({ where: { userId, articleId } })
    const gone = { ...news.legal, actor: { ...news.legal.actor, roles: {} } }
    expect([before, (await listNotifications(gone, { limit: 10 })).unread]).toEqual([1, 0])
    await news.db.deskMember.deleteMany({ where: { userId } })
    await verify(news.checker2, claimId)
    expect(await news.db.notification.count({ where: { userId, articleId } })).toBe(1)
    await news.db.deskMember.create({ data: { userId, deskId: news.deskId, role: 'legal' } })
  })
})

describe('what is told as one', () => {
  const WORDS = ['Turkey', 'NATO member', '20 drones', 'the programme']
  const given = async (ctx: ServiceContext = news.editor) => {
    await readAll()
    const articleId = await news.newArticle()
    const ids: string[] = []
    for (const quote of WORDS) ids.push(await tag(news.editor, articleId, quote))
    const claims = ids.map((claimId) => ({ claimId }))
    await assignClaims(ctx, { assigneeId: news.checker.actor.userId, claims })
    return { articleId, ids }
  }
  const listed = async (ctx = news.checker) => {
    const { items, ...rest } = await listNotifications(ctx, { limit: 50 })
    return { ...rest, items: items.filter(({ readAt }) => readAt === null).map(({ kind, count, unread }) => [kind, count, unread]) }
  }

  it('[WO-3f] is what one person asks about many claims of an article, counted once and in its place in the list', async () => {
    const { articleId, ids } = await given()
    expect(await listed()).toMatchObject({ items: [['assigned', 4, 4]], unread: 1, unreadClaims: ids.toSorted() })
    const more = await tag(news.editor, articleId, 'without conditions')
    await assignClaim(news.editor, { claimId: more, assigneeId: news.checker.actor.userId })
    await assignClaim(news.publisher, { claimId: await tag(news.editor, articleId, 'Ukrainian soldiers'), assigneeId: news.checker.actor.userId })
    const first = await listNotifications(news.checker, { limit: 1 })
    const second = await listNotifications(news.checker, { limit: 1, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...second.items]).toMatchObject([
      { actorName: 'Pia Publisher', count: 1 },
      { actorName: 'Ed Editor', count: 5, unread: 5, claim: { id: more } },
    ])
    await markNotificationsRead(news.checker, { ids: second.items.map(({ id }) => id) })
    expect(await listed()).toMatchObject({ items: [['assigned', 1, 1]], unread: 1 })
  })

  it('[WO-3f] is read claim by claim as these are opened, and by whoever deals with one; never another’s', async () => {
    const { ids } = await given()
    const [opened = '', checked = '', mentioned = '', last = ''] = ids
    await markNotificationsRead(news.checker2, { claimId: opened })
    await markNotificationsRead(news.checker, { claimId: opened })
    expect(await listed()).toMatchObject({ items: [['assigned', 4, 3]], unread: 1 })
    await verify(news.checker, checked)
    await verify(news.checker2, mentioned)
    // That somebody else has cleared it is told instead of the question.
    expect(await listed()).toMatchObject({
      items: [
        ['assigned', 1, 1],
        ['assigned', 3, 1],
      ],
    })
    await postMessage(news.checker, { claimId: mentioned, text: 'It is so.' })
    await markNotificationsRead(news.checker, { claimId: last })
    expect(await listed()).toMatchObject({ items: [], unread: 0, unreadClaims: [] })
  })

  it('[WO-3i] is read once its claim was removed or its flag taken off, and goes over to the claim that it became part of', async () => {
    await readAll()
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
    const beside = await tag(news.editor, articleId, 'Ukrainian soldiers')
    await assignClaim(news.editor, { claimId, assigneeId: news.checker.actor.userId })
    await updateClaim(news.editor, { claimId: beside, legalFlag: true })
    await updateArticle(news.editor, { articleId, legalFlag: true })
    expect(await told(articleId)).toEqual({ checker: ['assigned by Ed Editor'], legal: ['legal by Ed Editor', 'legal by Ed Editor'] })
    await updateClaim(news.editor, { claimId: beside, legalFlag: false, reason: 'No name in it.' })
    expect((await told(articleId))['legal']).toEqual(['legal by Ed Editor'])
    await updateArticle(news.editor, { articleId, legalFlag: false, reason: 'No name in it.' })
    expect(await told(articleId)).toEqual({ checker: ['assigned by Ed Editor'] })
    await mergeClaims(news.checker2, { claimId: beside, otherId: claimId })
    const { items } = await listNotifications(news.checker, { limit: 100 })
    expect(items.find((item) => item.article.id === articleId)).toMatchObject({ claim: { id: beside }, readAt: null })
    await removeClaim(news.editor, { claimId: beside, reason: 'No claim.' })
    // That they need not check it is all that is left to be told.
    expect(await told(articleId)).toEqual({ checker: ['assigned by Ed Editor'] })
    expect((await listNotifications(news.checker, { limit: 1 })).items).toMatchObject([{ action: 'claim.removed', readAt: null }])
  })

  it('[WO-3f] is taken back of a task that somebody else is asked now', async () => {
    const { articleId, ids } = await given()
    const { items } = await listTasks(news.checker, { assignee: 'me', articleId, limit: 10 })
    await handOver(news.editor, {
      deskId: news.deskId,
      fromId: news.checker.actor.userId,
      toId: news.checker2.actor.userId,
      taskIds: items.slice(1).map(({ id }) => id),
    })
    expect([await listed(), await listed(news.checker2)]).toMatchObject([
      { items: [['assigned', 1, 1]], unreadClaims: [ids[0]] },
      { items: [['assigned', 3, 3]], unread: 1 },
    ])
  })
})

describe('the list', () => {
  it('[WO-3b] comes newest first, in pages, with what is unread counted; one marks one’s own, and only those', async () => {
    await readAll()
    const articleId = await news.newArticle()
    for (const [quote, ctx] of [
      ['Turkey', news.editor],
      ['NATO', news.publisher],
      ['drones', news.checker2],
    ] as const) {
      await assignClaim(ctx, { claimId: await tag(news.editor, articleId, quote), assigneeId: news.checker.actor.userId })
    }
    const first = await listNotifications(news.checker, { limit: 2 })
    const second = await listNotifications(news.checker, { limit: 2, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...second.items].slice(0, 3)).toMatchObject([
      { kind: 'assigned', claim: { number: 3, wording: 'drones' }, article: { id: articleId, title: 'Grain deal nears' }, readAt: null },
      { claim: { number: 2 } },
      { claim: { number: 1 } },
    ])
    expect(first.unread).toBe(3)
    const ids = first.items.slice(0, 1).map(({ id }) => id)
    await markNotificationsRead(news.editor, { ids })
    await markNotificationsRead(news.checker, { ids: [randomUUID()] })
    expect((await listNotifications(news.checker, { limit: 1 })).unread).toBe(3)
    await markNotificationsRead(news.checker, { ids })
    expect((await listNotifications(news.checker, { limit: 1 })).unread).toBe(2)
    await markNotificationsRead(news.checker, {})
    expect((await listNotifications(news.checker, { limit: 1 })).unread).toBe(0)
  })
})
