import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { FRAGMENT } from '#lib/editor/schema.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { getGate } from '#lib/queries/review/get-gate.ts'
import { createArticle } from '#lib/services/articles/create-article.ts'
import { waiveClaim } from '#lib/services/claims/waive-claim.ts'
import { change, find, openNewsroom, refusal, signOff, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const HTML = `<p>Intro words, with <a href="https://example.com/report">the report</a> of May.</p>
<figure><img src="https://example.com/a.png" alt="The mayor"><figcaption>The mayor at the bridge in May.</figcaption></figure>
<p>Nothing else was said.</p>`

async function claimOn(quote: string): Promise<{ articleId: string; claimId: string }> {
  const { articleId } = await createArticle(news.reporter, { title: 'The bridge', format: 'html', content: HTML })
  return { articleId, claimId: await tag(news.editor, articleId, quote) }
}

const blockers = async (articleId: string) => (await getGate(news.publisher, articleId)).blockers.filter(({ code }) => code.startsWith('claim-'))

async function picture(articleId: string, attributes: Record<string, string>): Promise<void> {
  await change(news.reporter, articleId, (doc) => {
    const image = doc
      .getXmlFragment(FRAGMENT)
      .toArray()
      .find((node) => node instanceof Y.XmlElement && node.nodeName === 'image')
    if (!(image instanceof Y.XmlElement)) throw new Error('there is no picture')
    for (const [name, value] of Object.entries(attributes)) image.setAttribute(name, value)
  })
}

async function link(articleId: string, words: string, href: string | null): Promise<void> {
  await change(news.reporter, articleId, (doc) => {
    const { text, at } = find(doc, words)
    text.format(at, words.length, { link: href === null ? null : { href, title: null } })
  })
}

describe('what goes with the words of a claim', () => {
  it('[CL-3m] another picture above a verified caption holds back publication until a checker looks, or it is put back', async () => {
    const { articleId, claimId } = await claimOn('The mayor at the bridge in May.')
    await verify(news.checker, claimId)
    expect(await blockers(articleId)).toEqual([])
    await picture(articleId, { src: 'https://example.com/other.png' })
    expect(await blockers(articleId)).toMatchObject([
      { code: 'claim-beside-changed', href: `/articles/${articleId}?claim=${claimId}`, message: expect.stringContaining('another picture') },
    ])
    expect((await refusal(signOff(news.checker, articleId, 'fact_check'))).code).toBe('gate')
    await picture(articleId, { src: 'https://example.com/a.png' })
    expect(await blockers(articleId)).toEqual([])
    await picture(articleId, { alt: 'The mayor taking a bribe' })
    expect(await blockers(articleId)).toHaveLength(1)
    await verify(news.checker, claimId)
    expect(await blockers(articleId)).toEqual([])
  })

  it('[CL-3m] so does a link in it that leads elsewhere, comes or goes; not one beside it, nor what is written otherwise around it', async () => {
    const { articleId, claimId } = await claimOn('with the report of May')
    await verify(news.checker, claimId)
    await link(articleId, 'Intro', 'https://example.com/else')
    await change(news.reporter, articleId, (doc) => {
      const { text, at } = find(doc, 'report')
      text.format(at, 3, { bold: {} })
    })
    await type(news.reporter, articleId, ['Nothing else', 'Nothing more'])
    await tag(news.editor, articleId, 'the report of May')
    await verify(news.checker, (await news.db.claim.findFirstOrThrow({ where: { articleId, number: 2 } })).id)
    expect(await blockers(articleId)).toEqual([])
    await link(articleId, 'the report', 'https://example.com/forged')
    expect((await blockers(articleId)).map(({ code }) => code)).toEqual(['claim-beside-changed', 'claim-beside-changed'])
    await link(articleId, 'the report', null)
    expect(await blockers(articleId)).toHaveLength(2)
    await link(articleId, 'the report', 'https://example.com/report')
    expect(await blockers(articleId)).toEqual([])
    await link(articleId, 'May', 'https://example.com/may')
    expect(await blockers(articleId)).toHaveLength(2)
  })

  it('[CL-3m] a waiver and a second check are for it too', async () => {
    const waived = await claimOn('The mayor at the bridge in May.')
    const { wordingHash } = await getClaim(news.editor, waived.claimId)
    const waive = () => waiveClaim(news.editor, { claimId: waived.claimId, wordingHash, reason: 'Our own.' })
    await waive()
    await picture(waived.articleId, { src: 'https://example.com/other.png' })
    expect((await blockers(waived.articleId)).map(({ code }) => code)).toEqual(['claim-beside-changed'])
    await waive()
    expect(await blockers(waived.articleId)).toEqual([])

    const { articleId, claimId } = await claimOn('The mayor at the bridge in May.')
    await news.db.claim.update({ where: { id: claimId }, data: { secondCheck: true } })
    await verify(news.checker, claimId)
    await picture(articleId, { src: 'https://example.com/other.png' })
    await verify(news.checker2, claimId)
    expect((await blockers(articleId)).map(({ code }) => code)).toEqual(['claim-beside-changed'])
    await verify(news.checker, claimId)
    expect(await blockers(articleId)).toEqual([])
  })
})
