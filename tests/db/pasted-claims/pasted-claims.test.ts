import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { getGate } from '#lib/queries/review/get-gate.ts'
import { listPastedClaims } from '#lib/queries/pasted-claims/list-pasted-claims.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { withdrawEvidence } from '#lib/services/evidence/withdraw-evidence.ts'
import { confirmPastedClaim } from '#lib/services/pasted-claims/confirm-pasted-claim.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { dismissPastedClaim } from '#lib/services/pasted-claims/dismiss-pasted-claim.ts'
import { offerPastedClaims } from '#lib/services/pasted-claims/offer-pasted-claims.ts'
import { contextOf, makeActor, makeArticle, makeDesk } from '#tests/support/factories.ts'
import { acts, openNewsroom, refusal, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const QUOTE = 'has sold 20 drones'

/** A verified claim in one article, and its words pasted into another of the editor's. */
async function pasted(quote = QUOTE) {
  const sourceArticleId = await news.newArticle()
  const sourceClaimId = await tag(news.editor, sourceArticleId, QUOTE)
  await verify(news.checker, sourceClaimId)
  const content = `Earlier, a minister said: Turkey ${QUOTE} to them.\n\nNobody else has.`
  const articleId = await makeArticle(news.db, { author: news.editor.actor, deskId: news.deskId, content })
  await offerPastedClaims(news.editor, { articleId, items: [{ sourceClaimId, quote }] })
  return { sourceArticleId, sourceClaimId, articleId }
}

async function offers(ctx: ServiceContext, articleId: string): Promise<string[]> {
  return (await listPastedClaims(ctx, articleId)).items.map(({ quote }) => quote)
}

async function onlyOffer(articleId: string): Promise<string> {
  const [offer] = (await listPastedClaims(news.editor, articleId)).items
  if (!offer) throw new Error('nothing is offered')
  return offer.id
}

describe('words pasted from a claim of another article', () => {
  it('[CL-4e] are offered with the claim, its state, verdicts and evidence, and tag nothing by themselves', async () => {
    const { articleId, sourceArticleId, sourceClaimId } = await pasted()
    await addEvidence(news.checker, { claimId: sourceClaimId, type: 'note', text: 'Seen.', relation: 'supports' })
    await addEvidence(news.checker, { claimId: sourceClaimId, type: 'note', text: 'Heard.', relation: 'supports', confidential: true })
    const source = {
      claimId: sourceClaimId,
      number: 1,
      article: { id: sourceArticleId },
      wording: QUOTE,
      state: 'verified',
      verdicts: [{ verdict: 'verified', checker: { name: 'Cleo Checker' } }],
    }
    expect((await listPastedClaims(news.reporter, articleId)).items).toMatchObject([
      { quote: QUOTE, by: { name: 'Ed Editor' }, source: { ...source, evidence: 1 } },
    ])
    expect((await listPastedClaims(news.checker, articleId)).items).toMatchObject([{ source: { evidence: 2 } }])
    expect(await news.db.claim.count({ where: { articleId } })).toBe(0)
    expect(await acts(news.db, articleId)).toEqual(['article.created', 'claim.copy_pasted'])
  })

  it('[CL-4f] become a claim by a click, to be checked like any other, that names where it comes from', async () => {
    const { articleId, sourceClaimId } = await pasted()
    await news.db.claim.update({ where: { id: sourceClaimId }, data: { kind: 'quote', priority: 'high' } })
    const pastedId = await onlyOffer(articleId)
    const { claimId } = await confirmPastedClaim(news.reporter, { pastedId })
    expect(await getClaim(news.checker, claimId)).toMatchObject({
      wording: QUOTE,
      kind: 'quote',
      priority: 'high',
      state: 'open',
      blocking: true,
      verdicts: [],
      evidence: [],
      pastedFrom: { claimId: sourceClaimId, state: 'verified' },
    })
    expect(await offers(news.editor, articleId)).toEqual([])
    expect((await acts(news.db, articleId)).at(-1)).toBe('claim.inherited')
    for (const act of [confirmPastedClaim, dismissPastedClaim]) expect((await refusal(act(news.editor, { pastedId }))).code).toBe('conflict')
  })

  it('[CL-4f] are dismissed by a click, which is recorded', async () => {
    const { articleId } = await pasted()
    await dismissPastedClaim(news.legal, { pastedId: await onlyOffer(articleId) })
    expect([await offers(news.editor, articleId), (await acts(news.db, articleId)).at(-1)]).toEqual([[], 'claim.copy_dismissed'])
  })

  it('[CL-4g] [RE-2] whoever wrote them there has a part in them here', async () => {
    const both = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['reporter', 'checker'], name: 'Bo Both' }))
    const sourceArticleId = await makeArticle(news.db, { author: both.actor, deskId: news.deskId, content: `Turkey ${QUOTE}.` })
    const sourceClaimId = await tag(news.editor, sourceArticleId, QUOTE)
    const articleId = await makeArticle(news.db, { author: news.editor.actor, deskId: news.deskId, content: `Turkey ${QUOTE} again.` })
    await offerPastedClaims(news.editor, { articleId, items: [{ sourceClaimId, quote: QUOTE }] })
    const { claimId } = await confirmPastedClaim(news.editor, { pastedId: await onlyOffer(articleId) })
    expect((await refusal(verify(both, claimId))).code).toBe('four-eyes')
    await verify(news.checker, claimId)
  })

  it('[CL-4e] are shown and taken only where the article of the claim may be read, and are told to nobody else', async () => {
    const otherDesk = await makeDesk(news.db, { name: 'Investigations' })
    const author = await makeActor(news.db, { deskId: otherDesk, roles: ['editor'], name: 'Ina' })
    const elsewhere = await makeArticle(news.db, { author, deskId: otherDesk, title: 'Secret plan', content: `Turkey ${QUOTE}.` })
    const sourceClaimId = await tag(contextOf(news.db, author), elsewhere, QUOTE)
    const articleId = await makeArticle(news.db, { author: news.editor.actor, deskId: news.deskId, content: `Turkey ${QUOTE} again.` })
    await offerPastedClaims(news.editor, { articleId, items: [{ sourceClaimId, quote: QUOTE }] })
    expect(await news.db.pastedClaim.count({ where: { articleId } })).toBe(0)
    const onBoth = contextOf(news.db, { ...news.editor.actor, roles: { ...news.editor.actor.roles, [otherDesk]: ['reporter'] } })
    await offerPastedClaims(onBoth, { articleId, items: [{ sourceClaimId, quote: QUOTE }] })
    expect([(await offers(onBoth, articleId)).length, await offers(news.reporter, articleId)]).toEqual([1, []])
    const { id: pastedId } = await news.db.pastedClaim.findFirstOrThrow({ where: { articleId } })
    for (const act of [confirmPastedClaim, dismissPastedClaim]) expect((await refusal(act(news.reporter, { pastedId }))).code).toBe('not-found')
    const { claimId } = await confirmPastedClaim(onBoth, { pastedId })
    expect([(await getClaim(onBoth, claimId)).pastedFrom?.article.title, (await getClaim(news.reporter, claimId)).pastedFrom]).toEqual(['Secret plan', null])
    const rows = await news.db.auditEvent.findMany({ where: { chain: articleId }, select: { data: true } })
    expect(JSON.stringify(rows)).not.toContain('Secret plan')
  })

  it('[CL-4e] to strangers there is nothing, and what is no copy of a claim is not offered', async () => {
    const { articleId, sourceClaimId } = await pasted('Nobody else has')
    expect(await news.db.pastedClaim.count({ where: { articleId } })).toBe(0)
    await offerPastedClaims(news.editor, { articleId, items: [{ sourceClaimId, quote: QUOTE }] })
    const pastedId = await onlyOffer(articleId)
    for (const act of [
      () => listPastedClaims(news.stranger, articleId),
      () => offerPastedClaims(news.stranger, { articleId, items: [{ sourceClaimId, quote: QUOTE }] }),
      () => confirmPastedClaim(news.stranger, { pastedId }),
      () => dismissPastedClaim(news.stranger, { pastedId }),
    ])
      expect((await refusal(act())).code).toBe('not-found')
  })

  it('[CL-4h] are offered while they stand without a claim, once however often they are told, and gone with the claim', async () => {
    const { articleId, sourceClaimId } = await pasted()
    await offerPastedClaims(news.editor, { articleId, items: [{ sourceClaimId, quote: QUOTE }] })
    expect(await offers(news.editor, articleId)).toEqual([QUOTE])
    await type(news.editor, articleId, ['20 drones', '30 drones'])
    expect(await offers(news.editor, articleId)).toEqual([])
    await type(news.editor, articleId, ['30 drones', '20 drones'])
    const pastedId = await onlyOffer(articleId)
    await tag(news.reporter, articleId, QUOTE)
    expect(await offers(news.editor, articleId)).toEqual([])
    expect((await refusal(confirmPastedClaim(news.editor, { pastedId }))).code).toBe('quote-not-found')
    const next = await pasted()
    await removeClaim(news.editor, { claimId: next.sourceClaimId, reason: 'No claim.' })
    expect(await offers(news.editor, next.articleId)).toEqual([])
  })
})

