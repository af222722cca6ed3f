import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '#lib/domain/errors.ts'
import { getArticle } from '#lib/queries/articles/get-article.ts'
import { getArticleContent } from '#lib/queries/articles/get-article-content.ts'
import { listArticles } from '#lib/queries/articles/list-articles.ts'
import { listRecord } from '#lib/queries/record/list-record.ts'
import { diffVersions } from '#lib/queries/versions/diff-versions.ts'
import { listVersions } from '#lib/queries/versions/list-versions.ts'
import { createArticle } from '#lib/services/articles/create-article.ts'
import { nameVersion } from '#lib/services/articles/name-version.ts'
import { updateArticle } from '#lib/services/articles/update-article.ts'
import { contextOf, makeActor, makeDesk } from '#tests/support/factories.ts'
import { openNewsroom, type, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const start = (input: Partial<Parameters<typeof createArticle>[1]> = {}) =>
  createArticle(news.reporter, { title: 'Grain deal nears', format: 'text', content: 'One.\n\nTwo.', deskId: news.deskId, ...input })
const codeOf = (error: unknown) => (error instanceof AppError ? error.code : error)

describe('starting an article', () => {
  test('[DO-2] the row, the first state, the first version and the record come together', async () => {
    const { articleId } = await start({ title: 'Ålesund: “grain” & trains' })
    const article = await getArticle(news.reporter, articleId)
    expect(article).toMatchObject({
      slug: 'alesund-grain-trains',
      title: 'Ålesund: “grain” & trains',
      stage: 'draft',
      head: 1,
      epoch: 1,
      counts: { total: 0, open: 0 },
      publicUrl: null,
    })
    const { items } = await listVersions(news.reporter, { articleId, limit: 50 })
    expect(items).toMatchObject([{ number: 1, kind: 'created', contentHash: article.contentHash, createdBy: { name: 'Rita Reporter' } }])
    const { items: record } = await listRecord(news.reporter, articleId)
    expect(record.map(({ action, actorName }) => [action, actorName])).toEqual([['article.created', 'Rita Reporter']])
  })

  test.each([
    ['text', 'First para.\n\nSecond para.'],
    ['markdown', 'First para.\n\nSecond para.'],
    ['html', '<p>First para.</p><script>alert(1)</script><p>Second para.</p>'],
  ] as const)('[DO-5a] from %s', async (format, content) => {
    const { articleId } = await start({ title: 'Headline', format, content })
    expect(await getArticleContent(news.editor, { articleId, format: 'text' })).toMatchObject({ text: 'Headline\n\nFirst para.\n\nSecond para.' })
  })

  test('[AP-6] ten at once with one title get ten slugs', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => start({ title: 'Same title' })))
    const rows = await news.db.article.findMany({ where: { id: { in: made.map(({ articleId }) => articleId) } }, select: { slug: true } })
    expect(rows.map(({ slug }) => slug).toSorted()).toEqual(['same-title', ...[10, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `same-title-${n}`)])
  })

  test('the only desk where one may write is taken by itself; with two, one must choose', async () => {
    const { articleId } = await createArticle(news.editor, { title: 'No desk named', format: 'text', content: '' })
    expect((await getArticle(news.editor, articleId)).desk.id).toBe(news.deskId)
    const second = await makeDesk(news.db)
    const both = contextOf(news.db, { ...news.editor.actor, roles: { [news.deskId]: ['editor'], [second]: ['editor'] } })
    const error = await createArticle(both, { title: 'Which?', format: 'text', content: '' }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'invalid-input', details: { errors: [{ field: 'deskId' }] } })
  })
})

describe('the canonical copy', () => {
  test('[DO-3] its hash can be computed again from the answer', async () => {
    const { default: canonicalize } = await import('canonicalize')
    const { articleId } = await start()
    const answer = await getArticleContent(news.reporter, { articleId, format: 'json' })
    if (answer.format !== 'json') throw new Error('json was asked for')
    expect(
      createHash('sha256')
        .update(`stet-content-v1\n${canonicalize(answer.content)}`)
        .digest('hex'),
    ).toBe(answer.contentHash)
    expect((await getArticle(news.reporter, articleId)).contentHash).toBe(answer.contentHash)
  })
})

