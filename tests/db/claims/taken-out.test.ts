/** RE-5j: what a change of wording takes out of a claim that is not cleared goes out nowhere else unchecked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import { waiveClaim } from '#lib/services/claims/waive-claim.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { withdrawEvidence } from '#lib/services/evidence/withdraw-evidence.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { giveVerdict } from '#lib/services/verdicts/give-verdict.ts'
import { change, find, hashOf, openNewsroom, refusal, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom
beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const COST = 'The bridge cost 40 million dollars'
const BRIBES = 'the mayor took bribes from a builder'
const BOTH = `${COST} and ${BRIBES}.`
const FILLER = 'Filler words here.'

async function tagged(words = BOTH) {
  const articleId = await news.newArticle(`${words}\n\n${FILLER}`)
  return { articleId, claimId: await tag(news.checker, articleId, words) }
}
type Value = 'incorrect' | 'unverifiable' | 'needs_wording' | 'verified'
const found = async (claimId: string, verdict: Value, ctx = news.checker2) =>
  await giveVerdict(ctx, { claimId, verdict, rationale: 'The bribes are made up.', wordingHash: (await getClaim(ctx, claimId)).wordingHash })
const open = async (articleId: string) => (await getReview(news.editor, articleId)).gate.blockers.filter(({ code }) => !code.startsWith('sign-off'))
const said = async (articleId: string) => (await open(articleId)).map(({ code, message }) => `${code} ${/“[^”]*”/u.exec(message)?.[0] ?? ''}`)
const elsewhere = async (articleId: string, words: string) => await type(news.reporter, articleId, ['Filler', `${words} Filler`])
/** In the claim. */
async function reword(articleId: string, before: string, after: string) {
  await type(news.reporter, articleId, [before, after])
  await reconcileClaims(news.reporter, articleId)
}

describe('words that are taken out of a claim which is not cleared', () => {
  it.each([
    ['incorrect', async (claimId: string) => void (await found(claimId, 'incorrect'))],
    ['unverifiable', async (claimId: string) => void (await found(claimId, 'unverifiable'))],
    ['in need of another wording', async (claimId: string) => void (await found(claimId, 'needs_wording'))],
    [
      'disputed',
      async (claimId: string) => {
        await verify(news.checker, claimId)
        await found(claimId, 'incorrect')
      },
    ],
    ['with evidence against it', async (claimId: string) => await against(claimId)],
    ['with confidential evidence against it', async (claimId: string) => await against(claimId, { confidential: true, readers: [] })],
    [
      'verified, with evidence against it since',
      async (claimId: string) => {
        await verify(news.checker, claimId)
        await against(claimId)
      },
    ],
    [
      'verified on evidence that was withdrawn',
      async (claimId: string) => {
        const { evidenceId } = await addEvidence(news.checker2, { claimId, type: 'note', text: 'So they say.', relation: 'supports' })
        await verify(news.checker, claimId)
        await withdrawEvidence(news.checker2, { evidenceId, reason: 'They do not.' })
      },
    ],
  ] satisfies [string, (claimId: string) => Promise<void>][])('[RE-5j] hold back publication elsewhere: %s', async (_state, make) => {
    const { articleId, claimId } = await tagged()
    await make(claimId)
    await reword(articleId, ` and ${BRIBES}`, '')
    await elsewhere(articleId, 'The mayor took bribes from a builder.')
    await verify(news.checker2, claimId)
    expect((await getClaim(news.editor, claimId)).wording).toBe(`${COST}.`)
    const told = (await open(articleId)).filter(({ code }) => code === 'words-unclaimed')
    expect(told).toEqual([
      {
        code: 'words-unclaimed',
        message:
          '“mayor took bribes from a builder” was part of claim 1 when that was not cleared, and stands in the copy outside of every claim: tag it and have it checked, or change the words.',
        href: `/articles/${articleId}?claim=${claimId}`,
      },
    ])
    const refused = await refusal(publishArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId) }))
    expect([refused.code, JSON.stringify(refused.extra?.['blockers'])]).toEqual(['gate', expect.stringContaining('words-unclaimed')])
    await type(news.reporter, articleId, ['The mayor took bribes from a builder.', 'The mayor is new in office.'])
    expect((await open(articleId)).filter(({ code }) => code === 'words-unclaimed')).toEqual([])
  })

  it('[RE-5j] the first half too, and in the headline', async () => {
    const { articleId, claimId } = await tagged()
    await found(claimId, 'incorrect')
    await reword(articleId, `${COST} and t`, 'T')
    await elsewhere(articleId, `${COST}.`)
    await found(claimId, 'verified')
    expect(await said(articleId)).toEqual(['words-unclaimed “bridge cost 40 million dollars”'])
    await type(news.reporter, articleId, [`${COST}.`, 'It is long.'])
    expect(await said(articleId)).toEqual([])
    await change(news.reporter, articleId, (doc) => find(doc, 'Grain deal nears').text.insert(0, 'Bridge cost 40 million dollars: '))
    expect(await said(articleId)).toEqual(['words-unclaimed “bridge cost 40 million dollars”'])
  })

  it.each([
    ['in another order', 'The mayor took bribes from a builder and the bridge cost 40 million dollars.'],
    ['with a word put in', 'The bridge cost 40 million dollars and the mayor also took bribes from a builder.'],
    ['with other last words', 'The bridge cost 40 million dollars, and the mayor took bribes from builders.'],
  ])('[RE-5j] all of them, when the claim was removed: %s', async (_how, words) => {
    const { articleId, claimId } = await tagged()
    await found(claimId, 'incorrect')
    await reword(articleId, BOTH, '')
    await removeClaim(news.editor, { claimId, reason: 'Cut.' })
    expect(await said(articleId)).toEqual([])
    await elsewhere(articleId, words)
    expect((await open(articleId)).map(({ code }) => code)).toEqual(['words-unclaimed'])
  })

  it('[RE-5j] a few of them, once the claim says something else', async () => {
    const { articleId, claimId } = await tagged('The bridge cost 90 million dollars.')
    await found(claimId, 'incorrect')
    await reword(articleId, 'cost 90 million dollars', 'is old')
    await elsewhere(articleId, 'It cost 90 million dollars.')
    await found(claimId, 'verified')
    expect(await said(articleId)).toEqual(['words-unclaimed “cost 90 million dollars”'])
  })

  it('[RE-5j] around the word that was corrected', async () => {
    const { articleId, claimId } = await tagged('The bridge cost 90 million dollars.')
    await found(claimId, 'incorrect')
    await reword(articleId, '90', '40')
    await found(claimId, 'verified')
    await elsewhere(articleId, 'The bridge is old, and new bridges cost 40 million dollars.')
    expect(await said(articleId)).toEqual([])
    await elsewhere(articleId, 'It cost 90 million dollars.')
    expect(await said(articleId)).toEqual(['words-unclaimed “cost 90 million dollars”'])
  })

  it('[RE-5j] are free in a claim of their own, which takes over the evidence, and once somebody has cleared it', async () => {
    const { articleId, claimId } = await tagged()
    await against(claimId)
    await reword(articleId, ` and ${BRIBES}`, '')
    await elsewhere(articleId, 'The mayor took bribes from a builder.')
    await verify(news.checker, claimId)
    const own = await tag(news.checker, articleId, 'The mayor took bribes from a builder.')
    expect((await getClaim(news.editor, own)).evidence).toMatchObject([{ relation: 'contradicts' }])
    expect(await said(articleId)).toEqual(['claim-open “The mayor took bribes from a builder.”'])
    await verify(news.checker2, own)
    expect(await said(articleId)).toEqual([])
    // Said once more, they are words of a claim that was cleared.
    await elsewhere(articleId, 'Yes, the mayor took bribes from a builder.')
    expect(await said(articleId)).toEqual([])
  })

  it('[RE-5j] or waived there', async () => {
    const { articleId, claimId } = await tagged()
    await found(claimId, 'incorrect')
    await reword(articleId, ` and ${BRIBES}`, '')
    await elsewhere(articleId, 'The mayor took bribes from a builder.')
    await found(claimId, 'verified')
    const own = await tag(news.checker, articleId, 'The mayor took bribes from a builder.')
    await waiveClaim(news.editor, { claimId: own, wordingHash: (await getClaim(news.editor, own)).wordingHash, reason: 'He says so himself.' })
    expect(await said(articleId)).toEqual([])
  })

  it('[RE-5j] nothing is held of a claim that was open or verified, nor names and small words', async () => {
    const { articleId, claimId } = await tagged()
    await reword(articleId, ` and ${BRIBES}`, '')
    await elsewhere(articleId, 'The mayor took bribes from a builder.')
    await verify(news.checker, claimId)
    expect(await said(articleId)).toEqual([])

    const words = 'Prime Minister Keir Starmer said on Monday that the budget of the country fell by 3 percent.'
    const other = await tagged(words)
    await found(other.claimId, 'incorrect')
    await reword(other.articleId, words, 'The budget fell.')
    await elsewhere(other.articleId, 'Prime Minister Keir Starmer said on Monday that he likes the budget of the country.')
    expect((await open(other.articleId)).map(({ code }) => code)).not.toContain('words-unclaimed')
  })
})

