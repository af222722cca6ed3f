/** CL-8w: a quote that a source has otherwise goes out nowhere else in the article. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listQuotes } from '#lib/queries/quotes/list-quotes.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { nameVersion } from '#lib/services/articles/name-version.ts'
import { restoreVersion } from '#lib/services/articles/restore-version.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { withdrawEvidence } from '#lib/services/evidence/withdraw-evidence.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { overrideQuote } from '#lib/services/quotes/override-quote.ts'
import { change, deleteParagraph, find, hashOf, openNewsroom, refusal, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom
beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const QUOTE = '“We will never sell the company to anyone,”'
const SAID = `${QUOTE} Ms Berg said in the town on Monday.`
const SOURCE = 'Ms Berg: "We will sell the company to anyone." That was all.'
const INNER = 'We will never sell the company to anyone,'

async function quoted({ confidential = false } = {}) {
  const articleId = await news.newArticle(`${SAID}\n\nFiller words here.`)
  const claimId = await tag(news.checker, articleId, SAID)
  const note = { claimId, type: 'note', text: SOURCE, relation: 'supports' } as const
  await addEvidence(news.checker2, confidential ? { ...note, confidential, readers: [] } : note)
  return { articleId, claimId }
}
const open = async (articleId: string, who = news.editor) => (await getReview(who, articleId)).gate.blockers.filter(({ code }) => !code.startsWith('sign-off'))
const codes = async (articleId: string) => (await open(articleId)).map(({ code }) => code)
const elsewhere = async (articleId: string, words: string) => await type(news.reporter, articleId, ['Filler', `${words} Filler`])
async function reword(articleId: string, before: string, after: string) {
  await type(news.reporter, articleId, [before, after])
  await reconcileClaims(news.reporter, articleId)
}
async function assertRefused(articleId: string) {
  const refused = await refusal(publishArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId) }))
  expect([refused.code, JSON.stringify(refused.extra?.['blockers'])]).toEqual(['gate', expect.stringContaining('quote-altered')])
}

describe('a quote that a source has in other words', () => {
  it('[CL-8w] blocks where it is typed again once it was corrected in its claim, until words or marks go', async () => {
    const { articleId, claimId } = await quoted()
    await reword(articleId, 'never ', '')
    await verify(news.checker, claimId)
    expect(await open(articleId)).toEqual([])
    await elsewhere(articleId, `${QUOTE} she said again.`)
    expect(await open(articleId)).toEqual([
      {
        code: 'quote-altered',
        message:
          '“We will never sell the company to anyone,” stands in quotation marks in the copy outside of every claim, and a source of claim 1 has it in other words: correct it, change the words, or take the quotation marks away; or tag it, and have an editor or publisher override it there with a reason.',
        href: `/articles/${articleId}?claim=${claimId}`,
      },
    ])
    await assertRefused(articleId)
    // Without the marks nobody is quoted; in the source's words it is right.
    await type(news.reporter, articleId, [`${QUOTE} she said again`, 'She said that we will never sell it'])
    expect(await open(articleId)).toEqual([])
    await elsewhere(articleId, '“We will sell the company to anyone,” she said.')
    expect(await open(articleId)).toEqual([])
  })

  it.each([
    ['in a few words more', '“We will never ever sell the company to anyone,” she said.'],
    ['in part', '“We will never sell the company,” she said.'],
    ['without its last mark', '“We will never sell the company to anyone, she said.'],
    ['in other marks', 'Berg: "We will never sell the company to anyone."'],
  ])('[CL-8w] blocks %s', async (_how, words) => {
    const { articleId } = await quoted()
    await reword(articleId, 'never ', '')
    expect(await codes(articleId)).toEqual(['claim-open'])
    await elsewhere(articleId, words)
    expect(await codes(articleId)).toEqual(['claim-open', 'quote-altered'])
  })

  it.each(['typed', 'restored'])('[CL-8w] is not forgotten with the claim that is removed once it says something else: %s', async (how) => {
    const { articleId, claimId } = await quoted()
    const { versionId } = await nameVersion(news.reporter, { articleId, name: 'Before' })
    await reword(articleId, SAID.slice(0, -1), 'Ms Berg spoke')
    await removeClaim(news.editor, { claimId, reason: 'No quote any more.' })
    expect(await open(articleId)).toEqual([])
    if (how === 'typed') await type(news.reporter, articleId, ['Ms Berg spoke.', SAID])
    else await restoreVersion(news.editor, { versionId })
    expect(await codes(articleId)).toEqual(['quote-altered'])
    await assertRefused(articleId)
    // Tagged anew it is compared with what the claim was compared with, whatever is found about it.
    const again = await tag(news.editor, articleId, SAID)
    await verify(news.checker, again)
    expect(await codes(articleId)).toEqual(['quote-altered'])
    const [quote] = (await listQuotes(news.editor, again)).quotes
    expect(quote).toMatchObject({ altered: true, holdsBack: true })
    await overrideQuote(news.publisher, { claimId: again, quoteHash: quote?.quoteHash ?? '', reason: 'The tape has it so.' })
    expect(await open(articleId)).toEqual([])
    // What was let stand once may be said a second time.
    await elsewhere(articleId, `${QUOTE} she said again.`)
    expect(await open(articleId)).toEqual([])
  })

  it.each(['open', 'verified'])('[CL-8w] blocks where it was moved out of its claim, into the copy or the headline: %s', async (state) => {
    const { articleId, claimId } = await quoted()
    if (state === 'verified') await verify(news.checker, claimId)
    await reword(articleId, `${QUOTE} `, '')
    await verify(news.checker2, claimId)
    expect(await open(articleId)).toEqual([])
    await elsewhere(articleId, `${QUOTE} she said.`)
    expect(await codes(articleId)).toEqual(['quote-altered'])
    await type(news.reporter, articleId, [`${QUOTE} she said. `, ''])
    await change(news.reporter, articleId, (doc) => find(doc, 'Grain deal nears').text.insert(0, `“${INNER.slice(0, -1)}”: `))
    expect(await codes(articleId)).toEqual(['quote-altered'])
  })

  it('[CL-8w] blocks by a confidential source too, of which others are told nothing', async () => {
    const { articleId, claimId } = await quoted({ confidential: true })
    await reword(articleId, 'never ', '')
    await elsewhere(articleId, `${QUOTE} she said again.`)
    const told = async (who: Newsroom['editor']) => (await open(articleId, who)).findLast(({ code }) => code === 'quote-altered')?.message
    expect(await told(news.editor)).toContain('and was not cleared as a quote of claim 1: ask who checked that claim, or change the words')
    expect(await told(news.checker2)).toContain('a source of claim 1 has it in other words')
    // Nor is it gone when the words are cut and the claim is removed.
    await deleteParagraph(news.reporter, articleId, 'Ms Berg')
    await reconcileClaims(news.reporter, articleId)
    await removeClaim(news.editor, { claimId, reason: 'Cut.' })
    const again = await tag(news.checker, articleId, `${QUOTE} she said again.`)
    expect((await getClaim(news.editor, again)).evidence).toEqual([])
    expect((await getClaim(news.checker2, again)).evidence).toMatchObject([{ confidential: true }])
    expect(await codes(articleId)).toEqual(['claim-open', 'quote-altered'])
  })

  it('[CL-8w] is free where a source has it exactly, like every quote', async () => {
    const { articleId } = await quoted()
    await reword(articleId, 'never ', '')
    await elsewhere(articleId, `${QUOTE} she said again.`)
    const own = await tag(news.checker, articleId, `${QUOTE} she said again.`)
    expect(await codes(articleId)).toEqual(['claim-open', 'claim-open', 'quote-altered'])
    await addEvidence(news.checker, { claimId: own, type: 'note', text: 'On tape: "We will never sell the company to anyone."', relation: 'supports' })
    expect(await codes(articleId)).toEqual(['claim-open', 'claim-open'])
    await elsewhere(articleId, `${QUOTE} it says.`)
    expect(await codes(articleId)).toEqual(['claim-open', 'claim-open'])
  })

  it('[CL-8w] [CL-7n] nor does who wrote the words take the source back that they brought themselves', async () => {
    const articleId = await news.newArticle(`${SAID}\n\nFiller words here.`)
    const claimId = await tag(news.checker, articleId, SAID)
    const { evidenceId } = await addEvidence(news.reporter, { claimId, type: 'note', text: SOURCE, relation: 'supports' })
    await reword(articleId, 'never ', '')
    await elsewhere(articleId, `${QUOTE} she said again.`)
    expect(await codes(articleId)).toEqual(['claim-open', 'quote-altered'])
    expect((await refusal(withdrawEvidence(news.reporter, { evidenceId, reason: 'A slip.' }))).code).toBe('four-eyes')
    await withdrawEvidence(news.checker, { evidenceId, reason: 'Another speech.' })
    expect(await codes(articleId)).toEqual(['claim-open'])
  })

  it('[CL-8w] other quotes are nobody’s business, nor one that no source had otherwise', async () => {
    const { articleId } = await quoted()
    await reword(articleId, 'never ', '')
    await elsewhere(articleId, '“We will win the next election,” he said. “The company is ours,” she said. “Never,” they said.')
    expect(await codes(articleId)).toEqual(['claim-open'])
  })
})
