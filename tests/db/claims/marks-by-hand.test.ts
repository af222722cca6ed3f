/** Somebody with the right to edit writes claim marks with a program of their own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { claimAttribute } from '#lib/editor/claim-marks.ts'
import { FRAGMENT } from '#lib/editor/schema.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { change, openNewsroom, replaceWords, tag, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const COPY = [
  'Turkey has sold 20 drones to Ukraine, its minister said.',
  'The talks went on all night, as they had before. '.repeat(5).trim(),
  'Iran denied that 20 drones or 300 drones were sold.',
].join('\n\n')

/** Formats the words in the nth paragraph (0: the first). */
function format(doc: Y.Doc, paragraph: number, words: string, attributes: Record<string, unknown>): void {
  const element = doc.getXmlFragment(FRAGMENT).get(2 + paragraph)
  const text = element instanceof Y.XmlElement ? element.get(0) : undefined
  if (!(text instanceof Y.XmlText)) throw new Error('no such paragraph')
  const delta: { insert: string }[] = text.toDelta()
  text.format(
    delta
      .map(({ insert }) => insert)
      .join('')
      .indexOf(words),
    words.length,
    attributes,
  )
}

async function verifiedClaim(): Promise<{ articleId: string; claimId: string }> {
  const articleId = await news.newArticle(COPY)
  const claimId = await tag(news.editor, articleId, '20 drones to Ukraine')
  await verify(news.checker, claimId)
  return { articleId, claimId }
}

async function claimOf(claimId: string): Promise<{ state: string; wording: string }> {
  const { state, wording } = await getClaim(news.editor, claimId)
  return { state, wording }
}

describe('a claim mark written by hand', () => {
  it('[AT-30] [CL-4d] on other words as well leaves the claim and its verdict where they are', async () => {
    const { articleId, claimId } = await verifiedClaim()
    await change(news.reporter, articleId, (doc) => format(doc, 2, '300 drones', { [claimAttribute(claimId)]: { id: claimId } }))
    await reconcileClaims(news.editor, articleId)
    expect(await claimOf(claimId)).toEqual({ state: 'verified', wording: '20 drones to Ukraine' })
  })

  it('[AT-30] [CL-4d] carried to other words comes back, and the words that it left are watched as before', async () => {
    const { articleId, claimId } = await verifiedClaim()
    const attribute = claimAttribute(claimId)
    await change(news.reporter, articleId, (doc) => {
      format(doc, 0, '20 drones to Ukraine', { [attribute]: null })
      format(doc, 2, '300 drones', { [attribute]: { id: claimId } })
    })
    await reconcileClaims(news.editor, articleId)
    expect(await claimOf(claimId)).toEqual({ state: 'verified', wording: '20 drones to Ukraine' })
    await change(news.reporter, articleId, (doc) => {
      const element = doc.getXmlFragment(FRAGMENT).get(2)
      const text = element instanceof Y.XmlElement ? element.get(0) : undefined
      if (text instanceof Y.XmlText) text.insert('Turkey has sold 2'.length, '00')
    })
    await reconcileClaims(news.editor, articleId)
    expect(await claimOf(claimId)).toEqual({ state: 'reopened', wording: '2000 drones to Ukraine' })
  })

  it('[CL-5f] [CL-4d] taken off some of the words leaves the claim on all of them, and what was found about them', async () => {
    const articleId = await news.newArticle(COPY)
    const claimId = await tag(news.editor, articleId, '20 drones to Ukraine')
    await verify(news.checker, claimId, 'incorrect')
    await change(news.reporter, articleId, (doc) => format(doc, 0, ' to Ukraine', { [claimAttribute(claimId)]: null }))
    await reconcileClaims(news.editor, articleId)
    expect(await claimOf(claimId)).toEqual({ state: 'incorrect', wording: '20 drones to Ukraine' })
  })

  it('[CL-4a] taken off while its words are changed leaves the claim on what they became, re-opened', async () => {
    const { articleId, claimId } = await verifiedClaim()
    await change(news.reporter, articleId, (doc) => {
      format(doc, 0, '20 drones to Ukraine', { [claimAttribute(claimId)]: null })
      replaceWords(doc, '20 drones', '20 armed drones')
    })
    await reconcileClaims(news.editor, articleId)
    expect(await claimOf(claimId)).toEqual({ state: 'reopened', wording: '20 armed drones to Ukraine' })
  })

  it('[AT-30] [CL-4d] [DO-8l] put on other words, its own made into something else at the same moment, goes back to what they became, re-opened', async () => {
    const { articleId, claimId } = await verifiedClaim()
    const attribute = claimAttribute(claimId)
    await change(news.reporter, articleId, (doc) => {
      format(doc, 0, '20 drones to Ukraine', { [attribute]: null })
      const element = doc.getXmlFragment(FRAGMENT).get(2)
      const text = element instanceof Y.XmlElement ? element.get(0) : undefined
      if (text instanceof Y.XmlText) text.insert('Turkey has sold 2'.length, '00')
      format(doc, 2, '300 drones', { [attribute]: { id: claimId } })
    })
    await reconcileClaims(news.editor, articleId)
    expect(await claimOf(claimId)).toEqual({ state: 'reopened', wording: '2000 drones to Ukraine' })
  })

  it('[AT-30] [CL-4d] on words beside it makes them part of the claim, which then says something else', async () => {
    const { articleId, claimId } = await verifiedClaim()
    await change(news.reporter, articleId, (doc) => format(doc, 0, 'its minister', { [claimAttribute(claimId)]: { id: claimId } }))
    await reconcileClaims(news.editor, articleId)
    expect(await claimOf(claimId)).toEqual({ state: 'reopened', wording: '20 drones to Ukraine, its minister' })
  })
})
