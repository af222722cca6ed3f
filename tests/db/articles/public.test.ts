/** What readers see: only what was published, as it was published. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getArticle } from '#lib/queries/articles/get-article.ts'
import { getPublication } from '#lib/queries/publications/get-publication.ts'
import { getPublicArticle } from '#lib/queries/publications/get-public-article.ts'
import { listCorrections } from '#lib/queries/publications/list-corrections.ts'
import { listPublished } from '#lib/queries/publications/list-published.ts'
import { createArticle } from '#lib/services/articles/create-article.ts'
import { correctArticle } from '#lib/services/publications/correct-article.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { withdrawArticle } from '#lib/services/publications/withdraw-article.ts'
import { hashOf, openNewsroom, signOff, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

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

async function articleOf(title: string, content = 'Nothing else was said.'): Promise<string> {
  return (await createArticle(news.reporter, { title, content, format: 'text' })).articleId
}
async function slugOfArticle(articleId: string): Promise<string> {
  return (await getArticle(news.reporter, articleId)).slug
}

test('[RE-6a] the address is made from the headline as it is published first, and not from one that was found incorrect', async () => {
  const articleId = await articleOf('The bridge cost 90 million dollars')
  expect(await slugOfArticle(articleId)).toBe('the-bridge-cost-90-million-dollars')
  const claimId = await tag(news.editor, articleId, 'The bridge cost 90 million dollars')
  await verify(news.checker, claimId, 'incorrect')
  await type(news.reporter, articleId, ['90 million', '40 million'])
  await verify(news.checker, claimId)
  const { publicationId } = await publishArticle(news.publisher, { articleId, contentHash: await approve(articleId) })
  expect((await getPublication(news.publisher, publicationId)).url).toBe('/p/the-bridge-cost-40-million-dollars')
  expect(await getArticle(news.reporter, articleId)).toMatchObject({
    slug: 'the-bridge-cost-40-million-dollars',
    publicUrl: '/p/the-bridge-cost-40-million-dollars',
  })
  expect(await getPublicArticle(news.db, 'the-bridge-cost-90-million-dollars')).toBeNull()
  expect((await listPublished(news.db)).find((item) => item.articleId === articleId)?.slug).toBe('the-bridge-cost-40-million-dollars')
  const { data } = await news.db.auditEvent.findFirstOrThrow({ where: { chain: articleId, action: 'article.published' } })
  expect(JSON.parse(data)).toMatchObject({ slug: 'the-bridge-cost-40-million-dollars' })
})

test('[RE-6a] a correction of the headline keeps the address, and two headlines alike get two', async () => {
  const [one, other] = [await articleOf('Port shut by strike'), await articleOf('A port is shut')]
  await type(news.reporter, other, ['A port is shut', 'Port shut by strike'])
  for (const articleId of [one, other]) await publishArticle(news.publisher, { articleId, contentHash: await approve(articleId) })
  expect([await slugOfArticle(one), await slugOfArticle(other)]).toEqual(['port-shut-by-strike', 'port-shut-by-strike-2'])
  await type(news.reporter, one, ['shut by strike', 'open in spite of strike'])
  await correctArticle(news.publisher, { articleId: one, contentHash: await approve(one), note: 'It is open.' })
  expect(await getPublicArticle(news.db, 'port-shut-by-strike')).toMatchObject({ slug: 'port-shut-by-strike', headline: 'Port open in spite of strike' })
})

test('[RE-6a] a handle of the same words, a number at its end included, becomes the address; a shorter headline does not take figures from it', async () => {
  const [first, second] = [await articleOf('Ferry late'), await articleOf('Ferry late')]
  const shorter = await articleOf('The ferry cost 90')
  await type(news.reporter, shorter, ['The ferry cost 90', 'The ferry cost'])
  for (const articleId of [first, second, shorter]) await publishArticle(news.publisher, { articleId, contentHash: await approve(articleId) })
  expect([await slugOfArticle(first), await slugOfArticle(second), await slugOfArticle(shorter)]).toEqual(['ferry-late', 'ferry-late-2', 'the-ferry-cost'])
})

test('[RE-6a] a slug that was given to an article stays whatever its headline says', async () => {
  const { articleId } = await createArticle(news.reporter, { title: 'Grain: a deal nears', slug: 'grain-deal', content: 'So it is.', format: 'text' })
  await type(news.reporter, articleId, ['a deal nears', 'a deal is done'])
  await publishArticle(news.publisher, { articleId, contentHash: await approve(articleId) })
  expect(await slugOfArticle(articleId)).toBe('grain-deal')
})
