/** RE-2c: who counts as an author of an article's copy, from its log. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadCopyAuthors } from '#lib/queries/review/load-facts.ts'
import { openNewsroom, type, type Newsroom } from './newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

it('[RE-2c] everybody who ever typed in the article counts once, whoever typed elsewhere does not', async () => {
  const articleId = await news.newArticle('One two three.')
  const otherId = await news.newArticle('Four five six.')
  const authors = async (id: string) => {
    const article = await news.db.article.findUniqueOrThrow({ where: { id }, select: { id: true, createdById: true } })
    return (await loadCopyAuthors(news.db, article)).toSorted()
  }
  const starter = await authors(articleId)
  expect(starter).toHaveLength(1)
  await type(news.reporter, articleId, ['One', 'Once'])
  await type(news.editor, articleId, ['two', 'too'])
  await type(news.reporter, articleId, ['three', 'free'])
  await type(news.editor, otherId, ['Four', 'For'])
  const both = [...new Set([...starter, news.reporter.actor.userId, news.editor.actor.userId])].toSorted()
  expect(await authors(articleId)).toEqual(both)
  expect(await authors(otherId)).toEqual([...new Set([...starter, news.editor.actor.userId])].toSorted())
})
