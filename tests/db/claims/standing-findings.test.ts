/** CL-6u: what was found about words holds while they stand, wherever a claim begins and ends. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listBoard } from '#lib/queries/board/list-board.ts'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { search } from '#lib/queries/search/search.ts'
import { mergeClaims } from '#lib/services/claims/merge-claims.ts'
import { moveEdges } from '#lib/services/claims/move-edges.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { tagClaim } from '#lib/services/claims/tag-claim.ts'
import { waiveClaim } from '#lib/services/claims/waive-claim.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { assignClaim } from '#lib/services/tasks/assign-claim.ts'
import { giveVerdict } from '#lib/services/verdicts/give-verdict.ts'
import { acceptProposal } from '#lib/services/wording-proposals/accept-proposal.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { acts, deleteParagraph, hashOf, openNewsroom, refusal, signOff, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

const WORDS = 'has sold 20 drones'
const WIDER = 'a NATO member, has sold 20 drones to Ukrainian soldiers'

let news: Newsroom
beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const stateOf = async (claimId: string) => (await getClaim(news.editor, claimId)).state
const codes = async (articleId: string) => (await getReview(news.publisher, articleId)).gate.blockers.map(({ code }) => code)

async function foundIncorrect() {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, WORDS)
  await verify(news.checker2, claimId, 'incorrect')
  return { articleId, claimId }
}

/** Everywhere, and with nobody publishing. */
async function expectDisputed(articleId: string, claimId: string) {
  expect(await stateOf(claimId)).toBe('disputed')
  expect(await codes(articleId)).toContain('claim-disputed')
  const { items } = await listBoard(news.editor, { articleId, state: ['disputed'] })
  expect(items.map(({ id }) => id)).toContain(claimId)
  expect((await listBoard(news.editor, { articleId, state: ['verified'] })).items.map(({ id }) => id)).not.toContain(claimId)
  expect((await search(news.editor, { q: 'drones', state: 'disputed', limit: 100 })).items.map(({ id }) => id)).toContain(claimId)
  expect((await refusal(publishArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId) }))).code).toBe('gate')
}