describe('lists', () => {
  test('[AP-5] pages neither repeat nor skip when articles are added in between', async () => {
    const desk = await makeDesk(news.db)
    const writer = contextOf(news.db, await makeActor(news.db, { deskId: desk, roles: ['reporter'] }))
    const add = async (n: number) => (await createArticle(writer, { title: `Article ${n}`, format: 'text', content: '' })).articleId
    const first: string[] = []
    for (let n = 0; n < 5; n += 1) first.push(await add(n))
    const seen: string[] = []
    let cursor: string | undefined
    for (let page = 0; ; page += 1) {
      const { items, nextCursor } = await listArticles(writer, { limit: 2, ...(cursor !== undefined && { cursor }) })
      seen.push(...items.map(({ id }) => id))
      if (nextCursor === null) break
      cursor = nextCursor
      await add(100 + page)
    }
    expect(seen).toEqual(first.toReversed())
  })

  test('[RE-1] show the articles of the desks where one holds a role, and no other', async () => {
    const { articleId } = await start()
    expect((await listArticles(news.legal, { limit: 100 })).items.map(({ id }) => id)).toContain(articleId)
    expect((await listArticles(news.stranger, { limit: 100 })).items).toEqual([])
    expect((await listArticles(news.legal, { limit: 100, deskId: Object.keys(news.stranger.actor.roles)[0] ?? '' })).items).toEqual([])
    await expect(getArticle(news.stranger, articleId)).rejects.toThrow(AppError)
  })
})

describe('versions', () => {
  test('[RE-8] sending to checking freezes the copy; a name freezes it as it stands; later edits change neither', async () => {
    const articleId = await news.newArticle()
    await updateArticle(news.reporter, { articleId, stage: 'checking' })
    await type(news.reporter, articleId, ['20 drones', '30 drones'])
    await nameVersion(news.editor, { articleId, name: 'For the lawyer' })
    await type(news.reporter, articleId, ['30 drones', '40 drones'])
    const { items } = await listVersions(news.editor, { articleId, limit: 50 })
    expect(items.map(({ number, kind, name }) => [number, kind, name])).toEqual([
      [3, 'named', 'For the lawyer'],
      [2, 'sent_to_checking', null],
      [1, 'created', null],
    ])
    const [named, , created] = items
    const { blocks } = await diffVersions(news.checker, { from: created?.id ?? '', to: named?.id ?? '' })
    expect(blocks.filter(({ change }) => change !== 'same').map(({ type: block, parts }) => [block, parts.filter(({ op }) => op !== 'same')])).toEqual([
      [
        'paragraph',
        [
          { op: 'removed', text: '20' },
          { op: 'added', text: '30' },
        ],
      ],
    ])
  })

  test('[RE-8] versions of two articles are not compared, and nobody sees those of another desk', async () => {
    const [a, b] = [await news.newArticle(), await news.newArticle()]
    const idOf = async (articleId: string) => (await listVersions(news.editor, { articleId, limit: 1 })).items[0]?.id ?? ''
    expect(codeOf(await diffVersions(news.editor, { from: await idOf(a), to: await idOf(b) }).catch((thrown: unknown) => thrown))).toBe('bad-request')
    expect(codeOf(await diffVersions(news.stranger, { from: await idOf(a), to: await idOf(a) }).catch((thrown: unknown) => thrown))).toBe('not-found')
  })
})

describe('moving and flagging', () => {
  test('[RE-9] each is recorded once, and doing it again is not', async () => {
    const articleId = await news.newArticle()
    await updateArticle(news.editor, { articleId, stage: 'checking', legalFlag: true })
    await updateArticle(news.editor, { articleId, stage: 'checking', legalFlag: true })
    await updateArticle(news.legal, { articleId, legalFlag: false, reason: 'Read.' })
    expect((await listRecord(news.legal, articleId)).items.map(({ action }) => action)).toEqual([
      'article.created',
      'article.legal_flagged',
      'article.moved',
      'article.legal_unflagged',
    ])
    expect((await getArticle(news.editor, articleId)).legalFlag).toBe(false)
  })

  test('[RE-1] who may do one of the two may not do both in one', async () => {
    const articleId = await news.newArticle()
    expect(codeOf(await updateArticle(news.reporter, { articleId, stage: 'checking', legalFlag: true }).catch((thrown: unknown) => thrown))).toBe('forbidden')
    expect(await getArticle(news.reporter, articleId)).toMatchObject({ stage: 'draft', legalFlag: false })
  })
})
