import { afterAll, beforeAll, expect, it } from 'vitest'
import { listForLegal } from '#lib/queries/review/list-for-legal.ts'
import { updateArticle } from '#lib/services/articles/update-article.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { openNewsroom, signOff, tag, type, verify, type Newsroom } from './newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const seen = async (ctx: ServiceContext = news.legal) => (await listForLegal(ctx, { limit: 100 })).items

/** In checking, with a claim that is flagged or not. */
async function article({ flag = true, priority = 'normal' as 'normal' | 'high', stage = 'checking' as 'checking' | 'draft' } = {}) {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
  await updateClaim(news.editor, { claimId, priority, ...(flag && { legalFlag: true }) })
  if (stage !== 'draft') await updateArticle(news.editor, { articleId, stage })
  return { articleId, claimId }
}

it('[WO-1l] legal is shown what needs a lawyer, drafts last, with what is flagged in it, the most urgent first', async () => {
  const plain = await article({ flag: false })
  const draft = await article({ stage: 'draft' })
  const one = await article()
  const urgent = await article({ priority: 'high' })
  const ready = await article()
  await verify(news.checker, ready.claimId)
  const whole = await article({ flag: false })
  await updateArticle(news.legal, { articleId: whole.articleId, legalFlag: true })
  const items = await seen()
  expect(items.map(({ id }) => id)).toEqual([ready, urgent, one, whole, draft].map(({ articleId }) => articleId))
  expect(items.map(({ id }) => id)).not.toEqual(expect.arrayContaining([plain.articleId]))
  expect(items[0]).toMatchObject({
    stage: 'ready',
    flagged: false,
    signOff: 'missing',
    claims: [{ id: ready.claimId, number: 1, wording: 'has sold 20 drones' }],
  })
  expect(items[3]).toMatchObject({ flagged: true, claims: [] })
  for (const ctx of [news.editor, news.publisher, news.checker, news.stranger]) expect(await seen(ctx)).toEqual([])
  const first = await listForLegal(news.legal, { limit: 2 })
  const next = await listForLegal(news.legal, { limit: 100, cursor: first.nextCursor ?? '' })
  expect([...first.items, ...next.items]).toEqual(await seen())
})

it('[WO-1l] an article leaves the list with its sign-off and comes back when that is out of date', async () => {
  const { articleId, claimId } = await article()
  const here = async () => (await seen()).find(({ id }) => id === articleId)?.signOff
  expect(await here()).toBe('missing')
  await signOff(news.legal, articleId, 'legal')
  expect(await here()).toBeUndefined()
  await type(news.reporter, articleId, ['20', '30'])
  await reconcileClaims(news.checker, articleId)
  expect(await here()).toBe('stale')
  await type(news.reporter, articleId, ['30', '20'])
  await reconcileClaims(news.checker, articleId)
  expect(await here()).toBeUndefined()
  await type(news.reporter, articleId, ['20', '40'])
  await reconcileClaims(news.checker, articleId)
  await updateClaim(news.editor, { claimId, legalFlag: false, reason: 'The firm withdrew its letter.' })
  expect(await here()).toBeUndefined()
})
