import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listBoard } from '#lib/queries/board/list-board.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { mergeClaims } from '#lib/services/claims/merge-claims.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { splitClaim } from '#lib/services/claims/split-claim.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import { acts, openNewsroom, refusal, signOff, tag, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

async function claim(quote = 'has sold 20 drones') {
  const articleId = await news.newArticle()
  return { articleId, claimId: await tag(news.editor, articleId, quote) }
}

const codes = async (articleId: string) => (await getReview(news.publisher, articleId)).gate.blockers.map(({ code }) => code)

describe('a claim flagged for legal', () => {
  it('[CL-1d] [RE-4d] makes the legal sign-off required while it stands, and takes back an approval', async () => {
    const { articleId, claimId } = await claim()
    await verify(news.checker, claimId)
    await signOff(news.checker, articleId, 'fact_check')
    await signOff(news.publisher, articleId, 'final')
    const stage = async () => (await news.db.article.findUniqueOrThrow({ where: { id: articleId }, select: { stage: true } })).stage
    expect([await codes(articleId), await stage()]).toEqual([[], 'approved'])
    await updateClaim(news.legal, { claimId, legalFlag: true })
    expect([await codes(articleId), await stage()]).toEqual([['sign-off-missing'], 'ready'])
    expect((await getReview(news.publisher, articleId)).required).toEqual(['fact_check', 'legal', 'final'])
    await signOff(news.legal, articleId, 'legal')
    expect([await codes(articleId), await stage()]).toEqual([[], 'approved'])
    await updateClaim(news.editor, { claimId, legalFlag: false })
    expect((await getReview(news.publisher, articleId)).required).toEqual(['fact_check', 'final'])
    const told = (await acts(news.db, articleId)).filter((act) => act.startsWith('claim.'))
    expect(told).toEqual(['claim.tagged', 'claim.legal_flagged', 'claim.legal_unflagged'])
  })

  it('[CL-1d] is flagged by editor, publisher and legal, who need no right to the rest of the claim for it', async () => {
    const { claimId } = await claim()
    for (const ctx of [news.reporter, news.checker]) expect((await refusal(updateClaim(ctx, { claimId, legalFlag: true }))).code).toBe('forbidden')
    expect((await refusal(updateClaim(news.stranger, { claimId, legalFlag: true }))).code).toBe('not-found')
    await updateClaim(news.legal, { claimId, legalFlag: true })
    expect(await getClaim(news.legal, claimId)).toMatchObject({ legalFlag: true, abilities: { flagLegal: true, edit: false } })
    expect((await refusal(updateClaim(news.legal, { claimId, legalFlag: false, priority: 'high' }))).code).toBe('forbidden')
    expect((await getClaim(news.checker, claimId)).legalFlag).toBe(true)
  })

  it('[CL-1d] [CL-6n] keeps the flag in a split and a merge, and is not removed with it', async () => {
    const { articleId, claimId } = await claim('has sold 20 drones to Ukrainian soldiers')
    await updateClaim(news.publisher, { claimId, legalFlag: true })
    const made = await splitClaim(news.checker, { claimId, quote: 'to Ukrainian soldiers' })
    expect((await getClaim(news.editor, made.claimId)).legalFlag).toBe(true)
    const plain = await tag(news.editor, articleId, 'a NATO member')
    await mergeClaims(news.checker, { claimId: plain, otherId: claimId })
    expect((await getClaim(news.editor, plain)).legalFlag).toBe(true)
    for (const id of [plain, made.claimId]) {
      expect(await refusal(removeClaim(news.editor, { claimId: id, reason: 'No claim.' }))).toMatchObject({ code: 'conflict', extra: { hold: 'legal' } })
      await updateClaim(news.editor, { claimId: id, legalFlag: false })
      await removeClaim(news.editor, { claimId: id, reason: 'No claim.' })
    }
    expect((await getReview(news.publisher, articleId)).required).toEqual(['fact_check', 'final'])
  })

  it('[CL-1d] [WO-1a] stands on the board, which shows such claims alone', async () => {
    const { articleId, claimId } = await claim()
    await tag(news.editor, articleId, 'Turkey')
    await updateClaim(news.legal, { claimId, legalFlag: true })
    expect((await listBoard(news.legal, { articleId })).items.map(({ legalFlag }) => legalFlag)).toEqual([true, false])
    expect((await listBoard(news.legal, { articleId, marked: 'legal' })).items.map(({ id }) => id)).toEqual([claimId])
  })
})
