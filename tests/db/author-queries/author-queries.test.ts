import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listQueries } from '#lib/queries/author-queries/list-queries.ts'
import { listBoard } from '#lib/queries/board/list-board.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { getGate } from '#lib/queries/review/get-gate.ts'
import { askAuthor } from '#lib/services/author-queries/ask-author.ts'
import { closeQuery } from '#lib/services/author-queries/close-query.ts'
import { replyToQuery } from '#lib/services/author-queries/reply-to-query.ts'
import { handOver } from '#lib/services/tasks/hand-over.ts'
import { mergeClaims } from '#lib/services/claims/merge-claims.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { waiveClaim } from '#lib/services/claims/waive-claim.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { markNotificationsRead } from '#lib/services/notifications/mark-read.ts'
import { contextOf, makeActor, makeArticle } from '#tests/support/factories.ts'
import { acts, openNewsroom, refusal, signOff, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

async function asked(quote = '20 drones'): Promise<{ articleId: string; claimId: string; queryId: string }> {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, quote)
  const { queryId } = await askAuthor(news.checker, { claimId, question: 'Is that by this year?' })
  return { articleId, claimId, queryId }
}

async function toldOfQueries(ctx: ServiceContext, articleId: string): Promise<string[]> {
  const { items } = await listNotifications(ctx, { limit: 100 })
  return items.filter(({ kind, article, readAt }) => kind === 'query' && article.id === articleId && readAt === null).map(({ action }) => action)
}

const codes = async (articleId: string) => (await getGate(news.publisher, articleId)).blockers.map(({ code }) => code)

describe('a question to the author', () => {
  it('[WO-2f] goes to whoever wrote the words and started the article, at once, and comes back with their answer', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, '20 drones')
    await type(news.editor, articleId, ['20', '30'])
    await reconcileClaims(news.editor, articleId)
    const { queryId } = await askAuthor(news.checker, { claimId, question: 'Is that by this year?' })
    const query = { id: queryId, askedBy: { name: 'Cleo Checker' }, wording: '30 drones', waitsOn: 'author', closed: null }
    expect((await getClaim(news.reporter, claimId)).queries).toMatchObject([{ ...query, authors: [{ name: 'Rita Reporter' }, { name: 'Ed Editor' }] }])
    expect([await toldOfQueries(news.reporter, articleId), await toldOfQueries(news.editor, articleId), await toldOfQueries(news.checker2, articleId)]).toEqual(
      [['query.asked'], ['query.asked'], []],
    )
    await replyToQuery(news.reporter, { queryId, text: 'By last year.' })
    expect(await toldOfQueries(news.checker, articleId)).toEqual(['query.replied'])
    expect((await getClaim(news.checker, claimId)).queries).toMatchObject([{ waitsOn: 'asker', replies: [{ text: 'By last year.', byAuthor: true }] }])
    await markNotificationsRead(news.reporter, {})
    await replyToQuery(news.checker, { queryId, text: 'Where does it say so?' })
    expect(await toldOfQueries(news.reporter, articleId)).toEqual(['query.replied'])
    expect((await getClaim(news.checker, claimId)).queries[0]?.waitsOn).toBe('author')
    await replyToQuery(news.checker2, { queryId, text: 'I have seen it too.' })
    expect((await getClaim(news.checker, claimId)).queries[0]?.waitsOn).toBe('author')
    expect(await acts(news.db, articleId)).toEqual(['article.created', 'claim.tagged', 'query.asked', 'query.replied', 'query.replied', 'query.replied'])
  })

  it('[WO-2f] goes to who may write on the desk when none of its authors is there any more', async () => {
    const gone = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['editor'], name: 'Gus Gone' }))
    const articleId = await makeArticle(news.db, { author: gone.actor, deskId: news.deskId, content: 'Turkey sold 20 drones.' })
    const claimId = await tag(news.checker, articleId, '20 drones')
    await news.db.deskMember.deleteMany({ where: { userId: gone.actor.userId } })
    await askAuthor(news.checker, { claimId, question: 'Since when?' })
    const listed = (await listQueries(news.reporter, { articleId, state: 'open', limit: 10 })).items
    expect(listed.map(({ authorsAsked }) => authorsAsked.map(({ name }) => name).toSorted())).toEqual([['Ed Editor', 'Rita Reporter']])
    expect([await toldOfQueries(news.reporter, articleId), await toldOfQueries(news.editor, articleId)]).toEqual([['query.asked'], ['query.asked']])
  })

  it('[WO-2f] is asked by who checks, edits, publishes or reads for legal; strangers find neither claim nor question', async () => {
    const { claimId, queryId } = await asked()
    for (const ctx of [news.editor, news.checker2, news.publisher, news.legal]) await askAuthor(ctx, { claimId, question: 'And why?' })
    expect((await refusal(askAuthor(news.reporter, { claimId, question: 'Why?' }))).code).toBe('forbidden')
    for (const act of [
      () => askAuthor(news.stranger, { claimId, question: 'Why?' }),
      () => replyToQuery(news.stranger, { queryId, text: 'Because.' }),
      () => closeQuery(news.stranger, { queryId }),
    ])
      expect((await refusal(act())).code).toBe('not-found')
    expect((await listQueries(news.stranger, { state: 'open', limit: 100 })).items).toEqual([])
  })
})

