import { afterAll, beforeAll, expect, it } from 'vitest'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { listSuggestions } from '#lib/queries/suggestions/list-suggestions.ts'
import { waiveClaim } from '#lib/services/claims/waive-claim.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { dismissSuggestion } from '#lib/services/suggestions/dismiss-suggestion.ts'
import { giveVerdict } from '#lib/services/verdicts/give-verdict.ts'
import { openNewsroom, tag, verify, type Newsroom } from './newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

async function claims(ctx: Newsroom['publisher'], articleId: string) {
  return (await getReview(ctx, articleId)).claims
}

it('[RE-4h] every claim with who found what and on which condition, its sources, and why it deserves a look', async () => {
  const articleId = await news.newArticle()
  const [bare, sourced, waived, open] = [
    await tag(news.editor, articleId, '20 drones'),
    await tag(news.editor, articleId, 'NATO member'),
    await tag(news.editor, articleId, 'earlier this year'),
    await tag(news.editor, articleId, 'work together'),
  ]
  await verify(news.checker2, bare, 'incorrect')
  await verify(news.checker, bare)
  await verify(news.checker2, bare)
  await addEvidence(news.checker, { claimId: sourced, type: 'note', relation: 'supports', text: 'The register has it.' })
  const { wordingHash } = await getClaim(news.checker, sourced)
  await giveVerdict(news.checker, { claimId: sourced, verdict: 'verified', rationale: 'So it is.', wordingHash, condition: 'NATO' })
  await waiveClaim(news.publisher, { claimId: waived, wordingHash: (await getClaim(news.publisher, waived)).wordingHash, reason: 'Known to all.' })
  expect(await claims(news.publisher, articleId)).toMatchObject([
    {
      claim: { id: bare, number: 1, wording: '20 drones' },
      state: 'verified',
      found: [
        { by: { name: 'Cleo Checker' }, verdict: 'verified' },
        { by: { name: 'Carl Checker' }, verdict: 'verified' },
      ],
      sources: 0,
      notable: ['unsupported', 'disputed_earlier'],
    },
    {
      claim: { id: sourced },
      found: [{ by: { name: 'Cleo Checker' }, verdict: 'verified', condition: 'NATO', inherited: false }],
      sources: 1,
      supporting: 1,
      contradicting: 0,
      notable: ['condition'],
    },
    { claim: { id: waived }, state: 'waived', found: [], notable: ['waived'] },
    { claim: { id: open }, state: 'open', found: [], notable: [] },
  ])
})

it('[RE-4h, CL-7c] counts the sources that the reader may see, and no others', async () => {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, '20 drones')
  await addEvidence(news.checker, { claimId, type: 'note', relation: 'contradicts', text: 'It was 24.', confidential: true })
  expect(await claims(news.publisher, articleId)).toMatchObject([{ sources: 0, contradicting: 0, notable: [] }])
  expect(await claims(news.checker, articleId)).toMatchObject([{ sources: 1, contradicting: 1, notable: ['contradicted'] }])
})

it('[RE-4h, CL-6h] what the first check found is not told to who may give the second', async () => {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, '20 drones')
  await news.db.claim.update({ where: { id: claimId }, data: { secondCheck: true } })
  const { wordingHash } = await getClaim(news.checker, claimId)
  await giveVerdict(news.checker, { claimId, verdict: 'verified', rationale: 'So it is.', wordingHash, condition: 'drones' })
  expect(await claims(news.checker2, articleId)).toMatchObject([{ state: 'awaiting_second', found: null, notable: [] }])
  expect(await claims(news.publisher, articleId)).toMatchObject([{ found: [{ verdict: 'verified' }], notable: ['condition'] }])
})

it('[RE-4h] how many suggestions nobody has decided about', async () => {
  const articleId = await news.newArticle()
  const [first, ...others] = (await listSuggestions(news.checker, articleId)).items
  expect((await getReview(news.publisher, articleId)).undecidedSuggestions).toBe(others.length + 1)
  await dismissSuggestion(news.checker, { articleId, wordingHash: first?.wordingHash ?? '' })
  expect((await getReview(news.publisher, articleId)).undecidedSuggestions).toBe(others.length)
})
