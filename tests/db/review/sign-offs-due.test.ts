import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { acceptProposal } from '#lib/services/wording-proposals/accept-proposal.ts'
import { giveVerdict } from '#lib/services/verdicts/give-verdict.ts'
import { listArticles } from '#lib/queries/articles/list-articles.ts'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { markNotificationsRead } from '#lib/services/notifications/mark-read.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { contextOf, makeActor } from '#tests/support/factories.ts'
import { hashOf, openNewsroom, refusal, signOff, tag, type, verify, type Newsroom } from './newsroom.ts'

let news: Newsroom
let articleId: string
let signer: Newsroom['checker']

beforeAll(async () => {
  news = await openNewsroom()
  signer = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['checker'], name: 'Sia Signer' }))
})
afterAll(() => news.close())
beforeEach(async () => {
  articleId = await news.newArticle()
})

/** What waits for this person in the article. */
async function awaits(ctx: Newsroom['checker']): Promise<string[]> {
  const { items } = await listArticles(ctx, { awaits: 'me', limit: 100 })
  return items.filter(({ id }) => id === articleId).flatMap(({ awaitsMe }) => awaitsMe)
}

async function told(ctx: Newsroom['checker']): Promise<string[]> {
  const { items } = await listNotifications(ctx, { limit: 100 })
  return items.filter(({ kind, article, readAt }) => kind === 'sign_off_due' && article.id === articleId && readAt === null).map(({ action }) => action)
}

it('[RE-4i, WO-3k] a draft in which nothing else is open calls the checkers, and then the publisher', async () => {
  const claimId = await tag(news.editor, articleId, '20 drones')
  expect([await awaits(signer), await awaits(news.publisher)]).toEqual([[], []])
  await verify(news.checker, claimId)
  expect([await awaits(signer), await awaits(news.publisher), await awaits(news.reporter)]).toEqual([['fact_check'], [], []])
  // Who cleared it need not be told.
  expect([await told(signer), await told(news.checker), await told(news.publisher)]).toEqual([['sign_off_due.fact_check'], [], []])
  await signOff(signer, articleId, 'fact_check')
  expect([await awaits(signer), await awaits(news.publisher), await told(signer), await told(news.publisher)]).toEqual([
    [],
    ['final'],
    [],
    ['sign_off_due.final'],
  ])
  await signOff(news.publisher, articleId, 'final')
  expect([await awaits(news.publisher), await told(news.publisher)]).toEqual([[], []])
  await publishArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId) })
  expect([await awaits(signer), await awaits(news.publisher)]).toEqual([[], []])
})

it('[RE-4i] not who may not give it by four eyes, nor anybody of another desk, nor an article without claims', async () => {
  expect(await awaits(signer)).toEqual([])
  const both = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['checker', 'publisher'], name: 'Bo Both' }))
  await verify(both, await tag(news.editor, articleId, '20 drones'))
  expect([await awaits(both), await told(both)]).toEqual([['fact_check'], []])
  await signOff(signer, articleId, 'fact_check')
  expect([await awaits(both), await told(both), await awaits(news.publisher), await awaits(news.stranger)]).toEqual([[], [], ['final'], []])
})

it('[RE-4i] what waits for others takes no place on a page', async () => {
  await verify(news.checker, await tag(news.editor, articleId, '20 drones'))
  await signOff(signer, articleId, 'fact_check')
  const another = await news.newArticle()
  await verify(news.checker, await tag(news.editor, another, '20 drones'))
  const { items, nextCursor } = await listArticles(news.publisher, { awaits: 'me', limit: 1 })
  expect(items).toMatchObject([{ id: articleId, awaitsMe: ['final'] }])
  const rest = await listArticles(news.publisher, { awaits: 'me', limit: 100, ...(nextCursor && { cursor: nextCursor }) })
  expect(rest.items.map(({ id }) => id)).not.toContain(another)
})

it('[WO-3k] is taken back unread when something opens again, and once read told no second time within the hour', async () => {
  const claimId = await tag(news.editor, articleId, '20 drones')
  await verify(news.checker, claimId)
  expect(await told(signer)).toEqual(['sign_off_due.fact_check'])
  const change = async (before: string, after: string) => {
    await type(news.reporter, articleId, [before, after])
    await reconcileClaims(news.editor, articleId)
  }
  await change('20 drones', '30 drones')
  expect([await told(signer), await awaits(signer)]).toEqual([[], []])
  await change('30 drones', '20 drones')
  expect(await told(signer)).toEqual(['sign_off_due.fact_check'])
  await markNotificationsRead(signer, {})
  await change('20 drones', '30 drones')
  await change('30 drones', '20 drones')
  expect([await told(signer), await awaits(signer)]).toEqual([[], ['fact_check']])
  const later = { ...news.reporter, now: () => new Date(Date.now() + 2 * 3_600_000) }
  await type(news.reporter, articleId, ['20 drones', '30 drones'])
  await reconcileClaims(later, articleId)
  await type(news.reporter, articleId, ['30 drones', '20 drones'])
  await reconcileClaims(later, articleId)
  expect(await told(signer)).toEqual(['sign_off_due.fact_check'])
})

it('[WO-3k] an edit that puts a sign-off out of date calls nobody a second time', async () => {
  await verify(news.checker, await tag(news.editor, articleId, '20 drones'))
  await signOff(signer, articleId, 'fact_check')
  await type(news.reporter, articleId, ['second since', 'third since'])
  await reconcileClaims(news.editor, articleId)
  expect([await awaits(signer), await told(signer), await told(news.checker2)]).toEqual([['fact_check'], [], []])
})

it('[RE-4j] whom four eyes keep from a sign-off is told by which part', async () => {
  const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
  const { wordingHash } = await getClaim(news.checker, claimId)
  const proposal = { wording: 'has sold 24 drones' }
  await giveVerdict(news.checker, { claimId, wordingHash, verdict: 'needs_wording', rationale: 'It was more.', proposal })
  const parts = async (ctx: Newsroom['checker']) => (await getReview(ctx, articleId)).involvement
  expect([await parts(news.checker), await parts(news.publisher)]).toEqual([{}, {}])
  const { proposals } = await getClaim(news.reporter, claimId)
  await acceptProposal(news.reporter, { proposalId: proposals[0]?.id ?? '' })
  expect(await parts(news.checker)).toEqual({ fact_check: 'proposed' })
  const refused = await refusal(signOff(news.checker, articleId, 'fact_check'))
  expect(refused).toMatchObject({ code: 'four-eyes', detail: expect.stringContaining('Words that you proposed were put into this copy') })
})