describe('words that have to change', () => {
  const askedToChange = async (articleId: string) =>
    (await listBoard(news.editor, { articleId })).items.map(({ state, authorsAsked }) => [state, ...authorsAsked.map(({ name }) => name).toSorted()])

  it('[WO-1i] wait on whoever wrote them and started the article, on the board as in what is told', async () => {
    const other = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['reporter'], name: 'Olu Other' }))
    const articleId = await news.newArticle()
    await tag(news.editor, articleId, 'Turkey')
    const claimId = await tag(news.legal, articleId, '20 drones')
    await type(news.editor, articleId, ['20', '30'])
    await reconcileClaims(news.editor, articleId)
    await verify(news.checker, claimId, 'incorrect')
    expect(await askedToChange(articleId)).toEqual([['open'], ['incorrect', 'Ed Editor', 'Rita Reporter']])
    const toldOf = async (ctx: ServiceContext) =>
      (await listNotifications(ctx, { limit: 100 })).items.filter(({ kind, article }) => kind === 'verdict' && article.id === articleId).length
    expect([await toldOf(news.reporter), await toldOf(news.editor), await toldOf(other)]).toEqual([1, 1, 0])
  })

  it('[WO-1i] wait on who may write there where none of their authors is on the desk any more', async () => {
    const gone = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['reporter'], name: 'Gil Gone' }))
    const articleId = await makeArticle(news.db, { author: gone.actor, deskId: news.deskId, content: 'Turkey sold 20 drones.' })
    await verify(news.checker, await tag(news.checker2, articleId, '20 drones'), 'unverifiable')
    expect(await askedToChange(articleId)).toEqual([['unverifiable', 'Gil Gone']])
    await news.db.deskMember.deleteMany({ where: { userId: gone.actor.userId } })
    expect(await askedToChange(articleId)).toEqual([['unverifiable', 'Ed Editor', 'Olu Other', 'Rita Reporter']])
  })
})

describe('closing it', () => {
  it('[WO-2g] is its asker’s alone, not the author’s nor a colleague’s', async () => {
    const { articleId, claimId, queryId } = await asked()
    await replyToQuery(news.reporter, { queryId, text: 'Yes.' })
    for (const ctx of [news.reporter, news.editor, news.checker2, news.publisher]) expect((await refusal(closeQuery(ctx, { queryId }))).code).toBe('forbidden')
    expect((await getClaim(news.checker, claimId)).queries[0]?.abilities).toEqual({ reply: true, close: true })
    expect((await getClaim(news.reporter, claimId)).queries[0]?.abilities).toEqual({ reply: true, close: false })
    await closeQuery(news.checker, { queryId })
    expect((await getClaim(news.reporter, claimId)).queries).toMatchObject([
      { waitsOn: null, closed: { by: { name: 'Cleo Checker' } }, abilities: { reply: false, close: false } },
    ])
    expect(await toldOfQueries(news.reporter, articleId)).toEqual(['query.closed'])
    expect((await refusal(closeQuery(news.checker, { queryId }))).code).toBe('conflict')
    expect((await refusal(replyToQuery(news.reporter, { queryId, text: 'And more.' }))).code).toBe('conflict')
  })

  it('[WO-2g] falls to who could have asked, and is none of its authors, once the asker has left the desk', async () => {
    const leaver = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['checker'], name: 'Lou Leaver' }))
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, '20 drones')
    await type(news.editor, articleId, ['20', '30'])
    await reconcileClaims(news.editor, articleId)
    const { queryId } = await askAuthor(leaver, { claimId, question: 'Who says so?' })
    expect((await refusal(closeQuery(news.checker, { queryId }))).code).toBe('forbidden')
    await news.db.deskMember.deleteMany({ where: { userId: leaver.actor.userId } })
    for (const ctx of [news.reporter, news.editor]) expect((await refusal(closeQuery(ctx, { queryId }))).code).toBe('forbidden')
    expect((await getClaim(news.checker, claimId)).queries).toMatchObject([{ askerLeft: true, abilities: { close: true } }])
    await closeQuery(news.checker, { queryId })
    const told = await news.db.auditEvent.findFirstOrThrow({ where: { chain: articleId, action: 'query.closed' }, select: { data: true } })
    expect(JSON.parse(told.data)).toMatchObject({ standIn: true, question: 'Who says so?' })
  })
})

