/** What readers see: only what was published, as it was published. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getArticle } from '#lib/queries/articles/get-article.ts'
import { getPublicArticle } from '#lib/queries/publications/get-public-article.ts'
import { listCorrections } from '#lib/queries/publications/list-corrections.ts'
import { listPublished } from '#lib/queries/publications/list-published.ts'
import { correctArticle } from '#lib/services/publications/correct-article.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { withdrawArticle } from '#lib/services/publications/withdraw-article.ts'
import { hashOf, openNewsroom, signOff, type, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

async function approve(articleId: string): Promise<string> {
  await signOff(news.checker, articleId, 'fact_check')
  await signOff(news.publisher, articleId, 'final')
  return await hashOf(news.publisher, articleId)
}

async function publish(): Promise<{ articleId: string; slug: string }> {
  const articleId = await news.newArticle()
  await publishArticle(news.publisher, { articleId, contentHash: await approve(articleId) })
  return { articleId, slug: (await getArticle(news.reporter, articleId)).slug }
}

test('[RE-6] readers have the frozen version; what is typed behind it does not reach them', async () => {
  const { articleId, slug } = await publish()
  const before = await getPublicArticle(news.db, slug)
  await type(news.reporter, articleId, ['20 drones', '2,000 drones'])
  expect(await getPublicArticle(news.db, slug)).toEqual(before)
  expect(before).toMatchObject({ state: 'published', slug, headline: 'Grain deal nears', standfirst: '', corrections: [], desk: { timeZone: 'UTC' } })
  expect(before?.state === 'published' && before.bodyHtml).toContain('20 drones')
  expect((await getArticle(news.reporter, articleId)).publishedContentHash).toBe(before?.state === 'published' ? before.contentHash : null)
})

test('[RE-6] what was never published does not exist for readers', async () => {
  const articleId = await news.newArticle()
  const { slug } = await getArticle(news.reporter, articleId)
  expect(await getPublicArticle(news.db, slug)).toBeNull()
  expect((await listPublished(news.db)).some((item) => item.slug === slug)).toBe(false)
})

test('[RE-7] a correction replaces the version, shows its note, and enters the log; the version before is gone from view', async () => {
  const { articleId, slug } = await publish()
  await type(news.reporter, articleId, ['20 drones', '30 drones'])
  await correctArticle(news.publisher, { articleId, contentHash: await approve(articleId), note: 'It was 30 drones.' })
  const seen = await getPublicArticle(news.db, slug)
  expect(seen).toMatchObject({ state: 'published', corrections: [{ note: 'It was 30 drones.' }] })
  expect(JSON.stringify(seen)).toContain('30 drones')
  expect(JSON.stringify(seen)).not.toContain('20 drones')
  expect((await listCorrections(news.db)).find((item) => item.slug === slug)).toMatchObject({
    kind: 'correction',
    headline: 'Grain deal nears',
    note: 'It was 30 drones.',
  })
  expect((await listPublished(news.db))[0]).toMatchObject({ slug, articleId })
})

test('[RE-7] a withdrawal leaves a notice, never nothing, and takes headline and copy from every public list', async () => {
  const { articleId, slug } = await publish()
  await withdrawArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId), note: 'A source took back what they said.' })
  const seen = await getPublicArticle(news.db, slug)
  expect(seen).toMatchObject({ state: 'withdrawn', withdrawal: { note: 'A source took back what they said.' } })
  expect(JSON.stringify(seen)).not.toContain('Grain deal')
  expect((await listPublished(news.db)).some((item) => item.slug === slug)).toBe(false)
  expect((await listCorrections(news.db)).filter((item) => item.slug === slug)).toMatchObject([{ kind: 'withdrawal', headline: null }])
})

test('[RE-7e] the log keeps that a withdrawn article was corrected, and when, but none of the words of its notes', async () => {
  const { articleId, slug } = await publish()
  await type(news.reporter, articleId, ['20 drones', '30 drones'])
  await correctArticle(news.publisher, { articleId, contentHash: await approve(articleId), note: 'It was 30 drones, not 20.' })
  await withdrawArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId), note: 'A source took it back.' })
  const items = (await listCorrections(news.db)).filter((item) => item.slug === slug)
  expect(items.map(({ kind, headline, note }) => [kind, headline, note])).toEqual([
    ['withdrawal', null, 'A source took it back.'],
    ['correction', null, null],
  ])
  expect(JSON.stringify([items, await getPublicArticle(news.db, slug)])).not.toContain('drones')
})
