/** CL-6p to CL-6s: evidence that comes against a checked claim, and evidence that goes. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { getArticle } from '#lib/queries/articles/get-article.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import { listRecord } from '#lib/queries/record/list-record.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { waiveClaim } from '#lib/services/claims/waive-claim.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { captureAgain } from '#lib/services/evidence/capture-again.ts'
import { changeEvidence } from '#lib/services/evidence/change-evidence.ts'
import { withdrawEvidence } from '#lib/services/evidence/withdraw-evidence.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { stillHolds } from '#lib/services/verdicts/still-holds.ts'
import { hashOf, openNewsroom, refusal, signOff, tag, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom
beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

type Given = Partial<Parameters<typeof addEvidence>[1]>

const note = async (ctx: ServiceContext, claimId: string, given: Given = {}) =>
  (await addEvidence(ctx, { claimId, type: 'note', text: 'They counted eighteen.', relation: 'contradicts', ...given } as Parameters<typeof addEvidence>[1]))
    .evidenceId

async function checked() {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
  const onWhat = await note(news.editor, claimId, { relation: 'supports', text: 'They counted twenty.' })
  await verify(news.checker, claimId)
  return { articleId, claimId, onWhat }
}

const holds = async (ctx: ServiceContext, claimId: string) => stillHolds(ctx, { claimId, wordingHash: (await getClaim(ctx, claimId)).wordingHash })
const blockers = async (ctx: ServiceContext, articleId: string) => (await getReview(ctx, articleId)).gate.blockers.map(({ code }) => code)
const stateOf = async (claimId: string) => (await getClaim(news.editor, claimId)).state

it('[WB-13, CL-6p] a verdict names the evidence that it was given on, to whoever may read that', async () => {
  const { claimId, onWhat } = await checked()
  const confidential = await note(news.checker, claimId, { relation: 'supports', confidential: true, readers: [] })
  await verify(news.checker, claimId)
  await note(news.reporter, claimId)
  const named = async (ctx: ServiceContext) => (await getClaim(ctx, claimId)).verdicts.map(({ evidenceIds }) => evidenceIds)
  expect([await named(news.checker), await named(news.editor)]).toEqual([
    [[onWhat], [onWhat, confidential]],
    [[onWhat], [onWhat]],
  ])
})

it('[CL-6p] evidence against a claim after its verdict closes the gate of an approved article, and the sign-offs hold once it is confirmed', async () => {
  const { articleId, claimId } = await checked()
  await signOff(news.checker2, articleId, 'fact_check')
  await signOff(news.publisher, articleId, 'final')
  expect([(await getArticle(news.editor, articleId)).stage, await blockers(news.editor, articleId)]).toEqual(['approved', []])
  const evidenceId = await note(news.reporter, claimId)
  expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'to_confirm', blocking: true, toConfirm: 'against', abilities: { stillHolds: false } })
  const { gate } = await getReview(news.publisher, articleId)
  expect(gate.blockers).toEqual([
    {
      code: 'claim-to-confirm',
      message:
        'Claim 1 (“has sold 20 drones”) has evidence against it that came after its verdict: a checker looks at it and confirms the verdict, or gives another.',
      href: `/articles/${articleId}?claim=${claimId}`,
    },
  ])
  expect((await getArticle(news.editor, articleId)).stage).toBe('checking')
  const refused = await refusal(publishArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId) }))
  expect([refused.code, refused.extra?.['blockers']]).toEqual(['gate', gate.blockers])
  await holds(news.checker, claimId)
  expect([await stateOf(claimId), await blockers(news.editor, articleId), (await getArticle(news.editor, articleId)).stage]).toEqual([
    'verified',
    [],
    'approved',
  ])
  expect((await listRecord(news.legal, articleId)).items.map(({ action }) => action)).toContain('verdict.still_holds')
  // What was weighed once says nothing new when it is called something else and back.
  await changeEvidence(news.reporter, { evidenceId, relation: 'context' })
  await changeEvidence(news.reporter, { evidenceId, relation: 'contradicts' })
  expect(await stateOf(claimId)).toBe('verified')
})

it('[CL-6p] so does evidence that is called so afterwards; another checker’s verdict clears it, or its withdrawal', async () => {
  const { articleId, claimId, onWhat } = await checked()
  await changeEvidence(news.editor, { evidenceId: onWhat, relation: 'contradicts' })
  expect(await stateOf(claimId)).toBe('to_confirm')
  await verify(news.checker2, claimId)
  expect(await stateOf(claimId)).toBe('verified')
  const evidenceId = await note(news.legal, claimId)
  expect(await blockers(news.publisher, articleId)).toContain('claim-to-confirm')
  // Not to be withdrawn by those whose verdicts it speaks against.
  for (const ctx of [news.checker, news.checker2])
    expect((await refusal(withdrawEvidence(ctx, { evidenceId, reason: 'Another country.' }))).code).toBe('four-eyes')
  await withdrawEvidence(news.legal, { evidenceId, reason: 'Another country.' })
  expect(await stateOf(claimId)).toBe('verified')
  await note(news.legal, claimId)
  await verify(news.checker2, claimId, 'incorrect')
  expect(await stateOf(claimId)).toBe('disputed')
})

it('[CL-6r] who may not verify confirms nothing, and nothing is confirmed that does not ask for it', async () => {
  const { claimId } = await checked()
  expect((await refusal(holds(news.checker, claimId))).code).toBe('conflict')
  await note(news.editor, claimId)
  for (const ctx of [news.reporter, news.publisher, news.legal]) expect((await refusal(holds(ctx, claimId))).code).toBe('forbidden')
  expect((await refusal(holds(news.stranger, claimId))).code).toBe('not-found')
  expect((await refusal(holds(news.checker2, claimId))).code).toBe('conflict')
  expect(await stateOf(claimId)).toBe('to_confirm')
})

it('[CL-6s] who wrote part of the words does not take back what speaks against them, by withdrawing it or calling it something else', async () => {
  const { claimId } = await checked()
  const evidenceId = await note(news.reporter, claimId)
  expect((await refusal(withdrawEvidence(news.reporter, { evidenceId, reason: 'A slip.' }))).code).toBe('four-eyes')
  expect((await refusal(changeEvidence(news.reporter, { evidenceId, relation: 'context' }))).code).toBe('four-eyes')
  expect(await stateOf(claimId)).toBe('to_confirm')
  await withdrawEvidence(news.checker2, { evidenceId, reason: 'It is about cars.' })
  expect(await stateOf(claimId)).toBe('verified')
})

it('[CL-6p] confidential evidence counts, says to nobody else what it is, and is confirmed by a checker who reads it', async () => {
  const { articleId, claimId } = await checked()
  const before = (await listRecord(news.editor, articleId)).items.length
  const evidenceId = await note(news.legal, claimId, { confidential: true, readers: [news.checker2.actor.userId] })
  const rows = (await listRecord(news.editor, articleId)).items.slice(before)
  expect(rows.filter(({ action }) => action !== 'withheld')).toEqual([])
  for (const ctx of [news.editor, news.checker, news.legal])
    expect((await getReview(ctx, articleId)).gate.blockers.map(({ message }) => message)).toContain(neutral)
  const [editors, first, reads] = [await getClaim(news.editor, claimId), await getClaim(news.checker, claimId), await getClaim(news.checker2, claimId)]
  expect([editors.toConfirm, first.toConfirm, first.abilities.stillHolds, reads.toConfirm]).toEqual(['unseen', 'unseen', false, 'against'])
  for (const seen of [editors, first]) expect(JSON.stringify(seen)).not.toContain(evidenceId)
  // Whoever cannot read it confirms it neither with a click nor with a verdict.
  const refused = await refusal(holds(news.checker, claimId))
  expect(refused.code).toBe('conflict')
  await verify(news.checker, claimId)
  expect(await stateOf(claimId)).toBe('to_confirm')
  await verify(news.checker2, claimId)
  expect(await stateOf(claimId)).toBe('verified')
})

it('[CL-6q] a verdict whose evidence is all withdrawn is to be confirmed, and not one that was given without any', async () => {
  const { articleId, claimId, onWhat } = await checked()
  await withdrawEvidence(news.checker2, { evidenceId: onWhat, reason: 'Another country.' })
  expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'to_confirm', toConfirm: 'withdrawn', abilities: { stillHolds: true } })
  expect(await blockers(news.editor, articleId)).toContain('claim-to-confirm')
  // Evidence that comes instead was not weighed.
  await note(news.editor, claimId, { relation: 'supports' })
  expect(await stateOf(claimId)).toBe('to_confirm')
  await holds(news.checker, claimId)
  expect(await stateOf(claimId)).toBe('verified')

  const bare = await tag(news.editor, articleId, 'has sold')
  await verify(news.checker, bare)
  const late = await note(news.editor, bare, { relation: 'supports' })
  await withdrawEvidence(news.editor, { evidenceId: late, reason: 'Not needed.' })
  expect(await stateOf(bare)).toBe('verified')
})

it('[CL-6r] a waiver given in view of it lets it pass, none is given in advance, and nothing is removed meanwhile or then', async () => {
  const { claimId } = await checked()
  const { wordingHash, abilities } = await getClaim(news.editor, claimId)
  expect(abilities.waive).toBe(false)
  expect((await refusal(waiveClaim(news.editor, { claimId, wordingHash, reason: 'In advance.' }))).code).toBe('conflict')
  await note(news.legal, claimId)
  expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'to_confirm', abilities: { removeBlocked: 'to_confirm' } })
  const refused = await refusal(removeClaim(news.editor, { claimId, reason: 'Away.' }))
  expect([refused.code, refused.extra?.['hold']]).toEqual(['conflict', 'to_confirm'])
  await waiveClaim(news.editor, { claimId, wordingHash, reason: 'We say both numbers below.' })
  expect(await stateOf(claimId)).toBe('waived')
  expect((await refusal(removeClaim(news.editor, { claimId, reason: 'Away.' }))).extra?.['hold']).toBe('waived')
})

it('[CL-6p] where two checks are required, both have to have weighed it', async () => {
  const strict = await openNewsroom({ secondCheck: true })
  try {
    const articleId = await strict.newArticle()
    const claimId = await tag(strict.editor, articleId, 'has sold 20 drones')
    await verify(strict.checker, claimId)
    await note(strict.editor, claimId)
    await verify(strict.checker2, claimId)
    expect((await getClaim(strict.editor, claimId)).state).toBe('to_confirm')
    await holds(strict.checker, claimId)
    expect((await getClaim(strict.editor, claimId)).state).toBe('verified')
  } finally {
    await strict.close()
  }
})

it('[CL-6r] evidence against a claim that was waived unchecked opens it again, until it is waived in view of that', async () => {
  const articleId = await news.newArticle()
  const claimId = await tag(news.checker, articleId, 'has sold 20 drones')
  const waive = async () => waiveClaim(news.editor, { claimId, wordingHash: (await getClaim(news.editor, claimId)).wordingHash, reason: 'Common knowledge.' })
  await waive()
  expect(await stateOf(claimId)).toBe('waived')
  await note(news.checker, claimId, { relation: 'context' })
  expect(await stateOf(claimId)).toBe('waived')
  const evidenceId = await note(news.reporter, claimId)
  expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'to_confirm', blocking: true, toConfirm: 'waiver', abilities: { waive: true } })
  expect((await getReview(news.publisher, articleId)).gate.blockers.find(({ code }) => code === 'claim-to-confirm')?.message).toMatch(/after it was waived/)
  const told = await news.db.notification.findMany({ where: { claimId, action: 'evidence.contradicts' } })
  expect(told.map(({ userId }) => userId)).toEqual([news.editor.actor.userId])
  await waive()
  expect(await stateOf(claimId)).toBe('waived')
  await withdrawEvidence(news.reporter, { evidenceId, reason: 'Not from there.' })
})

const neutral = 'Claim 1 (“has sold 20 drones”) has to be confirmed: a checker looks at it once more.'

async function waivedClaim() {
  const articleId = await news.newArticle()
  const claimId = await tag(news.checker, articleId, 'has sold 20 drones')
  const waive = async (ctx: ServiceContext) =>
    waiveClaim(ctx, { claimId, wordingHash: (await getClaim(ctx, claimId)).wordingHash, reason: 'Common knowledge.' })
  const said = async (ctx: ServiceContext) =>
    (await getReview(ctx, articleId)).gate.blockers.flatMap(({ code, message }) => (code === 'claim-to-confirm' ? [message] : []))
  return { articleId, claimId, waive, said }
}

it('[CL-6r] so does confidential evidence, whenever it came and whatever it was before, and says no more than that', async () => {
  const { claimId, waive, said } = await waivedClaim()
  await waive(news.editor)
  const evidenceId = await note(news.legal, claimId, { confidential: true, readers: [news.publisher.actor.userId] })
  for (const ctx of [news.editor, news.checker, news.legal]) expect(await said(ctx)).toEqual([neutral])
  const [editors, legals] = [await getClaim(news.editor, claimId), await getClaim(news.legal, claimId)]
  expect([editors.state, editors.toConfirm, legals.toConfirm]).toEqual(['to_confirm', 'unseen', 'waiver'])
  expect(JSON.stringify(editors)).not.toContain(evidenceId)
  // A waiver by somebody who cannot read it changes nothing; one by a reader lets the claim pass.
  await waive(news.editor)
  expect(await stateOf(claimId)).toBe('to_confirm')
  await waive(news.publisher)
  expect(await stateOf(claimId)).toBe('waived')

  const before = await waivedClaim()
  const first = await note(news.legal, before.claimId, { confidential: true, relation: 'supports' })
  await before.waive(news.editor)
  expect(await before.said(news.editor)).toEqual([])
  await changeEvidence(news.legal, { evidenceId: first, relation: 'contradicts' })
  expect(await before.said(news.editor)).toEqual([neutral])
  await withdrawEvidence(news.legal, { evidenceId: first, reason: 'A forgery.' })
  expect([await stateOf(before.claimId), await before.said(news.editor)]).toEqual(['waived', []])
})

it('[CL-6r] evidence that is made confidential goes on holding the claim back', async () => {
  const { articleId, claimId, waive, said } = await waivedClaim()
  await waive(news.editor)
  const evidenceId = await note(news.legal, claimId)
  await changeEvidence(news.legal, { evidenceId, confidential: true })
  expect(await said(news.editor)).toEqual([neutral])
  const refused = await refusal(publishArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId) }))
  expect([refused.code, JSON.stringify(refused.extra?.['blockers'])]).toEqual(['gate', expect.stringContaining('claim-to-confirm')])
})

it('[CL-6v] evidence that a verdict rested on and that is called context, or says otherwise, is as withdrawn, until that is taken back', async () => {
  const { articleId, claimId, onWhat } = await checked()
  await note(news.editor, claimId, { relation: 'context', text: 'They are small ones.' })
  await signOff(news.checker2, articleId, 'fact_check')
  await signOff(news.publisher, articleId, 'final')
  const changes: Omit<Parameters<typeof changeEvidence>[1], 'evidenceId'>[] = [
    { relation: 'context' },
    { excerpt: 'They did NOT count twenty.' },
    { relation: 'context', excerpt: 'They did NOT count twenty.' },
  ]
  for (const change of changes) {
    await changeEvidence(news.editor, { evidenceId: onWhat, ...change })
    expect(await getClaim(news.reporter, claimId)).toMatchObject({ state: 'to_confirm', toConfirm: 'withdrawn' })
    expect(await blockers(news.publisher, articleId)).toEqual(['claim-to-confirm'])
    expect((await getArticle(news.editor, articleId)).stage).toBe('checking')
    const refused = await refusal(publishArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId) }))
    expect(refused.code).toBe('gate')
    const [told] = (await listNotifications(news.checker, { limit: 1 })).items
    expect(told).toMatchObject({ action: 'evidence.altered', actorName: 'Ed Editor', claim: { id: claimId } })
    await changeEvidence(news.editor, { evidenceId: onWhat, relation: 'supports', excerpt: null })
    expect(await stateOf(claimId)).toBe('verified')
    expect(await blockers(news.publisher, articleId)).toEqual([])
  }
  await changeEvidence(news.editor, { evidenceId: onWhat, excerpt: 'Twenty, on page 3.' })
  await holds(news.checker, claimId)
  expect([await stateOf(claimId), await blockers(news.publisher, articleId)]).toEqual(['verified', []])
  // Taken back after that, it is not what was confirmed.
  await changeEvidence(news.editor, { evidenceId: onWhat, excerpt: null })
  expect(await stateOf(claimId)).toBe('to_confirm')
})

it('[CL-6q] the only support that is withdrawn leaves a verdict to be confirmed though context stands', async () => {
  const { claimId, onWhat } = await checked()
  await note(news.editor, claimId, { relation: 'context' })
  await verify(news.checker, claimId)
  await withdrawEvidence(news.editor, { evidenceId: onWhat, reason: 'Forged.' })
  expect(await stateOf(claimId)).toBe('to_confirm')
})

it('[CL-6v] what was weighed against the claim and says something else now is looked at again; some of several supports is not', async () => {
  const { claimId, onWhat } = await checked()
  const second = await note(news.editor, claimId, { relation: 'supports', text: 'Twenty here too.' })
  const contra = await note(news.reporter, claimId)
  await verify(news.checker, claimId)
  await changeEvidence(news.editor, { evidenceId: onWhat, excerpt: 'Twenty.' })
  expect(await stateOf(claimId)).toBe('verified')
  await changeEvidence(news.reporter, { evidenceId: contra, excerpt: 'Eighteen, and none of them flew.' })
  expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'to_confirm', toConfirm: 'against' })
  expect((await listNotifications(news.checker, { limit: 1 })).items).toMatchObject([{ action: 'evidence.contradicts' }])
  await holds(news.checker, claimId)
  await changeEvidence(news.editor, { evidenceId: second, relation: 'context' })
  expect(await stateOf(claimId)).toBe('verified')
  await changeEvidence(news.editor, { evidenceId: onWhat, relation: 'context' })
  expect(await stateOf(claimId)).toBe('to_confirm')
})

it('[CL-6v] of confidential evidence that was changed everybody is told only that the verdict has to be confirmed', async () => {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
  const secret = await note(news.reporter, claimId, { relation: 'supports', confidential: true, readers: [news.checker.actor.userId] })
  await verify(news.checker, claimId)
  await changeEvidence(news.reporter, { evidenceId: secret, excerpt: 'Not twenty.' })
  expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'to_confirm', toConfirm: 'unseen' })
  expect(await getClaim(news.checker, claimId)).toMatchObject({ toConfirm: 'withdrawn', abilities: { stillHolds: true } })
  expect((await listNotifications(news.editor, { limit: 5 })).items.map(({ action }) => action)).not.toContain('evidence.altered')
  expect((await listNotifications(news.checker, { limit: 1 })).items).toMatchObject([{ action: 'evidence.altered' }])
})

it('[CL-6v] so is a text that was pasted for a source after the verdict', async () => {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
  const link = await note(news.reporter, claimId, { type: 'link', url: 'https://example.com/drones', relation: 'supports' } as Given)
  const failed = { state: 'failed', failure: 'unreachable' } as const
  await news.db.evidenceCapture.updateMany({ where: { evidenceId: link }, data: failed })
  await verify(news.checker, claimId)
  await captureAgain(news.reporter, { evidenceId: link, text: 'They did not sell any.' })
  expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'to_confirm', toConfirm: 'withdrawn' })
  const told = { action: 'evidence.altered', claim: { id: claimId } }
  for (const ctx of [news.checker, news.editor]) expect((await listNotifications(ctx, { limit: 1 })).items).toMatchObject([told])
  await holds(news.checker, claimId)
  expect(await stateOf(claimId)).toBe('verified')
})