describe('an objection of legal', () => {
  const objected = async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, '20 drones')
    await verify(news.checker, claimId)
    await signOff(news.checker2, articleId, 'fact_check')
    const { queryId } = await askAuthor(news.legal, { claimId, question: 'It names the firm.', objection: true })
    return { articleId, claimId, queryId }
  }

  it('[CL-1g] is made by legal alone, flags the claim and holds back publication, whoever waives and whatever glass is broken', async () => {
    const { articleId, claimId, queryId } = await objected()
    for (const ctx of [news.reporter, news.editor, news.publisher]) expect(await toldOfQueries(ctx, articleId)).toEqual(['query.objected'])
    for (const ctx of [news.editor, news.publisher, news.checker, news.reporter])
      expect((await refusal(askAuthor(ctx, { claimId, question: 'No.', objection: true }))).code).toBe('forbidden')
    expect((await refusal(askAuthor(news.stranger, { claimId, question: 'No.', objection: true }))).code).toBe('not-found')
    expect(await getClaim(news.legal, claimId)).toMatchObject({ legalFlag: true, legalFlaggedBy: { id: news.legal.actor.userId } })
    await signOff(news.legal, articleId, 'legal')
    const { blockers } = await getGate(news.publisher, articleId)
    expect(blockers.map(({ code }) => code)).toEqual(['legal-objection', 'sign-off-missing'])
    expect(blockers[0]).toMatchObject({ href: `/articles/${articleId}?claim=${claimId}`, message: expect.stringContaining('It names the firm.') })
    await waiveClaim(news.publisher, { claimId, wordingHash: (await getClaim(news.publisher, claimId)).wordingHash, reason: 'It is on record.' })
    expect(await codes(articleId)).toContain('legal-objection')
    const { contentHash } = await getGate(news.publisher, articleId)
    expect(await refusal(publishArticle(news.publisher, { articleId, contentHash, breakGlassReason: 'It is late.' }))).toMatchObject({ code: 'gate' })
    expect(await refusal(removeClaim(news.editor, { claimId, reason: 'No claim.' }))).toMatchObject({ code: 'conflict' })
    expect((await getReview(news.editor, articleId)).legalFlags).toMatchObject([
      { claim: { id: claimId }, objections: [{ id: queryId, reason: 'It names the firm.' }] },
    ])
    expect(await acts(news.db, articleId)).toContain('query.objected')
  })

  it('[CL-1g] is withdrawn by legal alone, the author and a change of words notwithstanding', async () => {
    const { articleId, claimId, queryId } = await objected()
    await replyToQuery(news.reporter, { queryId, text: 'They said so themselves.' })
    await type(news.reporter, articleId, ['20', '30'])
    await reconcileClaims(news.reporter, articleId)
    for (const ctx of [news.reporter, news.editor, news.publisher, news.checker]) expect((await refusal(closeQuery(ctx, { queryId }))).code).toBe('forbidden')
    expect(await codes(articleId)).toContain('legal-objection')
    const other = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['legal'], name: 'Lou Legal' }))
    expect((await getClaim(other, claimId)).queries).toMatchObject([{ objection: true, abilities: { close: true } }])
    await closeQuery(other, { queryId })
    expect(await codes(articleId)).not.toContain('legal-objection')
    expect(await acts(news.db, articleId)).toContain('query.objection_withdrawn')
    expect(await toldOfQueries(news.editor, articleId)).toContain('query.objection_withdrawn')
  })

  it('[CL-1g] goes over with a shift to legal only', async () => {
    const { queryId } = await objected()
    const fromId = news.legal.actor.userId
    await handOver(news.editor, { deskId: news.deskId, fromId, toId: news.checker.actor.userId, taskIds: [], questions: true })
    expect(await news.db.authorQuery.findUniqueOrThrow({ where: { id: queryId } })).toMatchObject({ handedToId: null })
  })
})

