import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { loadDocument } from '#lib/collab/log.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { stripClaimMark } from '#lib/editor/claim-marks.ts'
import { FRAGMENT } from '#lib/editor/schema.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listClaims } from '#lib/queries/claims/list-claims.ts'
import { getGate } from '#lib/queries/review/get-gate.ts'
import { reattachClaim } from '#lib/services/claims/reattach-claim.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { tagClaim } from '#lib/services/claims/tag-claim.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import { acts, change, deleteParagraph, hashOf, openNewsroom, refusal, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const QUOTE = 'second since Russian forces invaded Ukraine'

async function anchorsIn(articleId: string): Promise<Map<string, string>> {
  const loaded = await loadDocument(prismaSql(news.db), articleId)
  if (!loaded) throw new Error('no document')
  return new Map([...claimAnchors(loaded.doc)].map(([id, { wording }]) => [id, wording]))
}

async function loseParagraph(articleId: string, words: string): Promise<void> {
  await deleteParagraph(news.reporter, articleId, words)
  await reconcileClaims(news.reporter, articleId)
}

describe('tagging', () => {
  it('[CL-2] is done by the server, so that a checker who may not edit tags as well', async () => {
    const articleId = await news.newArticle()
    const { claimId } = await tagClaim(news.checker, { articleId, quote: QUOTE, kind: 'figure', note: 'Is it?', priority: 'high' })
    expect(await getClaim(news.reporter, claimId)).toMatchObject({
      number: 1,
      kind: 'figure',
      priority: 'high',
      state: 'open',
      blocking: true,
      note: 'Is it?',
      taggedWording: QUOTE,
      wording: QUOTE,
      prefix: 'in deal nears\n\nThe trip was his ',
      suffix: ' earlier this year.\nTurkey, a NA',
      createdBy: { name: 'Cleo Checker' },
    })
    expect(await anchorsIn(articleId)).toEqual(new Map([[claimId, QUOTE]]))
    expect(await acts(news.db, articleId)).toEqual(['article.created', 'claim.tagged'])
  })

  it('[DO-3] does not change the hash of the copy', async () => {
    const articleId = await news.newArticle()
    const before = await hashOf(news.editor, articleId)
    await tag(news.editor, articleId, QUOTE)
    expect(await hashOf(news.editor, articleId)).toBe(before)
  })

  it('[CL-2a] claims overlap, and are numbered in the order of tagging', async () => {
    const articleId = await news.newArticle()
    const ids = [
      await tag(news.editor, articleId, QUOTE),
      await tag(news.checker, articleId, 'Russian forces'),
      await tag(news.reporter, articleId, 'invaded Ukraine earlier'),
    ]
    expect((await listClaims(news.editor, articleId)).map(({ id, number, wording }) => [id, number, wording])).toEqual([
      [ids[0], 1, QUOTE],
      [ids[1], 2, 'Russian forces'],
      [ids[2], 3, 'invaded Ukraine earlier'],
    ])
  })

  it('[CL-2b] refuses words that are not there, or stand in several places', async () => {
    const articleId = await news.newArticle('A cat. A cat. A dog.')
    expect(await refusal(tagClaim(news.editor, { articleId, quote: 'a horse', kind: 'other' }))).toMatchObject({ code: 'quote-not-found' })
    expect(await refusal(tagClaim(news.editor, { articleId, quote: 'A cat', kind: 'other' }))).toMatchObject({ code: 'quote-ambiguous', extra: { count: 2 } })
    const { claimId } = await tagClaim(news.editor, { articleId, quote: 'A cat', occurrence: 2, kind: 'other' })
    expect((await getClaim(news.editor, claimId)).prefix.endsWith('A cat. ')).toBe(true)
    expect(await acts(news.db, articleId)).toEqual(['article.created', 'claim.tagged'])
  })

  it('[CL-2c] while others type and tag at the same moment loses nothing of anybody', async () => {
    const articleId = await news.newArticle()
    const quotes = [QUOTE, 'Turkey, a NATO member', 'resolved to work together', 'earlier this year']
    const typed = [
      ['The trip', 'The journey'],
      ['its minister', 'its foreign minister'],
      ['nations', 'states'],
    ] as const
    const alsoTyped = [
      ['soldiers', 'troops'],
      ['programme', 'plan'],
    ] as const
    const [ids] = await Promise.all([
      Promise.all(quotes.map((quote) => tag(news.checker, articleId, quote))),
      ...typed.map((words) => type(news.reporter, articleId, words)),
      ...alsoTyped.map((words) => type(news.editor, articleId, words)),
    ])
    await reconcileClaims(news.reporter, articleId)
    const claims = await listClaims(news.editor, articleId)
    expect(claims.map(({ number }) => number)).toEqual([1, 2, 3, 4])
    expect(new Set(claims.map(({ id }) => id))).toEqual(new Set(ids))
    expect(await anchorsIn(articleId)).toEqual(new Map(claims.map(({ id, wording }) => [id, wording])))
    const updates = await news.db.documentUpdate.findMany({ where: { articleId }, orderBy: { seq: 'asc' }, select: { seq: true } })
    expect(updates.map(({ seq }) => Number(seq))).toEqual(updates.map((_, index) => index + 1))
  })

  it('[RE-1b] a stranger is told that the article does not exist', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, QUOTE)
    const acts = [
      () => tag(news.stranger, articleId, QUOTE),
      () => getClaim(news.stranger, claimId),
      () => listClaims(news.stranger, articleId),
      () => removeClaim(news.stranger, { claimId, reason: 'x' }),
    ]
    for (const act of acts) expect(await refusal(act())).toMatchObject({ code: 'not-found' })
  })

  it('[CL-1c] whoever tagged a claim may change it, another reporter may not', async () => {
    const articleId = await news.newArticle()
    const own = await tag(news.reporter, articleId, QUOTE)
    const other = await tag(news.editor, articleId, 'Russian forces')
    await updateClaim(news.reporter, { claimId: own, kind: 'event', note: null })
    expect(await getClaim(news.reporter, own)).toMatchObject({ kind: 'event', abilities: { edit: true, remove: false } })
    expect(await refusal(updateClaim(news.reporter, { claimId: other, kind: 'event' }))).toMatchObject({ code: 'forbidden' })
    await updateClaim(news.checker, { claimId: own, secondCheck: true })
    expect(await refusal(updateClaim(news.reporter, { claimId: own, secondCheck: false }))).toMatchObject({ code: 'forbidden' })
  })
})