describe('a second mention while a second check is due', () => {
  it.each(['verified', 'incorrect'] as const)('[RE-5e] [CL-6h] holds back publication in the same words: the first found it %s', async (verdict) => {
    const words = 'The bridge cost 40 million dollars.'
    const articleId = await news.newArticle(`${words}\n\n${FILLER}`)
    const claimId = await tag(news.checker, articleId, words)
    await elsewhere(articleId, words)
    await updateClaim(news.editor, { claimId, secondCheck: true })
    await found(claimId, verdict, news.checker)
    const told = (await getReview(news.checker2, articleId)).gate.blockers.map(({ code, message }) => [code, message])
    expect(told).toEqual([
      ['claim-awaiting-second', expect.any(String)],
      [
        'words-unclaimed',
        `“${words}” was checked as claim 1 and not cleared, and stands in the copy outside of every claim: tag it and have it checked, or change the words.`,
      ],
      ...told.filter(([code]) => code?.startsWith('sign-off')),
    ])
    // Changed in the claim, they tell as little.
    await reword(articleId, 'cost 40', 'did cost 40')
    expect(await said(articleId)).toContain(`words-unclaimed “${words}”`)
  })

  it('[RE-5e] and is free once both have verified it', async () => {
    const { articleId, claimId } = await tagged()
    await elsewhere(articleId, BOTH)
    await updateClaim(news.editor, { claimId, secondCheck: true })
    await verify(news.checker, claimId)
    expect(await said(articleId)).toHaveLength(2)
    await verify(news.checker2, claimId)
    expect(await said(articleId)).toEqual([])
  })
})

async function against(claimId: string, given: { confidential?: boolean; readers?: string[] } = {}) {
  await addEvidence(news.checker2, { claimId, type: 'note', text: 'He took none.', relation: 'contradicts', ...given })
}
