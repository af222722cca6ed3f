import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { getClaimHistory } from '#lib/queries/claims/get-claim-history.ts'
import { listRemovedClaims } from '#lib/queries/claims/list-removed-claims.ts'
import { listRecord } from '#lib/queries/record/list-record.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { mergeClaims } from '#lib/services/claims/merge-claims.ts'
import { moveEdges } from '#lib/services/claims/move-edges.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { splitClaim } from '#lib/services/claims/split-claim.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import { waiveClaim } from '#lib/services/claims/waive-claim.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { askAuthor } from '#lib/services/author-queries/ask-author.ts'
import { closeQuery } from '#lib/services/author-queries/close-query.ts'
import { correctArticle } from '#lib/services/publications/correct-article.ts'
import { withdrawArticle } from '#lib/services/publications/withdraw-article.ts'
import { makeArticle } from '#tests/support/factories.ts'
import { change, deleteParagraph, find, hashOf, openNewsroom, refusal, replaceWords, signOff, tag, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

async function tagged(by: ServiceContext = news.checker, quote = 'has sold 20 drones') {
  const articleId = await news.newArticle()
  return { articleId, claimId: await tag(by, articleId, quote) }
}

const remove = (ctx: ServiceContext, claimId: string) => removeClaim(ctx, { claimId, reason: 'No claim.' })
const holdOf = async (ctx: ServiceContext, claimId: string, act: () => Promise<unknown> = () => remove(ctx, claimId)) => {
  const { code, extra } = await refusal(act())
  return [code, extra?.['hold']]
}
const waive = async (claimId: string) =>
  waiveClaim(news.editor, { claimId, wordingHash: (await getClaim(news.editor, claimId)).wordingHash, reason: 'Agreed.' })
const edited = (articleId: string, before: string, after: string) => change(news.reporter, articleId, (doc) => replaceWords(doc, before, after))
const openAtGate = async (articleId: string) =>
  (await getReview(news.publisher, articleId)).gate.blockers.map(({ code, href }) => href.split('#sign-off-')[1] ?? code)

describe('removing a claim', () => {
  it('[CL-6f] is open to who tagged it while nothing was done on it, and to nobody else without the right to waive', async () => {
    const { claimId } = await tagged(news.checker)
    const other = await tagged(news.editor)
    for (const ctx of [news.checker, news.legal, news.reporter]) expect((await refusal(remove(ctx, other.claimId))).code).toBe('forbidden')
    expect((await refusal(remove(news.stranger, other.claimId))).code).toBe('not-found')
    expect((await getClaim(news.checker, claimId)).abilities).toMatchObject({ remove: true, removeBlocked: null })
    expect((await getClaim(news.checker2, claimId)).abilities).toMatchObject({ remove: false, removeBlocked: null })
    await remove(news.checker, claimId)
    await remove(news.publisher, other.claimId)
  })

  it('[CL-6f] is no slip of the hand any more after a verdict, a waiver, a question, a split, a merge or other edges', async () => {
    const afterwards: ((claimId: string, articleId: string) => Promise<string>)[] = [
      async (claimId) => (await verify(news.checker, claimId), claimId),
      async (claimId) => (await waive(claimId), claimId),
      async (claimId) => {
        const { queryId } = await askAuthor(news.checker, { claimId, question: 'Since when?' })
        await closeQuery(news.checker, { queryId })
        return claimId
      },
      async (claimId) => (await splitClaim(news.checker, { claimId, quote: '20 drones' })).claimId,
      async (claimId) => (await moveEdges(news.editor, { claimId, quote: 'has sold 20 drones to Ukrainian soldiers' }), claimId),
      async (claimId, articleId) => {
        await mergeClaims(news.checker, { claimId, otherId: await tag(news.editor, articleId, 'Ukrainian soldiers') })
        return claimId
      },
    ]
    for (const act of afterwards) {
      const { articleId, claimId } = await tagged(news.checker)
      const left = await act(claimId, articleId)
      expect((await refusal(remove(news.checker, left))).code).toBe('forbidden')
      await remove(news.editor, left)
    }
  })

  it('[CL-6n] takes no finding with it: it is settled or waived first', async () => {
    const { articleId, claimId } = await tagged(news.checker)
    await verify(news.checker2, claimId, 'incorrect')
    expect((await refusal(remove(news.checker, claimId))).code).toBe('forbidden')
    for (const ctx of [news.editor, news.publisher]) expect(await holdOf(ctx, claimId)).toEqual(['conflict', 'incorrect'])
    expect((await getClaim(news.editor, claimId)).abilities).toMatchObject({ remove: false, removeBlocked: 'incorrect' })
    await verify(news.checker, claimId)
    expect(await holdOf(news.editor, claimId)).toEqual(['conflict', 'disputed'])
    expect(await openAtGate(articleId)).toContain('claim-disputed')
  })

  it('[CL-6n] nor once it was waived: whoever signs sees what was found, and who let it stand', async () => {
    const { articleId, claimId } = await tagged()
    await verify(news.checker, claimId, 'incorrect')
    await waive(claimId)
    expect(await holdOf(news.editor, claimId)).toEqual(['conflict', 'waived'])
    expect(await holdOf(news.editor, claimId, () => moveEdges(news.editor, { claimId, quote: '20 drones' }))).toEqual(['conflict', 'waived'])
    await deleteParagraph(news.reporter, articleId, 'has sold 20 drones')
    await remove(news.editor, claimId)
  })

  it('[CL-6n] nor by other words that are waived: what was checked in any words stays', async () => {
    const { articleId, claimId } = await tagged(news.checker, 'has sold 20 drones')
    await verify(news.checker2, claimId, 'incorrect')
    await moveEdges(news.editor, { claimId, quote: 'has sold 20 drones to Ukrainian soldiers' })
    await waive(claimId)
    for (const act of [
      () => remove(news.editor, claimId),
      () => moveEdges(news.editor, { claimId, quote: 'soldiers' }),
      () => splitClaim(news.editor, { claimId, quote: 'to Ukrainian soldiers' }),
    ])
      expect(await holdOf(news.editor, claimId, act)).toEqual(['conflict', 'waived'])
    const around = await tag(news.checker, articleId, 'a NATO member, has sold 20 drones')
    expect(await holdOf(news.editor, claimId, () => mergeClaims(news.editor, { claimId: around, otherId: claimId }))).toEqual(['conflict', 'waived'])
  })

  it('[CL-6n] nor what evidence stands against, though nobody has checked it', async () => {
    const { claimId } = await tagged(news.checker)
    await addEvidence(news.checker2, { claimId, type: 'note', text: 'They sold eighteen.', relation: 'contradicts' })
    expect((await refusal(remove(news.checker, claimId))).code).toBe('forbidden')
    for (const act of [() => remove(news.editor, claimId), () => moveEdges(news.editor, { claimId, quote: 'has sold' })])
      expect(await holdOf(news.editor, claimId, act)).toEqual(['conflict', 'against'])
    await waive(claimId)
    expect(await holdOf(news.editor, claimId)).toEqual(['conflict', 'waived'])
  })

  it('[RE-5e] words that were not cleared block publication wherever they come back without a claim, until somebody checks them', async () => {
    const { articleId, claimId } = await tagged(news.checker, 'has sold 20 drones')
    await verify(news.checker2, claimId, 'incorrect')
    await edited(articleId, 'has sold 20 drones', 'has sold some drones')
    await verify(news.checker2, claimId)
    await remove(news.editor, claimId)
    expect(await openAtGate(articleId)).not.toContain('words-unclaimed')
    await edited(articleId, 'has sold some drones', 'has sold 20 drones')
    const { blockers } = (await getReview(news.publisher, articleId)).gate
    expect(blockers.find(({ code }) => code === 'words-unclaimed')).toMatchObject({
      message: expect.stringContaining('“has sold 20 drones” was checked as claim 1 and not cleared'),
      href: `/articles/${articleId}?claim=${claimId}`,
    })
    expect((await refusal(signOff(news.checker, articleId, 'fact_check'))).code).toBe('gate')
    const again = await tag(news.checker, articleId, 'Turkey, a NATO member, has sold 20 drones')
    expect(await openAtGate(articleId)).toContain('claim-open')
    expect(await openAtGate(articleId)).not.toContain('words-unclaimed')
    await remove(news.checker, again)
    expect(await openAtGate(articleId)).toContain('words-unclaimed')
    const checkedAnew = await tag(news.checker, articleId, 'has sold 20 drones')
    await verify(news.checker2, checkedAnew)
    expect(await openAtGate(articleId)).not.toContain('words-unclaimed')
  })

  it.each([
    ['has sold 20 drones to Ukrainian soldiers.', 'Turkey sold things. It has sold 20 drones, to “Ukrainian” soldiers'],
    ['has sold 20 drones to Ukrainian soldiers.', 'It has s\u043eld 20-drones to Ukrainian soldiers, he said'],
    ['has sold 20 drones to Ukrainian soldiers', 'It has sold 2\u200b0 drones to Ukrainian sol\u00addiers'],
  ])('[RE-5e] words that were not cleared block in other signs and letters too: %s, %s', async (quote, again) => {
    const articleId = await news.newArticle('Turkey, a NATO member, has sold 20 drones to Ukrainian soldiers.\n\nOther copy stands here.')
    const claimId = await tag(news.checker, articleId, quote)
    await verify(news.checker2, claimId, 'incorrect')
    await edited(articleId, 'has sold 20', 'has sold 30')
    await verify(news.checker2, claimId)
    expect(await openAtGate(articleId)).not.toContain('words-unclaimed')
    await edited(articleId, 'Other copy stands here', again)
    expect(await openAtGate(articleId)).toContain('words-unclaimed')
    await edited(articleId, again, again.replace('20', '2.0').replace('2\u200b0', '-20'))
    expect(await openAtGate(articleId)).not.toContain('words-unclaimed')
  })

  it('[RE-5e] words that were not cleared block in the headline, and in what pictures and links say of themselves', async () => {
    const { articleId, claimId } = await tagged(news.checker, 'has sold 20 drones')
    await verify(news.checker2, claimId, 'incorrect')
    await edited(articleId, 'has sold 20 drones', 'has sold some drones')
    await verify(news.checker2, claimId)
    const straysOf = async () => (await getReview(news.publisher, articleId)).gate.blockers.filter(({ code }) => code === 'words-unclaimed')
    const image = new Y.XmlElement('image')
    await change(news.reporter, articleId, (doc) => {
      image.insert(0, [new Y.XmlElement('caption')])
      doc.getXmlFragment('content').push([image])
    })
    for (const name of ['alt', 'credit', 'rights']) {
      const set = (value: string) =>
        change(news.reporter, articleId, (doc) => {
          const picture = doc.getXmlFragment('content').toArray().at(-1)
          if (picture instanceof Y.XmlElement) picture.setAttribute(name, value)
        })
      await set('Turkey HAS SOLD 20 drones!')
      expect(await straysOf()).toMatchObject([{ message: expect.stringContaining('in the description, credit or rights of a picture') }])
      await set('A drone')
      expect(await straysOf()).toEqual([])
    }
    const link = (title: string | null) =>
      change(news.reporter, articleId, (doc) => {
        const { text, at } = find(doc, 'some drones')
        text.format(at, 4, { link: title === null ? null : { href: 'https://example.org/', title } })
      })
    await link('It has sold 20 drones')
    expect(await straysOf()).toMatchObject([{ message: expect.stringContaining('in the title of a link') }])
    await link(null)
    expect(await straysOf()).toEqual([])
    await change(news.reporter, articleId, (doc) => {
      const headline = doc.getXmlFragment('content').get(0)
      if (headline instanceof Y.XmlElement) headline.insert(0, [new Y.XmlText('Turkey has sold 20 drones: ')])
    })
    expect(await straysOf()).toMatchObject([{ message: expect.stringContaining('in the copy outside of every claim') }])
  })

  it('[RE-5g] signs that turn the direction of text hold back publication until they are taken out, and say where they stand', async () => {
    const { articleId, claimId } = await tagged(news.checker, '20')
    await verify(news.checker2, claimId)
    const turned = async () => (await getReview(news.publisher, articleId)).gate.blockers.filter(({ code }) => code === 'text-direction')
    expect(await turned()).toEqual([])
    await change(news.reporter, articleId, (doc) => {
      const { text, at } = find(doc, '20 drones')
      const names = text.toDelta().flatMap(({ attributes }: { attributes?: object }) => Object.keys(attributes ?? {}))
      const bare = Object.fromEntries(names.map((name: string) => [name, null]))
      text.insert(at + 2, '\u202c', bare)
      text.insert(at, '\u202e', bare)
    })
    expect(await turned()).toMatchObject([
      { message: expect.stringMatching(/^In the copy, at “.*has sold 20 drones.*”, stands an invisible sign \(U\+202E\)/), href: `/articles/${articleId}` },
    ])
    expect((await refusal(signOff(news.checker, articleId, 'fact_check'))).code).toBe('gate')
    await edited(articleId, 'sold \u202e20\u202c drones', 'sold 20 drones')
    expect(await turned()).toEqual([])
    await change(news.reporter, articleId, (doc) => {
      const image = new Y.XmlElement('image')
      image.setAttribute('credit', 'Photo: \u202enna\u202c')
      image.insert(0, [new Y.XmlElement('caption')])
      doc.getXmlFragment('content').push([image])
    })
    expect(await turned()).toMatchObject([{ message: expect.stringContaining('In the description, credit or rights of a picture, at “Photo: nna”') }])
  })

  it('[CL-6n] one that was waived without a finding leaves', async () => {
    const { claimId } = await tagged()
    await waive(claimId)
    await remove(news.editor, claimId)
  })

  it.each(['unverifiable', 'needs_wording'] as const)('[CL-6n] nor the finding %s', async (verdict) => {
    const { claimId } = await tagged()
    await verify(news.checker, claimId, verdict)
    expect(await holdOf(news.editor, claimId)).toEqual(['conflict', verdict])
  })

  it('[CL-6n] waits for the second check that was asked for, though nobody has checked it yet', async () => {
    const { articleId, claimId } = await tagged()
    await updateClaim(news.checker2, { claimId, secondCheck: true })
    expect(await holdOf(news.editor, claimId)).toEqual(['conflict', 'second_asked'])
    expect((await getClaim(news.editor, claimId)).abilities).toMatchObject({ remove: false, removeBlocked: 'second_asked', narrowBlocked: null })
    expect(await holdOf(news.editor, claimId, () => moveEdges(news.editor, { claimId, quote: 'has sold 20' }))).toEqual(['conflict', 'second_asked'])
    // A waiver takes it away no more than a removal.
    await waive(claimId)
    expect(await holdOf(news.editor, claimId)).toEqual(['conflict', 'second_asked'])
    await updateClaim(news.editor, { claimId, secondCheck: false, reason: 'One is enough.' })
    await remove(news.editor, claimId)
    expect((await getReview(news.editor, articleId)).endedChecks).toHaveLength(1)

    const other = await tagged()
    await updateClaim(news.editor, { claimId: other.claimId, secondCheck: true })
    const { claimId: part } = await splitClaim(news.editor, { claimId: other.claimId, quote: 'has sold' })
    expect(await getClaim(news.editor, part)).toMatchObject({ secondCheck: true })
    await mergeClaims(news.editor, { claimId: other.claimId, otherId: part })
    for (const checker of [news.checker, news.checker2]) await verify(checker, other.claimId)
    await remove(news.editor, other.claimId)
  })

  it('[CL-6n] waits for the second check, and says nothing of the first', async () => {
    const { claimId } = await tagged()
    await updateClaim(news.editor, { claimId, secondCheck: true })
    await verify(news.checker, claimId)
    expect(await holdOf(news.publisher, claimId)).toEqual(['conflict', 'awaiting_second'])
  })

  it('[CL-6n] [CL-8] takes no altered quote with it', async () => {
    const words = 'Vladimir Putin stated, “Not all difficulties have been handled, but there is progress.”'
    const claimId = await tag(news.checker, await news.newArticle(words), words)
    const text = 'Putin told them: “Not all problems have been handled, but there is progress.” He then left for Moscow.'
    await addEvidence(news.checker, { claimId, type: 'note', text, relation: 'supports' })
    expect((await refusal(remove(news.checker, claimId))).code).toBe('forbidden')
    expect(await holdOf(news.editor, claimId)).toEqual(['conflict', 'quote'])
  })

  it('[CL-6n] a claim whose words are gone is removed, whatever was found about them', async () => {
    const { articleId, claimId } = await tagged()
    await verify(news.checker, claimId, 'incorrect')
    await deleteParagraph(news.reporter, articleId, 'has sold 20 drones')
    await remove(news.editor, claimId)
  })

  it('[CL-6t] is listed with who took it out and why, or what it became part of, the last first', async () => {
    const { articleId, claimId } = await tagged()
    const beside = await tag(news.checker, articleId, 'Ukrainian soldiers')
    const slip = await tag(news.checker, articleId, 'Turkey')
    await mergeClaims(news.checker, { claimId, otherId: beside })
    await remove(news.checker, slip)
    const list = async (ctx: ServiceContext, page: { limit: number; cursor?: string } = { limit: 100 }) => await listRemovedClaims(ctx, { articleId, ...page })
    const { items } = await list(news.reporter)
    expect(items).toMatchObject([
      { id: slip, number: 3, wording: 'Turkey', removedBy: news.checker.actor.name, reason: 'No claim.', mergedInto: null },
      { id: beside, number: 2, removedBy: news.checker.actor.name, reason: null, mergedInto: { id: claimId, number: 1 } },
    ])
    const first = await list(news.reporter, { limit: 1 })
    expect((await list(news.reporter, { limit: 1, cursor: first.nextCursor ?? '' })).items).toEqual(items.slice(1))
    expect((await refusal(list(news.stranger))).code).toBe('not-found')
  })

  it('[CL-6o] leaves what it had in the record and in its history, for those who may read the article', async () => {
    const { articleId, claimId } = await tagged()
    await verify(news.checker, claimId, 'incorrect')
    await waive(claimId)
    await deleteParagraph(news.reporter, articleId, 'has sold 20 drones')
    await remove(news.publisher, claimId)
    const row = (await listRecord(news.legal, articleId)).items.findLast(({ action }) => action === 'claim.removed')
    expect(JSON.parse(row?.data ?? '')).toMatchObject({
      number: 1,
      reason: 'No claim.',
      state: 'detached',
      kind: 'figure',
      waived: true,
      verdicts: [{ checkerId: news.checker.actor.userId, verdict: 'incorrect' }],
    })
    expect(await refusal(getClaim(news.reporter, claimId))).toMatchObject({
      code: 'removed',
      extra: { number: 1, removedBy: 'Pia Publisher', reason: 'No claim.' },
    })
    expect((await getClaimHistory(news.reporter, claimId)).wordings).toMatchObject([{ verdicts: [{ verdict: 'incorrect' }], waivers: [{ reason: 'Agreed.' }] }])
    for (const look of [getClaim, getClaimHistory]) expect((await refusal(look(news.stranger, claimId))).code).toBe('not-found')
  })

  it('[RE-4f] makes every sign-off out of date, also where the claim came after them', async () => {
    const { articleId, claimId } = await tagged()
    await verify(news.checker, claimId)
    await signOff(news.checker, articleId, 'fact_check')
    await signOff(news.publisher, articleId, 'final')
    expect(await openAtGate(articleId)).toEqual([])
    const late = await tag(news.checker, articleId, 'a NATO member')
    await waive(late)
    await remove(news.editor, late)
    expect(await openAtGate(articleId)).toEqual(['fact_check', 'final'])
    await signOff(news.checker, articleId, 'fact_check')
    await signOff(news.publisher, articleId, 'final')
    expect(await openAtGate(articleId)).toEqual([])
    const slip = await tag(news.checker, articleId, 'a NATO member')
    await remove(news.checker, slip)
    expect(await openAtGate(articleId)).toEqual(['fact_check', 'final'])
  })
})

describe('taking words out of a claim', () => {
  it('[CL-5e] that somebody else has decided about is for who may waive, by whatever way', async () => {
    const { articleId, claimId } = await tagged(news.checker, 'has sold 20 drones to Ukrainian soldiers')
    await verify(news.checker2, claimId, 'incorrect')
    const around = await tag(news.checker, articleId, 'Turkey, a NATO member, has sold 20 drones to Ukrainian soldiers')
    const ways = [
      () => moveEdges(news.checker, { claimId, quote: 'has sold' }),
      () => splitClaim(news.checker, { claimId, quote: 'to Ukrainian soldiers' }),
      () => mergeClaims(news.checker, { claimId: around, otherId: claimId }),
    ]
    for (const way of ways) expect((await refusal(way())).code).toBe('forbidden')
    expect(await refusal(mergeClaims(news.editor, { claimId: around, otherId: claimId }))).toMatchObject({
      code: 'conflict',
      extra: { hold: 'incorrect' },
    })
    await verify(news.checker2, claimId)
    await moveEdges(news.editor, { claimId, quote: 'sold 20 drones to Ukrainian soldiers' })
  })

  const narrowed = (claimId: string) => [
    () => moveEdges(news.editor, { claimId, quote: 'has sold' }),
    () => moveEdges(news.checker2, { claimId, quote: 'to Ukrainian soldiers' }),
    () => splitClaim(news.editor, { claimId, quote: 'to Ukrainian soldiers' }),
  ]

  it.each(['incorrect', 'unverifiable', 'needs_wording'] as const)('[CL-5f] takes nothing off that was found %s, whoever does it', async (verdict) => {
    const { claimId } = await tagged(news.checker, 'has sold 20 drones to Ukrainian soldiers')
    await verify(news.checker2, claimId, verdict)
    for (const act of narrowed(claimId)) expect(await holdOf(news.editor, claimId, act)).toEqual(['conflict', verdict])
    expect(await getClaim(news.editor, claimId)).toMatchObject({
      state: verdict,
      wording: 'has sold 20 drones to Ukrainian soldiers',
      abilities: { narrowBlocked: verdict },
    })
  })

  it('[CL-5f] nor what is disputed, waits for a second check, is asked about, or flagged for legal', async () => {
    const { claimId } = await tagged(news.checker, 'has sold 20 drones to Ukrainian soldiers')
    const narrow = () => moveEdges(news.editor, { claimId, quote: 'has sold' })
    await updateClaim(news.editor, { claimId, legalFlag: true })
    expect(await holdOf(news.editor, claimId, narrow)).toEqual(['conflict', 'legal'])
    const { queryId } = await askAuthor(news.checker, { claimId, question: 'Since when?' })
    for (const act of narrowed(claimId)) expect(await holdOf(news.editor, claimId, act)).toEqual(['conflict', 'question'])
    await closeQuery(news.checker, { queryId })
    await updateClaim(news.editor, { claimId, secondCheck: true })
    await verify(news.checker2, claimId)
    expect(await holdOf(news.editor, claimId, narrow)).toEqual(['conflict', 'awaiting_second'])
    await verify(news.checker, claimId, 'incorrect')
    for (const act of [narrow, () => splitClaim(news.editor, { claimId, quote: 'to Ukrainian soldiers' })])
      expect(await holdOf(news.editor, claimId, act)).toEqual(['conflict', 'disputed'])
  })

  it('[CL-5f] nor words that changed since they were checked; what came to the claim since may go again', async () => {
    const { articleId, claimId } = await tagged(news.checker, 'has sold 20 drones to Ukrainian soldiers')
    const blocked = async (who: typeof news.editor) => (await getClaim(who, claimId)).abilities.narrowBlocked
    expect(await blocked(news.checker)).toBeNull()
    await verify(news.checker2, claimId)
    expect([await blocked(news.editor), await blocked(news.checker), await blocked(news.checker2)]).toEqual([null, 'decided', null])
    await edited(articleId, '20 drones', '90 drones')
    for (const act of narrowed(claimId)) expect(await holdOf(news.editor, claimId, act)).toEqual(['conflict', 'reopened'])
    await edited(articleId, '90 drones', '20 drones')
    await moveEdges(news.checker, { claimId, quote: 'a NATO member, has sold 20 drones to Ukrainian soldiers' })
    expect((await getClaim(news.editor, claimId)).state).toBe('reopened')
    await moveEdges(news.editor, { claimId, quote: 'has sold 20 drones to Ukrainian soldiers' })
    expect((await getClaim(news.editor, claimId)).state).toBe('verified')
  })
})

describe('a refusal', () => {
  it('[CL-6j] says why one check is not enough where the desk has every claim checked twice', async () => {
    const strict = await openNewsroom({ secondCheck: true })
    try {
      const claimId = await tag(strict.checker, await strict.newArticle(), 'has sold 20 drones')
      const refused = await refusal(updateClaim(strict.editor, { claimId, secondCheck: false }))
      expect(refused).toMatchObject({ code: 'conflict', detail: expect.stringMatching(/every claim checked twice/) })
    } finally {
      await strict.close()
    }
  })

  it('[RE-7d] of a correction or a withdrawal names the publisher', async () => {
    const { articleId } = await tagged()
    const input = { articleId, contentHash: await hashOf(news.editor, articleId), note: 'A word was wrong.' }
    for (const act of [correctArticle, withdrawArticle])
      expect(await refusal(act(news.editor, input))).toMatchObject({ code: 'forbidden', detail: expect.stringMatching(/publisher of the desk/) })
  })

  it('[CL-5e] [RE-2g] by a split is not for who wrote them, once somebody has checked them', async () => {
    const content = 'Turkey, a NATO member, has sold 20 drones to Ukrainian soldiers.'
    const articleId = await makeArticle(news.db, { author: news.editor.actor, deskId: news.deskId, content })
    const claimId = await tag(news.editor, articleId, 'has sold 20 drones to Ukrainian soldiers')
    await splitClaim(news.editor, { claimId, quote: 'to Ukrainian soldiers' })
    await verify(news.checker, claimId, 'incorrect')
    expect((await refusal(splitClaim(news.editor, { claimId, quote: '20 drones' }))).code).toBe('four-eyes')
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'incorrect', wording: 'has sold 20 drones' })
  })

  it('[CL-5e] [CL-8f] by a split is not possible while a quote blocks, whose source would stay behind', async () => {
    const articleId = await news.newArticle('“We will ship the grain before the end of autumn,” the minister said.')
    const claimId = await tag(news.checker, articleId, '“We will ship the grain before the end of autumn,” the minister said')
    const text = 'He said: “We will ship the grain before the end of winter.”'
    await addEvidence(news.checker, { claimId, type: 'note', relation: 'supports', text })
    for (const ctx of [news.checker, news.editor, news.publisher]) {
      const quote = '“We will ship the grain before the end of autumn,”'
      expect(await refusal(splitClaim(ctx, { claimId, quote }))).toMatchObject({
        code: 'conflict',
        detail: expect.stringContaining('holds a quote that publication waits for'),
      })
    }
    expect((await getReview(news.publisher, articleId)).gate.blockers.map(({ code }) => code)).toContain('quote-altered')
  })
})