describe('a claim whose place is lost', () => {
  it('[CL-4] is detached and blocks, and comes back with its verdict when the deletion is undone', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, QUOTE)
    await verify(news.checker, claimId)
    await loseParagraph(articleId, QUOTE)
    expect(await getClaim(news.editor, claimId)).toMatchObject({
      state: 'detached',
      blocking: true,
      wording: QUOTE,
      abilities: { giveVerdict: false, waive: false, reattach: true },
    })
    expect((await getGate(news.editor, articleId)).blockers.map(({ code }) => code)).toContain('claim-detached')
    await change(news.reporter, articleId, (doc) => {
      const paragraph = new Y.XmlElement('paragraph')
      const text = new Y.XmlText()
      doc.getXmlFragment(FRAGMENT).insert(2, [paragraph])
      paragraph.insert(0, [text])
      text.insert(0, `The trip was his ${QUOTE} earlier this year.`)
    })
    await reconcileClaims(news.reporter, articleId)
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'verified', wording: QUOTE })
    expect(await anchorsIn(articleId)).toEqual(new Map([[claimId, QUOTE]]))
    expect((await acts(news.db, articleId)).slice(-2)).toEqual(['claim.detached', 'claim.reattached'])
  })

  it('[CL-4a] has its mark put back when only that was stripped', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, QUOTE)
    await change(news.reporter, articleId, (doc) => void stripClaimMark(doc, claimId))
    expect(await anchorsIn(articleId)).toEqual(new Map())
    await reconcileClaims(news.reporter, articleId)
    expect(await anchorsIn(articleId)).toEqual(new Map([[claimId, QUOTE]]))
    expect(await acts(news.db, articleId)).toEqual(['article.created', 'claim.tagged'])
  })

  it('[CL-4b] is put on a new place by a person, and then says what stands there', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, QUOTE)
    await verify(news.checker, claimId)
    await loseParagraph(articleId, QUOTE)
    expect(await refusal(reattachClaim(news.reporter, { claimId, quote: 'Turkey' }))).toMatchObject({ code: 'forbidden' })
    await reattachClaim(news.editor, { claimId, quote: 'a NATO member' })
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'reopened', wording: 'a NATO member', prefix: expect.stringMatching(/Turkey, $/) })
    expect(await refusal(reattachClaim(news.editor, { claimId, quote: 'Turkey' }))).toMatchObject({ code: 'conflict' })
  })

  it('[CL-6f] is taken out of the article only by a person, with a reason that stays in the record', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, QUOTE)
    await removeClaim(news.editor, { claimId, reason: 'Tagged twice.' })
    expect(await listClaims(news.editor, articleId)).toEqual([])
    expect(await anchorsIn(articleId)).toEqual(new Map())
    expect(await refusal(getClaim(news.editor, claimId))).toMatchObject({ code: 'removed' })
    expect(await acts(news.db, articleId)).toEqual(['article.created', 'claim.tagged', 'claim.removed'])
    const next = await tag(news.editor, articleId, QUOTE)
    expect(await getClaim(news.editor, next)).toMatchObject({ number: 2, state: 'open' })
  })

  it('[CL-6f] a removed claim’s mark that comes back by undo or paste is taken off again', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, QUOTE)
    await removeClaim(news.editor, { claimId, reason: 'Tagged twice.' })
    await change(news.reporter, articleId, (doc) => {
      const first = doc.getXmlFragment(FRAGMENT).get(2)
      const text = first instanceof Y.XmlElement ? first.get(0) : null
      if (text instanceof Y.XmlText) text.format(0, 8, { claim: { id: claimId } })
    })
    expect([...(await anchorsIn(articleId)).keys()]).toEqual([claimId])
    await reconcileClaims(news.reporter, articleId)
    expect(await anchorsIn(articleId)).toEqual(new Map())
  })
})

describe('the headline', () => {
  it('[WO-1c] as it stands is the article’s title in lists', async () => {
    const articleId = await news.newArticle()
    await type(news.reporter, articleId, ['Grain deal nears', 'Grain deal signed'])
    await reconcileClaims(news.reporter, articleId)
    expect(await news.db.article.findUnique({ where: { id: articleId }, select: { title: true } })).toEqual({ title: 'Grain deal signed' })
  })
})
