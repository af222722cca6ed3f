import { afterAll, beforeAll, expect, it } from 'vitest'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { openNewsroom, tag, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

it('[WO-3g] evidence against a claim that was checked is told to who checked it and to the desk’s editors', async () => {
  const articleId = await news.newArticle()
  const claimId = await tag(news.checker, articleId, 'has sold 20 drones')
  const add = (relation: 'supports' | 'contradicts', confidential = false) =>
    addEvidence(news.reporter, { claimId, type: 'note', text: 'Two dozen.', relation, ...(confidential && { confidential, readers: [] }) })
  const told = async (ctx: ServiceContext) =>
    (await listNotifications(ctx, { limit: 50 })).items.filter(({ kind }) => kind === 'evidence').map(({ action }) => action)
  await add('contradicts')
  await verify(news.checker, claimId)
  await add('supports')
  await add('contradicts', true)
  for (const ctx of [news.checker, news.editor]) expect(await told(ctx)).toEqual([])
  await add('contradicts')
  for (const ctx of [news.checker, news.editor]) expect(await told(ctx)).toEqual(['evidence.contradicts'])
  for (const ctx of [news.reporter, news.checker2, news.publisher, news.legal, news.stranger]) expect(await told(ctx)).toEqual([])
})
