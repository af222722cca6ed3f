import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { claimAttribute } from '#lib/editor/claim-marks.ts'
import { FRAGMENT } from '#lib/editor/schema.ts'
import { getArticleContent } from '#lib/queries/articles/get-article-content.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listRecord } from '#lib/queries/record/list-record.ts'
import { diffVersions } from '#lib/queries/versions/diff-versions.ts'
import { listVersions } from '#lib/queries/versions/list-versions.ts'
import { nameVersion } from '#lib/services/articles/name-version.ts'
import { keepTyping } from '#lib/services/articles/keep-typing.ts'
import { restoreVersion } from '#lib/services/articles/restore-version.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { withdrawArticle } from '#lib/services/publications/withdraw-article.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { contextOf, makeActor } from '#tests/support/factories.ts'
import { change, deleteParagraph, find, hashOf, openNewsroom, refusal, signOff, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const textOf = async (articleId: string) => {
  const content = await getArticleContent(news.editor, { articleId, format: 'text' })
  return 'text' in content ? content.text : ''
}
const versionsOf = async (articleId: string) => (await listVersions(news.editor, { articleId, limit: 50 })).items
const named = async (articleId: string, name: string) => (await nameVersion(news.editor, { articleId, name })).versionId
const emptied = (doc: Y.Doc) => {
  const root = doc.getXmlFragment(FRAGMENT)
  root.delete(2, root.length - 2)
  root.insert(2, [new Y.XmlElement('paragraph')])
}

describe('restoring a version', () => {
  test('[RE-8c] is an edit by who restores: the copy says what it said, what stood before is kept, and the record tells it', async () => {
    const articleId = await news.newArticle()
    const before = await named(articleId, 'before')
    await type(news.reporter, articleId, ['second since', 'third since'])
    await deleteParagraph(news.reporter, articleId, 'The nations')
    const stood = await textOf(articleId)
    const { versionId } = await restoreVersion(news.editor, { versionId: before })
    const [restored, kept, first] = await versionsOf(articleId)
    expect(restored).toMatchObject({ id: versionId, kind: 'restored', contentHash: first?.contentHash, createdBy: { name: 'Ed Editor' } })
    expect(await hashOf(news.editor, articleId)).toBe(first?.contentHash)
    expect(kept).toMatchObject({ kind: 'automatic' })
    const row = await news.db.documentUpdate.findFirst({ where: { articleId }, orderBy: { seq: 'desc' }, select: { userId: true } })
    expect(row).toEqual({ userId: news.editor.actor.userId })
    const { items: record } = await listRecord(news.editor, articleId)
    expect(record.at(-1)).toMatchObject({ action: 'version.restored', actorName: 'Ed Editor', subject: `version:${before}` })
    await restoreVersion(news.editor, { versionId: kept?.id ?? '' })
    expect(await textOf(articleId)).toBe(stood)
  })

  test('[RE-8c] of what stands already changes nothing and keeps nothing', async () => {
    const articleId = await news.newArticle()
    const versionId = await named(articleId, 'now')
    const stands = async () => [await versionsOf(articleId), await news.db.document.findUnique({ where: { articleId }, select: { head: true } })]
    const before = await stands()
    expect(await restoreVersion(news.editor, { versionId })).toEqual({ versionId })
    expect(await stands()).toEqual(before)
  })

  test('[RE-8c] while others type: every word of theirs that was saved after it stands, once', async () => {
    const articleId = await news.newArticle()
    const versionId = await named(articleId, 'before')
    await type(news.editor, articleId, ['20 drones', '30 drones'])
    let typed = 0
    const typing = (async () => {
      for (; typed < 20; typed++) await type(news.reporter, articleId, ['resolved', `resolved${'ⁿ'}`])
    })()
    await Promise.all([typing, restoreVersion(news.editor, { versionId })])
    await type(news.reporter, articleId, ['together', 'together (all of them)'])
    const text = await textOf(articleId)
    expect(text).toContain('sold 20 drones')
    expect(text.split('The nations')).toHaveLength(2)
    expect(text.split('together (all of them)')).toHaveLength(2)
  })

  test('[RE-8d] brings claims back with the words: a verdict for them counts again', async () => {
    const articleId = await news.newArticle()
    const [changed, gone] = [await tag(news.checker, articleId, 'second since Russian forces'), await tag(news.checker, articleId, 'The nations of the world')]
    await verify(news.checker, changed)
    await verify(news.checker, gone)
    const versionId = await named(articleId, 'checked')
    await type(news.reporter, articleId, ['second since', 'third since'])
    await deleteParagraph(news.reporter, articleId, 'The nations')
    await reconcileClaims(news.editor, articleId)
    const states = async () => [(await getClaim(news.editor, changed)).state, (await getClaim(news.editor, gone)).state]
    expect(await states()).toEqual(['reopened', 'detached'])
    await restoreVersion(news.editor, { versionId })
    expect(await states()).toEqual(['verified', 'verified'])
  })

  test('[RE-8d] [CL-4] puts a claim that was moved since back on its own words, and leaves it on no others', async () => {
    const said = 'he said “we will go” in 2024'
    const copy = [`The mayor told us that ${said} before the vote was held.`, 'The survey counted 185 in the north and fewer in the south.'].join('\n\n')
    for (const words of [said, 'in 2024']) {
      const articleId = await news.newArticle(copy)
      const claimId = await tag(news.checker, articleId, words)
      await verify(news.checker, claimId)
      const versionId = await named(articleId, 'before')
      await change(news.reporter, articleId, (doc) => {
        const from = find(doc, words)
        from.text.delete(from.at, words.length)
        const { text, at } = find(doc, '185 in')
        text.insert(at + 3, words, { [claimAttribute(claimId)]: { id: claimId } })
      })
      await reconcileClaims(news.editor, articleId)
      const claim = async () => {
        const { state, wording } = await getClaim(news.editor, claimId)
        return { state, wording }
      }
      expect(await claim()).toEqual({ state: 'verified', wording: words })
      await restoreVersion(news.editor, { versionId })
      expect(await claim()).toEqual({ state: 'verified', wording: words })
      await type(news.reporter, articleId, ['in 2024', 'in 2025'])
      await reconcileClaims(news.editor, articleId)
      expect(await claim()).toEqual({ state: 'reopened', wording: words.replace('2024', '2025') })
    }
  })

  test('[RE-2f] words that come back may be anybody’s who ever wrote in the article: none of them verifies them', async () => {
    const articleId = await news.newArticle()
    const writer = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['reporter', 'checker'], name: 'Wim Writer' }))
    await type(writer, articleId, ['earlier this year', 'earlier this year, as Wim found out'])
    const versionId = await named(articleId, 'with Wim')
    await type(news.reporter, articleId, [', as Wim found out', ''])
    await restoreVersion(news.editor, { versionId })
    const claimId = await tag(news.editor, articleId, 'as Wim found out')
    expect(await refusal(verify(writer, claimId))).toMatchObject({ code: 'four-eyes' })
    await verify(news.checker, claimId)
  })

  test('[RE-8c] is for who may write, in an article that has not been withdrawn', async () => {
    const articleId = await news.newArticle()
    const versionId = await named(articleId, 'before')
    await type(news.editor, articleId, ['20 drones', '30 drones'])
    const refused = async (ctx: ServiceContext) => (await refusal(restoreVersion(ctx, { versionId }))).code
    expect(await Promise.all([news.checker, news.publisher, news.legal, news.stranger].map(refused))).toEqual([
      'forbidden',
      'forbidden',
      'forbidden',
      'not-found',
    ])
    await signOff(news.checker, articleId, 'fact_check')
    await signOff(news.publisher, articleId, 'final')
    const contentHash = await hashOf(news.publisher, articleId)
    await publishArticle(news.publisher, { articleId, contentHash })
    await withdrawArticle(news.publisher, { articleId, contentHash, note: 'It does not stand.' })
    expect(await refused(news.editor)).toBe('stage')
  })

  test('[RE-8e] is shown before it is done: from the copy as it stands to the version', async () => {
    const articleId = await news.newArticle()
    const versionId = await named(articleId, 'before')
    await type(news.editor, articleId, ['20 drones', '30 drones'])
    const { from, to, blocks } = await diffVersions(news.editor, { from: 'now', to: versionId })
    expect([from, to?.id]).toEqual([null, versionId])
    expect(blocks.filter(({ change }) => change !== 'same').map(({ parts }) => parts.filter(({ op }) => op !== 'same'))).toEqual([
      [
        { op: 'removed', text: '30' },
        { op: 'added', text: '20' },
      ],
    ])
    expect(await refusal(diffVersions(news.editor, { from: 'now', to: 'now' }))).toMatchObject({ code: 'bad-request' })
  })
})