describe('words pasted from a claim of the same article', () => {
  it('[CL-4e] are offered where they stand a second time, and only there', async () => {
    const articleId = await news.newArticle(`Turkey ${QUOTE} to them.\n\nAnd once more: Turkey ${QUOTE} to them.`)
    const sourceClaimId = await tag(news.editor, articleId, `Turkey ${QUOTE} to them.\n\nAnd`)
    await offerPastedClaims(news.editor, { articleId, items: [{ sourceClaimId, quote: `Turkey ${QUOTE} to them` }] })
    const { claimId } = await confirmPastedClaim(news.editor, { pastedId: await onlyOffer(articleId) })
    expect((await getClaim(news.editor, claimId)).number).toBe(2)
    await offerPastedClaims(news.editor, { articleId, items: [{ sourceClaimId, quote: QUOTE, prefix: 'And once more: Turkey ' }] })
    const second = await confirmPastedClaim(news.editor, { pastedId: await onlyOffer(articleId) })
    expect((await getClaim(news.editor, second.claimId)).prefix.endsWith('And once more: Turkey ')).toBe(true)
  })
  it('[CL-4h] never mean words that stood before: with the pasted ones their offer goes, and no claim comes of it', async () => {
    const copied = `Turkey ${QUOTE} to them`
    const articleId = await news.newArticle(`Earlier, ${copied} and others. So it was.`)
    await tag(news.editor, articleId, copied)
    const overlapping = await tag(news.editor, articleId, `${QUOTE} to them and others`)
    await type(news.editor, articleId, ['So it was.', `So it was. Again ${copied}.`])
    // Of the overlapping claim just a part was copied.
    await offerPastedClaims(news.editor, {
      articleId,
      items: [{ sourceClaimId: overlapping, quote: `${QUOTE} to them`, prefix: ' Again Turkey ', suffix: '.' }],
    })
    const pastedId = await onlyOffer(articleId)
    await type(news.editor, articleId, [` Again ${copied}.`, ''])
    expect(await offers(news.editor, articleId)).toEqual([])
    expect((await refusal(confirmPastedClaim(news.editor, { pastedId }))).code).toBe('quote-not-found')
    await type(news.editor, articleId, ['So it was.', `So it was. Again ${copied}.`])
    const { claimId } = await confirmPastedClaim(news.editor, { pastedId: await onlyOffer(articleId) })
    expect((await getClaim(news.editor, claimId)).prefix.endsWith(' Again Turkey ')).toBe(true)
  })
})