describe('[CL-6u] a finding on words that still stand', () => {
  it('is answered by words that its giver proposed: somebody else verifies them, and nothing is disputed', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, WORDS)
    const { wordingHash } = await getClaim(news.checker2, claimId)
    const proposal = { wording: `${WORDS}, the ministry says` }
    await giveVerdict(news.checker2, { claimId, wordingHash, verdict: 'needs_wording', rationale: 'Say who counted.', proposal })
    const { proposals } = await getClaim(news.reporter, claimId)
    await acceptProposal(news.reporter, { proposalId: proposals[0]?.id ?? '' })
    await verify(news.checker, claimId)
    expect(await stateOf(claimId)).toBe('verified')
    expect((await listBoard(news.editor, { articleId, state: ['verified'] })).items.map(({ id }) => id)).toEqual([claimId])
    expect((await codes(articleId)).filter((code) => code.startsWith('claim'))).toEqual([])
  })

  it('disputes what somebody else verifies once the claim was widened; both are told, and its giver ends it', async () => {
    const { articleId, claimId } = await foundIncorrect()
    await assignClaim(news.editor, { claimId, assigneeId: news.checker2.actor.userId })
    await moveEdges(news.editor, { claimId, quote: WIDER })
    expect(await stateOf(claimId)).toBe('reopened')
    await verify(news.checker, claimId)
    await expectDisputed(articleId, claimId)
    expect(await getClaim(news.checker, claimId)).toMatchObject({
      standingFindings: [{ verdict: 'incorrect', wording: WORDS, number: 1, current: false, checker: { name: 'Carl Checker' } }],
    })
    const [notice] = (await listNotifications(news.checker2, { limit: 1 })).items
    expect(notice).toMatchObject({ action: 'verdict.disputed', claim: { id: claimId } })
    await verify(news.checker2, claimId)
    expect(await stateOf(claimId)).toBe('verified')
    await signOff(news.checker2, articleId, 'fact_check')
    await signOff(news.publisher, articleId, 'final')
    expect(await codes(articleId)).toEqual([])
    expect(await acts(news.db, articleId)).toContain('claim.edges_moved')
  })

  it('ends by a waiver in view of it, or by other words', async () => {
    const { articleId, claimId } = await foundIncorrect()
    await moveEdges(news.editor, { claimId, quote: WIDER })
    await verify(news.checker, claimId)
    const { wordingHash } = await getClaim(news.editor, claimId)
    await waiveClaim(news.editor, { claimId, wordingHash, reason: 'The minister said so on the air.' })
    expect(await stateOf(claimId)).toBe('waived')
    await type(news.reporter, articleId, ['20', '40'])
    await verify(news.checker, claimId)
    expect(await stateOf(claimId)).toBe('verified')
    // Back again: that they were found incorrect holds for these words.
    await type(news.reporter, articleId, ['40', '20'])
    expect(await stateOf(claimId)).toBe('waived')
    await moveEdges(news.editor, { claimId, quote: `${WIDER}, “without conditions”` })
    await verify(news.checker, claimId)
    await expectDisputed(articleId, claimId)
  })

  it('holds after another claim became part of it', async () => {
    const { articleId, claimId } = await foundIncorrect()
    const otherId = await tag(news.editor, articleId, 'to Ukrainian soldiers')
    await mergeClaims(news.editor, { claimId, otherId })
    await verify(news.checker, claimId)
    await expectDisputed(articleId, claimId)
  })

  it('holds against a claim that is tagged anew over words that were cut, removed and typed again', async () => {
    const { articleId, claimId } = await foundIncorrect()
    await deleteParagraph(news.reporter, articleId, WORDS)
    await reconcileClaims(news.reporter, articleId)
    await removeClaim(news.editor, { claimId, reason: 'Gone from the copy.' })
    await type(news.reporter, articleId, ['The nations of the world', `On Monday Turkey ${WORDS}. The nations of the world`])
    for (const quote of [`On Monday Turkey ${WORDS}`, WORDS]) {
      const anew = await tag(news.editor, articleId, quote)
      await verify(news.checker, anew)
      await expectDisputed(articleId, anew)
    }
    // The finding is its checker’s, on whichever claim.
    const [wide, narrow] = (await listBoard(news.editor, { articleId })).items.toSorted((one, other) => one.number - other.number)
    await verify(news.checker2, wide?.id ?? '')
    expect([await stateOf(wide?.id ?? ''), await stateOf(narrow?.id ?? '')]).toEqual(['verified', 'verified'])
  })

  it('is not asked for twice while its own claim stands on these words', async () => {
    const { articleId, claimId } = await foundIncorrect()
    const around = await tag(news.editor, articleId, WIDER)
    await verify(news.checker, around)
    expect([await stateOf(claimId), await stateOf(around)]).toEqual(['incorrect', 'verified'])
    expect(await codes(articleId)).toContain('claim-incorrect')
    await moveEdges(news.checker, { claimId, quote: `Turkey, ${WIDER}` })
    expect([await stateOf(claimId), await stateOf(around)]).toEqual(['reopened', 'disputed'])
  })

  it('[CL-6w] tells of a claim that becomes disputed as another moves off its words, puts it on the lists, and takes that back', async () => {
    const { articleId, claimId } = await foundIncorrect()
    const around = await tag(news.editor, articleId, WIDER)
    await assignClaim(news.editor, { claimId: around, assigneeId: news.checker.actor.userId })
    await verify(news.checker, around)
    const told = async () => {
      const rows = await news.db.notification.findMany({ where: { claimId: around, action: 'claim.now_disputed', kind: 'verdict', readAt: null } })
      const people = [news.checker2, news.checker, news.editor, news.reporter, news.publisher].map(({ actor }) => actor)
      expect(rows.filter(({ userId }) => !people.some((person) => person.userId === userId))).toEqual([])
      return people.filter(({ userId }) => rows.some((row) => row.userId === userId)).map(({ name }) => name)
    }
    await moveEdges(news.publisher, { claimId, quote: `Turkey, ${WIDER}` })
    expect(await stateOf(around)).toBe('disputed')
    expect(await told()).toEqual(['Carl Checker', 'Cleo Checker', 'Ed Editor', 'Rita Reporter'])
    expect((await getClaim(news.checker, around)).tasks.map(({ state }) => state)).toEqual(['open'])
    expect((await acts(news.db, articleId)).filter((act) => act === 'claim.now_disputed')).toHaveLength(1)
    await moveEdges(news.publisher, { claimId, quote: WORDS })
    expect(await stateOf(around)).toBe('verified')
    expect(await told()).toEqual([])
    expect((await getClaim(news.checker, around)).tasks.map(({ state }) => state)).toEqual(['done'])
    // Who does it is not told.
    await moveEdges(news.checker, { claimId, quote: `Turkey, ${WIDER}` })
    expect(await told()).toEqual(['Carl Checker', 'Ed Editor', 'Rita Reporter'])
    expect((await acts(news.db, articleId)).filter((act) => /now_disputed|dispute_ended/.test(act))).toEqual([
      'claim.now_disputed',
      'claim.dispute_ended',
      'claim.now_disputed',
    ])
  })

  it('[CL-6w] tells of it where an edit takes the other claim off the words, and takes it back with the edit', async () => {
    const articleId = await news.newArticle('Turkey has sold 20 drones.\n\nHe said that Turkey has sold 20 drones to Ukraine.')
    const { claimId: first } = await tagClaim(news.editor, { articleId, quote: WORDS, prefix: 'Turkey ', suffix: '.', kind: 'figure' })
    await verify(news.checker2, first, 'incorrect')
    const second = await tag(news.editor, articleId, `${WORDS} to Ukraine`)
    await verify(news.checker, second)
    await type(news.reporter, articleId, ['20', '40'])
    await reconcileClaims(news.reporter, articleId)
    expect([await stateOf(first), await stateOf(second)]).toEqual(['reopened', 'disputed'])
    const newest = async () => (await listNotifications(news.checker, { limit: 1 })).items[0]
    expect(await newest()).toMatchObject({ kind: 'verdict', action: 'claim.now_disputed', claim: { id: second }, verdict: null })
    await type(news.reporter, articleId, ['40', '20'])
    await reconcileClaims(news.reporter, articleId)
    expect([await stateOf(first), await stateOf(second)]).toEqual(['incorrect', 'verified'])
    expect(await newest()).not.toMatchObject({ claim: { id: second }, action: 'claim.now_disputed' })
  })

  it('[CL-6h] is not told to who is to check those words a second time without knowing what was found', async () => {
    const { articleId, claimId } = await foundIncorrect()
    await updateClaim(news.editor, { claimId, secondCheck: true })
    const around = await tag(news.editor, articleId, WIDER)
    await verify(news.checker, around)
    await moveEdges(news.checker, { claimId, quote: `Turkey, ${WIDER}` })
    const seenBy = async (ctx: ServiceContext) => {
      const { verdictsHidden, standingFindings } = await getClaim(ctx, around)
      const found = (await getReview(ctx, articleId)).claims.find(({ claim }) => claim.id === around)?.found
      return { verdictsHidden, standing: standingFindings.map(({ verdict }) => verdict), found: found?.map(({ verdict }) => verdict) }
    }
    expect((await getClaim(news.checker, claimId)).verdictsHidden).toBe(true)
    expect(await seenBy(news.editor)).toEqual({ verdictsHidden: false, standing: ['incorrect'], found: ['incorrect', 'verified'] })
    expect(await seenBy(news.checker)).toEqual({ verdictsHidden: false, standing: [], found: ['verified'] })
  })

  it('undoes a waiver that is older than it', async () => {
    const claimId = await tag(news.editor, await news.newArticle(), WIDER)
    const { wordingHash } = await getClaim(news.editor, claimId)
    await waiveClaim(news.editor, { claimId, wordingHash, reason: 'By eye.' })
    await moveEdges(news.editor, { claimId, quote: WORDS })
    await verify(news.checker2, claimId, 'unverifiable')
    await moveEdges(news.checker, { claimId, quote: WIDER })
    const { state, wordingHash: now } = await getClaim(news.editor, claimId)
    expect([now === wordingHash, state]).toEqual([true, 'reopened'])
    expect((await listBoard(news.editor, { state: ['reopened'] })).items.map(({ id }) => id)).toContain(claimId)
  })
})