describe('versions that nobody asks for', () => {
  const pass = async (articleId: string, at?: Date) =>
    await reconcileClaims(
      contextOf(news.db, news.editor.actor, () => at ?? new Date()),
      articleId,
    )

  test('[RE-8b] what stood before most of the copy went is kept, the last word before it included, and one restore brings it back', async () => {
    const articleId = await news.newArticle()
    await pass(articleId)
    await type(news.reporter, articleId, ['earlier this year', 'earlier this year, the last words'])
    const stood = await textOf(articleId)
    await change(news.reporter, articleId, emptied)
    await pass(articleId)
    const [kept, created] = await versionsOf(articleId)
    expect([kept?.kind, created?.kind, kept?.createdBy.name]).toEqual(['automatic', 'created', 'Rita Reporter'])
    await restoreVersion(news.editor, { versionId: kept?.id ?? '' })
    expect(await textOf(articleId)).toBe(stood)
  })

  test('[RE-8b] also where nobody had looked before most of it went', async () => {
    const articleId = await news.newArticle()
    await type(news.reporter, articleId, ['earlier this year', 'earlier this year, the last words'])
    const stood = await textOf(articleId)
    await change(news.reporter, articleId, emptied)
    await pass(articleId)
    const [kept] = await versionsOf(articleId)
    expect(kept?.kind).toBe('automatic')
    await restoreVersion(news.editor, { versionId: kept?.id ?? '' })
    expect(await textOf(articleId)).toBe(stood)
  })

  test('[RE-8b] a look that began before most of it went hides nothing from one that came after', async () => {
    for (let round = 0; round < 10; round++) {
      const articleId = await news.newArticle()
      await type(news.reporter, articleId, ['earlier this year', 'earlier this year, the last words'])
      const early = pass(articleId)
      await change(news.reporter, articleId, emptied)
      await Promise.all([early, pass(articleId), pass(articleId)])
      await pass(articleId)
      expect((await versionsOf(articleId)).map(({ kind }) => kind)).toEqual(['automatic', 'created'])
    }
  })

  test('[RE-8b] copy that was replaced is copy that went, and copy that goes little by little too', async () => {
    const articleId = await news.newArticle()
    await type(news.reporter, articleId, ['earlier this year', 'earlier this year, the last words'])
    await pass(articleId)
    await change(news.reporter, articleId, (doc) => {
      emptied(doc)
      const [paragraph, words] = [doc.getXmlFragment(FRAGMENT).get(2), new Y.XmlText('Other words. '.repeat(60))]
      if (paragraph instanceof Y.XmlElement) paragraph.insert(0, [words])
    })
    await pass(articleId)
    expect((await versionsOf(articleId)).map(({ kind }) => kind)).toEqual(['automatic', 'created'])
    for (let left = 0; left < 50; left++) {
      await type(news.reporter, articleId, ['Other words. ', ''])
      await pass(articleId)
    }
    const [, kept] = await versionsOf(articleId)
    const { blocks } = await diffVersions(news.editor, { from: 'now', to: kept?.id ?? '' })
    expect(
      blocks
        .at(-1)
        ?.parts.filter(({ op }) => op === 'added')
        .map(({ text }) => text.split('Other').length - 1),
    ).toEqual([50])
  })

  test('[RE-8b] nothing waits longer than ten minutes of writing, nor is lost by a pause', async () => {
    const articleId = await news.newArticle()
    await type(news.reporter, articleId, ['20 drones', '21 drones'])
    await pass(articleId)
    const before = await textOf(articleId)
    expect(await versionsOf(articleId)).toHaveLength(1)
    await type(news.reporter, articleId, ['21 drones', '22 drones'])
    await pass(articleId, new Date(Date.now() + 10 * 60_000))
    const [kept, ...rest] = await versionsOf(articleId)
    expect([kept?.kind, rest.length]).toEqual(['automatic', 1])
    await restoreVersion(news.editor, { versionId: kept?.id ?? '' })
    expect(await textOf(articleId)).toBe(before)
  })

  test('[RE-8b] [SR-1] what is typed beside all claims is kept without a look at them, in the history and for search', async () => {
    const articleId = await news.newArticle()
    await pass(articleId)
    const passed = async () => (await news.db.document.findUniqueOrThrow({ where: { articleId }, select: { reconciledSeq: true } })).reconciledSeq
    const [before, seen] = [await textOf(articleId), await passed()]
    const keep = async (at: Date) => await keepTyping({ ...news.reporter, now: () => at }, articleId)
    await type(news.reporter, articleId, ['20 drones', '21 drones'])
    await keep(new Date())
    expect((await news.db.articleText.findUniqueOrThrow({ where: { articleId } })).text).toContain('21 drones')
    expect(await versionsOf(articleId)).toHaveLength(1)
    await type(news.reporter, articleId, ['21 drones', '22 drones'])
    const later = new Date(Date.now() + 10 * 60_000)
    await keep(later)
    await keep(later)
    expect((await versionsOf(articleId)).map(({ kind }) => kind)).toEqual(['automatic', 'created'])
    expect([await passed(), (await news.db.article.findUniqueOrThrow({ where: { id: articleId } })).updatedAt]).toEqual([seen, later])
    const [kept] = await versionsOf(articleId)
    await restoreVersion(news.editor, { versionId: kept?.id ?? '' })
    expect(await textOf(articleId)).toBe(before.replace('20 drones', '21 drones'))
    await expect(keepTyping(news.reporter, crypto.randomUUID())).rejects.toMatchObject({ code: 'not-found' })
  })

  test('[RE-8b] two processes that look at once keep it once, and a look at nothing new keeps nothing', async () => {
    const articleId = await news.newArticle()
    await pass(articleId)
    await change(news.reporter, articleId, emptied)
    await Promise.all([pass(articleId), pass(articleId), pass(articleId)])
    await pass(articleId, new Date(Date.now() + 60 * 60_000))
    expect((await versionsOf(articleId)).map(({ kind }) => kind)).toEqual(['created'])
    await type(news.reporter, articleId, ['Grain', 'Wheat'])
    await pass(articleId, new Date(Date.now() + 60 * 60_000))
    await pass(articleId, new Date(Date.now() + 60 * 60_000))
    expect((await versionsOf(articleId)).map(({ kind }) => kind)).toEqual(['automatic', 'created'])
  })
})