describe('words pasted from a claim that is not cleared', () => {
  type Finding = Parameters<typeof verify>[2]

  /** The publisher, who wrote none of it, and how the gate sees the article. */
  const blockers = async (articleId: string) => (await getGate(news.publisher, articleId)).blockers.filter(({ code }) => code === 'pasted-uncleared')
  const isHeld = async (articleId: string) => (await blockers(articleId)).length > 0

  async function found(verdict: Finding, quote = QUOTE) {
    const { articleId, sourceClaimId, ...rest } = await pasted(quote)
    await verify(news.checker, sourceClaimId, verdict)
    return { articleId, sourceClaimId, pastedId: await onlyOffer(articleId), ...rest }
  }

  it.each(['incorrect', 'unverifiable', 'needs_wording'] as const)(
    '[CL-4j] hold back publication while it is found %s there, with a link to the offer',
    async (verdict) => {
      const { articleId, sourceClaimId, pastedId } = await found(verdict)
      expect(await blockers(articleId)).toEqual([
        {
          code: 'pasted-uncleared',
          message: expect.stringMatching(/^“has sold 20 drones” was pasted from a claim that was not cleared/),
          href: `/articles/${articleId}?pasted=${pastedId}`,
        },
      ])
      await verify(news.checker, sourceClaimId)
      expect(await isHeld(articleId)).toBe(false)
    },
  )

  it('[CL-4j] do not while it is open or verified there, and do while it is disputed, to be confirmed or with legal', async () => {
    const { articleId, sourceClaimId } = await pasted()
    expect(await isHeld(articleId)).toBe(false)
    const { evidenceId } = await addEvidence(news.checker, { claimId: sourceClaimId, type: 'note', text: 'It was 30.', relation: 'contradicts' })
    expect(await isHeld(articleId)).toBe(true)
    await withdrawEvidence(news.checker, { evidenceId, reason: 'A slip.' })
    expect(await isHeld(articleId)).toBe(false)
    await verify(news.checker2, sourceClaimId, 'incorrect')
    expect(await isHeld(articleId)).toBe(true)
    await verify(news.checker2, sourceClaimId)
    await news.db.claim.update({ where: { id: sourceClaimId }, data: { legalFlag: true } })
    expect(await isHeld(articleId)).toBe(true)
  })

  it('[CL-4j] [CL-6h] of a claim that waits for its second check hold back whatever the first came to', async () => {
    for (const verdict of ['verified', 'incorrect'] as const) {
      const { articleId, sourceClaimId } = await pasted()
      await news.db.claim.update({ where: { id: sourceClaimId }, data: { secondCheck: true } })
      await verify(news.checker, sourceClaimId, verdict)
      expect(await isHeld(articleId)).toBe(true)
    }
  })

  it('[CL-4j] hold back by what was found on those very words, also once the claim says others or was removed', async () => {
    const { articleId, sourceArticleId, sourceClaimId } = await found('incorrect')
    await type(news.reporter, sourceArticleId, ['20 drones', '30 drones'])
    await verify(news.checker, sourceClaimId)
    expect(await isHeld(articleId)).toBe(true)
    await type(news.reporter, sourceArticleId, [`has sold 30 drones`, ''])
    await removeClaim(news.editor, { claimId: sourceClaimId, reason: 'Cut.' })
    expect([await isHeld(articleId), (await listPastedClaims(news.editor, articleId)).items[0]?.source]).toEqual([true, null])
  })

  it('[CL-4j] are let pass by whoever waives and wrote none of it, with a reason that is in the record', async () => {
    const { articleId, pastedId } = await found('incorrect')
    expect((await refusal(dismissPastedClaim(news.reporter, { pastedId, reason: 'Fine.' }))).code).toBe('forbidden')
    expect((await refusal(dismissPastedClaim(news.editor, { pastedId, reason: 'Fine.' }))).code).toBe('four-eyes')
    expect(await refusal(dismissPastedClaim(news.publisher, { pastedId }))).toMatchObject({ code: 'invalid-input', errors: [{ field: 'reason' }] })
    // Whoever lets them pass does so wherever they were pasted.
    const alsoPasted = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['publisher'], name: 'Paul Publisher' }))
    const { sourceClaimId } = await news.db.pastedClaim.findUniqueOrThrow({ where: { id: pastedId } })
    await offerPastedClaims(alsoPasted, { articleId, items: [{ sourceClaimId, quote: QUOTE, prefix: 'Again: ' }] })
    expect((await refusal(dismissPastedClaim(alsoPasted, { pastedId, reason: 'Fine.' }))).code).toBe('four-eyes')
    await dismissPastedClaim(news.publisher, { pastedId, reason: 'Told as what he said.' })
    expect([await isHeld(articleId), await offers(news.editor, articleId)]).toEqual([false, []])
    const { data } = await news.db.auditEvent.findFirstOrThrow({ where: { chain: articleId, action: 'claim.copy_dismissed' } })
    expect(JSON.parse(data)).toMatchObject({ quote: QUOTE, reason: 'Told as what he said.' })
  })

  it('[CL-4j] stand on the review page while they were let pass, with why and where they come from, until they are tagged', async () => {
    const { articleId, sourceClaimId, pastedId } = await found('incorrect')
    await dismissPastedClaim(news.publisher, { pastedId, reason: 'Told as what he said.' })
    const passed = async () => (await getReview(news.checker, articleId)).passedWords
    expect(await passed()).toMatchObject([
      { quote: QUOTE, reason: 'Told as what he said.', by: { name: 'Pia Publisher' }, source: { claimId: sourceClaimId, state: 'incorrect' } },
    ])
    await tag(news.reporter, articleId, QUOTE)
    expect(await passed()).toEqual([])
  })

  it('[CL-4j] no dismissal from before the finding lets them pass', async () => {
    const { articleId, sourceClaimId } = await pasted()
    await dismissPastedClaim(news.editor, { pastedId: await onlyOffer(articleId) })
    expect(await offers(news.editor, articleId)).toEqual([])
    await verify(news.checker, sourceClaimId, 'unverifiable')
    await dismissPastedClaim(news.publisher, { pastedId: await onlyOffer(articleId), reason: 'So he says.' })
    expect(await isHeld(articleId)).toBe(false)
    await verify(news.checker, sourceClaimId, 'incorrect')
    expect([await isHeld(articleId), await offers(news.editor, articleId)]).toEqual([true, [QUOTE]])
  })

  it('[CL-4j] no reason that nobody was asked for lets them pass once they hold back', async () => {
    const { articleId, sourceClaimId } = await pasted()
    await dismissPastedClaim(news.reporter, { pastedId: await onlyOffer(articleId), reason: 'Fine.' })
    await addEvidence(news.checker, { claimId: sourceClaimId, type: 'note', text: 'It was 30.', relation: 'contradicts' })
    expect(await isHeld(articleId)).toBe(true)
  })

  it('[CL-4j] are not cleared by a claim on other words that hold these letters', async () => {
    const sourceArticleId = await news.newArticle('In all 9 died in the fire.')
    const sourceClaimId = await tag(news.editor, sourceArticleId, '9 died in the fire')
    await verify(news.checker, sourceClaimId, 'incorrect')
    const content = 'First it was said that 9 died in the fire. Later, that 19 died in the fire.'
    const articleId = await makeArticle(news.db, { author: news.editor.actor, deskId: news.deskId, content })
    await offerPastedClaims(news.editor, { articleId, items: [{ sourceClaimId, quote: '9 died in the fire' }] })
    await verify(news.checker, await tag(news.editor, articleId, '19 died in the fire'))
    expect(await isHeld(articleId)).toBe(true)
    await verify(news.checker, await tag(news.editor, articleId, 'that 9 died in the fire'))
    expect(await isHeld(articleId)).toBe(false)
  })

  it('[CL-4j] hold back too where a word of them was cut in copying', async () => {
    const { articleId } = await found('incorrect', 'sold 20 dron')
    expect(await isHeld(articleId)).toBe(true)
  })

  it('[CL-4j] are a claim like any other once they are tagged, and hold back again when that claim is gone', async () => {
    const { articleId, pastedId } = await found('incorrect')
    const { claimId } = await confirmPastedClaim(news.editor, { pastedId })
    expect([await isHeld(articleId), await offers(news.editor, articleId)]).toEqual([false, []])
    await removeClaim(news.publisher, { claimId, reason: 'A slip.' })
    expect([await isHeld(articleId), await offers(news.editor, articleId)]).toEqual([true, [QUOTE]])
    const tagged = await tag(news.reporter, articleId, QUOTE)
    expect(await isHeld(articleId)).toBe(false)
    await verify(news.checker, tagged)
    await type(news.editor, articleId, ['Nobody else has.', `Nobody else ${QUOTE}.`])
    expect(await isHeld(articleId)).toBe(false)
  })

  it('[CL-4j] say nothing of their source to who may not read it, who can tag them but not let them pass', async () => {
    const otherDesk = await makeDesk(news.db, { name: 'Bureau' })
    const author = contextOf(news.db, await makeActor(news.db, { deskId: otherDesk, roles: ['editor'], name: 'Ivo' }))
    const checker = contextOf(news.db, await makeActor(news.db, { deskId: otherDesk, roles: ['checker'], name: 'Cyd' }))
    const elsewhere = await makeArticle(news.db, { author: author.actor, deskId: otherDesk, title: 'Bureau plan', content: `Turkey ${QUOTE}.` })
    const sourceClaimId = await tag(author, elsewhere, QUOTE)
    await verify(checker, sourceClaimId, 'incorrect')
    const articleId = await makeArticle(news.db, { author: news.editor.actor, deskId: news.deskId, content: `Turkey ${QUOTE} again.` })
    const onBoth = contextOf(news.db, { ...news.editor.actor, roles: { ...news.editor.actor.roles, [otherDesk]: ['reporter'] } })
    await news.db.claim.update({ where: { id: sourceClaimId }, data: { kind: 'legal', priority: 'high' } })
    await offerPastedClaims(onBoth, { articleId, items: [{ sourceClaimId, quote: QUOTE }] })
    const listed = await listPastedClaims(news.publisher, articleId)
    expect(listed.items).toMatchObject([{ quote: QUOTE, source: null, blocks: true }])
    expect(JSON.stringify([listed, await blockers(articleId)])).not.toMatch(/Bureau|incorrect/)
    const pastedId = listed.items[0]?.id ?? ''
    expect((await refusal(dismissPastedClaim(news.publisher, { pastedId, reason: 'Fine.' }))).code).toBe('forbidden')
    const { claimId } = await confirmPastedClaim(news.reporter, { pastedId })
    expect(await isHeld(articleId)).toBe(false)
    expect(await getClaim(news.reporter, claimId)).toMatchObject({ pastedFrom: null, kind: 'other', priority: 'normal', legalFlag: false })
  })
})
