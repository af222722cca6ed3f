import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listQuotes } from '#lib/queries/quotes/list-quotes.ts'
import { getGate } from '#lib/queries/review/get-gate.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { waiveClaim } from '#lib/services/claims/waive-claim.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { updateDesk } from '#lib/services/desks/update-desk.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { overrideQuote } from '#lib/services/quotes/override-quote.ts'
import { contextOf, makeActor, makeArticle } from '#tests/support/factories.ts'
import { hashOf, openNewsroom, refusal, signOff, tag, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom
let admin: ServiceContext
/** Writes, checks and edits. */
let author: ServiceContext

beforeAll(async () => {
  news = await openNewsroom()
  admin = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: [], isAdmin: true, name: 'Ada Admin' }))
  author = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['reporter', 'checker', 'editor'], name: 'Al Author' }))
})
afterAll(() => news.close())

/** What is done while an administrator has four eyes off, who turns them on again after it. */
async function withoutFourEyes(act: () => Promise<unknown>): Promise<void> {
  await updateDesk(admin, { deskId: news.deskId, fourEyes: false })
  await act()
  await updateDesk(admin, { deskId: news.deskId, fourEyes: true })
}

async function ownClaim(content = 'Turkey has sold 20 drones.') {
  const articleId = await makeArticle(news.db, { author: author.actor, deskId: news.deskId, content })
  return { articleId, claimId: await tag(news.editor, articleId, content) }
}

const messages = async (articleId: string) =>
  (await getGate(news.publisher, articleId)).blockers.filter(({ code }) => code.startsWith('claim-') || code === 'quote-altered')

describe('four eyes that are turned off and on again', () => {
  it('[RE-2i] leave a verdict on one’s own words uncounted, and the gate says who may give it', async () => {
    const { articleId, claimId } = await ownClaim()
    await withoutFourEyes(async () => {
      await verify(author, claimId)
      expect([(await getClaim(news.editor, claimId)).state, await messages(articleId)]).toEqual(['verified', []])
    })
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'open', blocking: true, verdicts: [{ verdict: 'verified', ownWords: true }] })
    expect(await messages(articleId)).toMatchObject([
      { code: 'claim-open', message: expect.stringMatching(/has a part in its words.+somebody else has to\.$/) },
    ])
    expect((await refusal(signOff(news.checker, articleId, 'fact_check'))).code).toBe('gate')
    expect((await refusal(publishArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId) }))).code).toBe('gate')
    expect((await refusal(verify(author, claimId))).code).toBe('four-eyes')
    await verify(news.checker, claimId)
    await signOff(news.checker, articleId, 'fact_check')
    await signOff(news.publisher, articleId, 'final')
    await publishArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId) })
  })

  it('[RE-2i] make sign-offs stale that were given for it, and breaking the glass does not bring it back', async () => {
    const { articleId, claimId } = await ownClaim()
    await withoutFourEyes(async () => {
      await verify(author, claimId)
      await signOff(news.checker, articleId, 'fact_check')
      await signOff(news.publisher, articleId, 'final')
    })
    const contentHash = await hashOf(news.publisher, articleId)
    expect((await refusal(publishArticle(news.publisher, { articleId, contentHash }))).code).toBe('gate')
    expect((await refusal(publishArticle(news.publisher, { articleId, contentHash, breakGlassReason: 'Breaking.' }))).code).toBe('gate')
  })

  it('[RE-2i] [RE-4g] show the waiver that counts, and not a newer one by who had a part in the words', async () => {
    const { articleId, claimId } = await ownClaim()
    const { wordingHash } = await getClaim(news.editor, claimId)
    await waiveClaim(news.publisher, { claimId, wordingHash, reason: 'Told as a rumour.' })
    await withoutFourEyes(async () => await waiveClaim(author, { claimId, wordingHash, reason: 'I know it.' }))
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'waived', waiver: { reason: 'Told as a rumour.', by: { name: 'Pia Publisher' } } })
    expect((await getReview(news.editor, articleId)).claims).toMatchObject([{ waiver: { reason: 'Told as a rumour.' } }])
  })

  it('[RE-2i] leave one’s own second check and waiver uncounted', async () => {
    const twice = await ownClaim()
    await news.db.claim.update({ where: { id: twice.claimId }, data: { secondCheck: true } })
    const waived = await ownClaim('Turkey has sold 30 drones.')
    await withoutFourEyes(async () => {
      await verify(news.checker, twice.claimId)
      await verify(author, twice.claimId)
      const { wordingHash } = await getClaim(author, waived.claimId)
      await waiveClaim(author, { claimId: waived.claimId, wordingHash, reason: 'I know it.' })
      expect([await messages(twice.articleId), await messages(waived.articleId)]).toEqual([[], []])
    })
    expect((await messages(twice.articleId)).map(({ code }) => code)).toEqual(['claim-awaiting-second'])
    expect(await getClaim(news.editor, waived.claimId)).toMatchObject({ state: 'open', waiver: null })
    await verify(news.checker2, twice.claimId)
    const { wordingHash } = await getClaim(news.publisher, waived.claimId)
    await waiveClaim(news.publisher, { claimId: waived.claimId, wordingHash, reason: 'Known.' })
    expect([await messages(twice.articleId), await messages(waived.articleId)]).toEqual([[], []])
  })

  it('[RE-2i] leave one’s own override of a quote uncounted', async () => {
    const { articleId, claimId } = await ownClaim('“We will never sell the company to anyone,” she said.')
    await addEvidence(news.checker, { claimId, type: 'note', text: 'She said: “We will sell the company to anyone.”', relation: 'supports' })
    await verify(news.checker, claimId)
    const quoteHash = (await listQuotes(author, claimId)).quotes[0]?.quoteHash ?? ''
    await withoutFourEyes(async () => {
      await overrideQuote(author, { claimId, quoteHash, reason: 'I was there.' })
      expect(await messages(articleId)).toEqual([])
    })
    expect((await messages(articleId)).map(({ code }) => code)).toEqual(['quote-altered'])
    await overrideQuote(news.publisher, { claimId, quoteHash, reason: 'Heard on the tape.' })
    expect(await messages(articleId)).toEqual([])
  })

  it('[RE-2i] count every other verdict as before', async () => {
    const { claimId } = await ownClaim()
    await verify(news.checker, claimId)
    await withoutFourEyes(async () => undefined)
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'verified', verdicts: [{ ownWords: false }] })
  })
})
