/** CL-4: a verdict never goes by itself to words that nobody checked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { claimAttribute, stripClaimMark } from '#lib/editor/claim-marks.ts'
import { FRAGMENT } from '#lib/editor/schema.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import { getGate } from '#lib/queries/review/get-gate.ts'
import { reattachClaim } from '#lib/services/claims/reattach-claim.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { tagClaim } from '#lib/services/claims/tag-claim.ts'
import { acts, change, find, openNewsroom, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const DAM = 'dam holds 180 cubic kilometres of water'
const PAID = 'The minister paid the firm 40,000 euros'
const FACT = `The ${DAM}.`
const LIE = `It is a lie that the ${DAM}.`

async function verified(words: string, ...paragraphs: string[]): Promise<{ articleId: string; claimId: string; state: () => Promise<string> }> {
  const articleId = await news.newArticle(paragraphs.join('\n\n'))
  const { claimId } = await tagClaim(news.editor, { articleId, quote: words, kind: 'figure', occurrence: 1 })
  await verify(news.checker, claimId)
  return { articleId, claimId, state: async () => (await getClaim(news.editor, claimId)).state }
}

async function remove(articleId: string, words: string): Promise<void> {
  await change(news.reporter, articleId, (doc) => {
    const { text, at } = find(doc, words)
    text.delete(at, words.length)
  })
}

async function blockers(articleId: string): Promise<string[]> {
  return (await getGate(news.editor, articleId)).blockers.map(({ code }) => code)
}

describe('a verified claim whose words are deleted', () => {
  it.each([
    ['in a sentence that denies them', DAM, FACT, [`${FACT} It rains.`, LIE]],
    ['as what somebody denies', PAID, `${PAID}.`, [`${PAID}. It rains.`, `His lawyer denies that ${PAID}, and calls it a smear.`]],
    ['in the very same surroundings', DAM, `${FACT} It rains.`, [`${FACT} It rains.`, `${FACT} It rains.`, 'They met.']],
  ])('[CL-4] [CL-4b] [DO-8e] does not go to where they stood as well, but by a person, which its checker is told: %s', async (_, words, gone, paragraphs) => {
    const { articleId, claimId, state } = await verified(words, ...paragraphs)
    await remove(articleId, gone)
    // What a reader is told before the pass has looked, and after it, and after another edit.
    expect(await state()).toBe('detached')
    expect(await blockers(articleId)).toContain('claim-detached')
    await reconcileClaims(news.reporter, articleId)
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'detached', blocking: true, wording: words })
    expect((await acts(news.db, articleId)).slice(-1)).toEqual(['claim.detached'])
    await change(news.reporter, articleId, (doc) => find(doc, words).text.insert(0, 'So: '))
    await reconcileClaims(news.reporter, articleId)
    expect(await state()).toBe('detached')
    expect(await blockers(articleId)).toContain('claim-detached')
    await reattachClaim(news.editor, { claimId, quote: words })
    expect((await acts(news.db, articleId)).slice(-2)).toEqual(['claim.reattached', 'claim.moved'])
    expect(await state()).toBe('verified')
    const { items } = await listNotifications(news.checker, { limit: 5 })
    expect(items.find(({ claim }) => claim?.id === claimId)).toMatchObject({
      kind: 'reopened',
      action: 'claim.moved',
      actorName: 'Ed Editor',
      claim: { diff: null },
    })
  })

  it('[CL-4d] [DO-8l] nor with a mark that a program puts there', async () => {
    for (const marked of [DAM, 'dam']) {
      const { articleId, claimId, state } = await verified(DAM, `${FACT} It rains.`, LIE)
      await remove(articleId, FACT)
      await change(news.reporter, articleId, (doc) => {
        const { text, at } = find(doc, LIE)
        text.format(at + LIE.indexOf(marked), marked.length, { [claimAttribute(claimId)]: { id: claimId } })
      })
      await reconcileClaims(news.reporter, articleId)
      expect(await state()).toBe('detached')
      expect(await blockers(articleId)).toContain('claim-detached')
    }
  })

  it('[CL-4a] [DO-8e] has its mark back where only that was taken off, though the words stand twice, and the record says so', async () => {
    const { articleId, claimId, state } = await verified(DAM, `${FACT} It rains.`, LIE)
    await change(news.reporter, articleId, (doc) => {
      stripClaimMark(doc, claimId)
      const first = doc.getXmlFragment(FRAGMENT).get(2)
      const text = first instanceof Y.XmlElement ? first.get(0) : null
      if (text instanceof Y.XmlText) text.insert(0, 'Nobody doubts it. ')
    })
    expect(await state()).toBe('verified')
    await reconcileClaims(news.reporter, articleId)
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'verified', prefix: expect.stringMatching(/doubts it\. The $/) })
    expect((await acts(news.db, articleId)).slice(-1)).toEqual(['claim.mark_put_back'])
    await reconcileClaims(news.reporter, articleId)
    expect((await acts(news.db, articleId)).filter((act) => act === 'claim.mark_put_back')).toHaveLength(1)
  })
})