describe('an open question', () => {
  it('[WO-2h] [RE-5] holds back publication and takes back an approval, until it is closed', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, '20 drones')
    await verify(news.checker, claimId)
    await signOff(news.checker2, articleId, 'fact_check')
    await signOff(news.publisher, articleId, 'final')
    const stage = async () => (await news.db.article.findUniqueOrThrow({ where: { id: articleId }, select: { stage: true } })).stage
    expect([await codes(articleId), await stage()]).toEqual([[], 'approved'])
    const { queryId } = await askAuthor(news.checker2, { claimId, question: 'Of which make?' })
    const { blockers } = await getGate(news.publisher, articleId)
    expect(blockers).toMatchObject([{ code: 'query-open', href: `/articles/${articleId}?claim=${claimId}` }])
    expect(blockers[0]?.message).toContain('Of which make?')
    expect(await stage()).not.toBe('approved')
    await closeQuery(news.checker2, { queryId })
    expect([await codes(articleId), await stage()]).toEqual([[], 'approved'])
  })

  it('[WO-2h] gives way to a waiver of the claim in its present wording that came after it', async () => {
    const { articleId, claimId } = await asked()
    const waive = async () =>
      waiveClaim(news.publisher, { claimId, wordingHash: (await getClaim(news.publisher, claimId)).wordingHash, reason: 'It is on record.' })
    await waive()
    expect(await codes(articleId)).not.toContain('query-open')
    await type(news.reporter, articleId, ['20', '30'])
    await reconcileClaims(news.reporter, articleId)
    expect(await codes(articleId)).toContain('query-open')
    await waive()
    await askAuthor(news.checker2, { claimId, question: 'Really?' })
    expect(await codes(articleId)).toContain('query-open')
  })

  it('[WO-2h] [CL-6n] keeps its claim until it is closed, waived or not, and goes along into another', async () => {
    const { articleId, claimId } = await asked('has sold 20 drones')
    const otherId = await tag(news.editor, articleId, 'Ukrainian soldiers')
    await askAuthor(news.checker, { claimId: otherId, question: 'All of them?' })
    await mergeClaims(news.checker, { claimId, otherId })
    expect((await getClaim(news.checker, claimId)).queries).toHaveLength(2)
    expect(await refusal(removeClaim(news.editor, { claimId, reason: 'No claim.' }))).toMatchObject({ code: 'conflict', extra: { hold: 'question' } })
    await waiveClaim(news.editor, { claimId, wordingHash: (await getClaim(news.editor, claimId)).wordingHash, reason: 'Agreed with the desk.' })
    expect(await codes(articleId)).not.toContain('query-open')
    expect(await refusal(removeClaim(news.editor, { claimId, reason: 'No claim.' }))).toMatchObject({ code: 'conflict', extra: { hold: 'question' } })
    for (const { id } of (await getClaim(news.checker, claimId)).queries) await closeQuery(news.checker, { queryId: id })
    await removeClaim(news.editor, { claimId, reason: 'No claim.' })
    expect((await listQueries(news.checker, { articleId, limit: 100 })).items).toEqual([])
  })

  it('[WO-5d] [WO-2g] is handed over at the end of a shift, and closed by who took it, not by its author', async () => {
    const { articleId, claimId } = await asked()
    const [query] = (await getClaim(news.checker, claimId)).queries
    const queryId = query?.id ?? ''
    const fromId = news.checker.actor.userId
    expect((await refusal(handOver(news.reporter, { deskId: news.deskId, fromId, toId: news.checker2.actor.userId }))).code).toBe('forbidden')
    expect((await refusal(closeQuery(news.checker2, { queryId }))).code).toBe('forbidden')
    const pulled = await handOver(news.checker2, { deskId: news.deskId, fromId, toId: news.checker2.actor.userId, taskIds: [], questions: true })
    expect(pulled).toMatchObject({ questions: 0 })
    expect((await refusal(closeQuery(news.checker2, { queryId }))).code).toBe('forbidden')
    const { questions } = await handOver(news.editor, { deskId: news.deskId, fromId, toId: news.checker2.actor.userId, taskIds: [], questions: true })
    expect(questions).toBeGreaterThan(0)
    expect((await getClaim(news.checker2, claimId)).queries).toMatchObject([
      { askedBy: { name: 'Cleo Checker' }, handedTo: { name: 'Carl Checker' }, abilities: { close: true } },
    ])
    for (const ctx of [news.reporter, news.editor, news.legal]) expect((await refusal(closeQuery(ctx, { queryId }))).code).toBe('forbidden')
    expect(await acts(news.db, articleId)).toContain('query.handed_over')
    await closeQuery(news.checker2, { queryId })
    expect(await codes(articleId)).not.toContain('query-open')
  })

  it('[WO-1e] stands on the board, which can show such claims alone, and in a list of questions page by page', async () => {
    const { articleId, claimId } = await asked()
    await askAuthor(news.checker, { claimId, question: 'And since when?' })
    await tag(news.editor, articleId, 'Turkey')
    expect((await listBoard(news.editor, { articleId })).items.map(({ openQueries }) => openQueries)).toEqual([2, 0])
    expect((await listBoard(news.editor, { articleId, marked: 'query' })).items.map(({ id }) => id)).toEqual([claimId])
    const first = await listQueries(news.editor, { articleId, state: 'open', limit: 1 })
    const second = await listQueries(news.editor, { articleId, state: 'open', limit: 1, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...second.items].map(({ question, claim }) => [question, claim.number])).toEqual([
      ['Is that by this year?', 1],
      ['And since when?', 1],
    ])
    expect(second.nextCursor).toBeNull()
    expect((await listQueries(news.editor, { articleId, state: 'closed', limit: 10 })).items).toEqual([])
  })
})
