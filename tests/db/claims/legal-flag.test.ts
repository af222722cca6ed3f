import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listBoard } from '#lib/queries/board/list-board.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { mergeClaims } from '#lib/services/claims/merge-claims.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { getArticle } from '#lib/queries/articles/get-article.ts'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import { listRecord } from '#lib/queries/record/list-record.ts'
import { listSuggestions } from '#lib/queries/suggestions/list-suggestions.ts'
import { acceptSuggestion } from '#lib/services/suggestions/accept-suggestion.ts'
import { updateArticle } from '#lib/services/articles/update-article.ts'
import { tagClaim } from '#lib/services/claims/tag-claim.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { splitClaim } from '#lib/services/claims/split-claim.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import { makeArticle } from '#tests/support/factories.ts'
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
    await updateClaim(news.legal, { claimId, legalFlag: false, reason: 'No name in it.' })
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

  it('[CL-1e] keeps its flag from who wrote part of its words, whoever set it; a colleague takes it off', async () => {
    const articleId = await makeArticle(news.db, { author: news.editor.actor, deskId: news.deskId, content: 'The mayor did not take bribes, he said.' })
    const { claimId } = await tagClaim(news.editor, { articleId, quote: 'The mayor did not take bribes', kind: 'legal' })
    expect(await getClaim(news.editor, claimId)).toMatchObject({ legalFlag: true, abilities: { unflagLegal: false } })
    const off = { claimId, legalFlag: false, reason: 'Nobody is named.' }
    expect((await refusal(updateClaim(news.editor, off))).code).toBe('four-eyes')
    expect((await getReview(news.publisher, articleId)).required).toContain('legal')
    await updateClaim(news.publisher, off)
    expect((await getReview(news.publisher, articleId)).required).not.toContain('legal')
  })

  it('[CL-1f] is one of the kind legal that somebody chose, and not one that was suggested so', async () => {
    const articleId = await news.newArticle('The mayor is accused of fraud.\n\nA clerk allegedly took bribes.')
    const { items } = await listSuggestions(news.checker, articleId)
    const [first, second] = items.filter(({ kind }) => kind === 'legal').map(({ quote }) => quote)
    const asSuggested = await acceptSuggestion(news.checker, { articleId, quote: first ?? '', kind: 'legal' })
    expect(await getClaim(news.checker, asSuggested.claimId)).toMatchObject({ kind: 'legal', legalFlag: false })
    const chosen = await tagClaim(news.checker, { articleId, quote: second ?? '', kind: 'legal' })
    expect(await getClaim(news.checker, chosen.claimId)).toMatchObject({ kind: 'legal', legalFlag: true })
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
      await updateClaim(news.editor, { claimId: id, legalFlag: false, reason: 'No name in it.' })
      await removeClaim(news.editor, { claimId: id, reason: 'No claim.' })
    }
    expect((await getReview(news.publisher, articleId)).required).toEqual(['fact_check', 'final'])
  })

  it('[CL-1e] that legal has set is taken off by legal alone, another’s by who sets it, with a reason', async () => {
    const { articleId, claimId } = await claim()
    const off = { claimId, legalFlag: false, reason: 'No name in it.' } as const
    await updateClaim(news.editor, { claimId, legalFlag: true })
    for (const ctx of [news.reporter, news.checker]) expect((await refusal(updateClaim(ctx, off))).code).toBe('forbidden')
    expect(await refusal(updateClaim(news.publisher, { claimId, legalFlag: false }))).toMatchObject({ code: 'invalid-input', errors: [{ field: 'reason' }] })
    await updateClaim(news.publisher, off)
    await updateClaim(news.editor, { claimId, legalFlag: true })
    // Legal makes it their own.
    await updateClaim(news.legal, { claimId, legalFlag: true })
    for (const ctx of [news.editor, news.publisher]) {
      expect((await refusal(updateClaim(ctx, off))).code).toBe('forbidden')
      expect((await getClaim(ctx, claimId)).abilities.unflagLegal).toBe(false)
    }
    expect((await refusal(updateClaim(news.stranger, off))).code).toBe('not-found')
    expect(await getClaim(news.editor, claimId)).toMatchObject({ legalFlag: true, legalFlaggedBy: { name: 'Lea Legal' } })
    await updateClaim(news.legal, off)
    const rows = (await listRecord(news.legal, articleId)).items.filter(({ action }) => action === 'claim.legal_unflagged')
    expect(rows.map(({ actorName, data }) => [actorName, JSON.parse(data)])).toMatchObject([
      ['Pia Publisher', { reason: 'No name in it.' }],
      ['Lea Legal', { reason: 'No name in it.' }],
    ])
  })

  it('[CL-1e] of the article is legal’s own in the same way', async () => {
    const articleId = await news.newArticle()
    const off = { articleId, legalFlag: false, reason: 'Read.' } as const
    await updateArticle(news.editor, { articleId, legalFlag: true })
    expect(await refusal(updateArticle(news.editor, { articleId, legalFlag: false }))).toMatchObject({ code: 'invalid-input', errors: [{ field: 'reason' }] })
    await updateArticle(news.publisher, off)
    await updateArticle(news.legal, { articleId, legalFlag: true })
    for (const ctx of [news.reporter, news.checker, news.editor, news.publisher]) expect((await refusal(updateArticle(ctx, off))).code).toBe('forbidden')
    expect((await getArticle(news.editor, articleId)).abilities).toMatchObject({ flagLegal: true, unflagLegal: false })
    expect((await refusal(updateArticle(news.stranger, off))).code).toBe('not-found')
    await updateArticle(news.legal, off)
    expect((await getArticle(news.editor, articleId)).legalFlag).toBe(false)
  })

  it('[CL-1e] goes with a split and a merge as legal’s own', async () => {
    const { articleId, claimId } = await claim('has sold 20 drones to Ukrainian soldiers')
    await updateClaim(news.legal, { claimId, legalFlag: true })
    const made = await splitClaim(news.checker, { claimId, quote: 'to Ukrainian soldiers' })
    const plain = await tag(news.editor, articleId, 'a NATO member')
    await updateClaim(news.editor, { claimId: plain, legalFlag: true })
    await mergeClaims(news.checker, { claimId: plain, otherId: claimId })
    for (const id of [made.claimId, plain])
      expect((await refusal(updateClaim(news.publisher, { claimId: id, legalFlag: false, reason: 'x' }))).code).toBe('forbidden')
  })

  it('[CL-1f] is set by the kind legal, whoever tags it, and stays when the kind changes', async () => {
    const articleId = await news.newArticle()
    const { claimId: tagged } = await tagClaim(news.checker, { articleId, quote: 'has sold 20 drones', kind: 'legal' })
    const changed = await tag(news.checker, articleId, 'a NATO member')
    await updateClaim(news.checker, { claimId: changed, kind: 'legal' })
    const { claimId: split } = await splitClaim(news.checker, {
      claimId: await tag(news.checker, articleId, 'Ukrainian soldiers'),
      quote: 'soldiers',
      kind: 'legal',
    })
    for (const claimId of [tagged, changed, split]) {
      await updateClaim(news.checker, { claimId, kind: 'figure' })
      expect(await getClaim(news.checker, claimId)).toMatchObject({
        legalFlag: true,
        legalFlaggedBy: { name: 'Cleo Checker' },
        abilities: { unflagLegal: false },
      })
    }
    expect((await getReview(news.publisher, articleId)).required).toEqual(['fact_check', 'legal', 'final'])
  })

  it('[WO-3g] is told to the desk’s legal readers, of a claim and of an article', async () => {
    const { articleId, claimId } = await claim()
    await updateClaim(news.editor, { claimId, legalFlag: true })
    await updateArticle(news.editor, { articleId, legalFlag: true })
    expect((await getReview(news.legal, articleId)).legalFlags).toMatchObject([
      { claim: null, by: { name: 'Ed Editor' } },
      { claim: { id: claimId, number: 1 }, by: { name: 'Ed Editor' } },
    ])
    const told = async (ctx: ServiceContext) =>
      (await listNotifications(ctx, { limit: 50 })).items.filter(({ article }) => article.id === articleId).map((item) => [item.kind, item.claim?.id ?? null])
    expect(await told(news.legal)).toEqual([
      ['legal', null],
      ['legal', claimId],
    ])
    for (const ctx of [news.checker, news.publisher, news.editor]) expect(await told(ctx)).toEqual([])
  })

  it('[CL-1d] [WO-1a] stands on the board, which shows such claims alone', async () => {
    const { articleId, claimId } = await claim()
    await tag(news.editor, articleId, 'Turkey')
    await updateClaim(news.legal, { claimId, legalFlag: true })
    expect((await listBoard(news.legal, { articleId })).items.map(({ legalFlag }) => legalFlag)).toEqual([true, false])
    expect((await listBoard(news.legal, { articleId, marked: 'legal' })).items.map(({ id }) => id)).toEqual([claimId])
  })
})
