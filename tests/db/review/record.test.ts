import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ActKind } from '#lib/domain/audit/kinds.ts'
import { verifyAuditText } from '#lib/domain/audit/verify.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { exportRecord, listRecord } from '#lib/queries/record/list-record.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { recordEvent } from '#lib/services/audit/record-event.ts'
import { reattachClaim } from '#lib/services/claims/reattach-claim.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import { waiveClaim } from '#lib/services/claims/waive-claim.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { correctArticle } from '#lib/services/publications/correct-article.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { withdrawArticle } from '#lib/services/publications/withdraw-article.ts'
import { assignClaim } from '#lib/services/tasks/assign-claim.ts'
import { updateTask } from '#lib/services/tasks/update-task.ts'
import { stillHolds } from '#lib/services/verdicts/still-holds.ts'
import { giveVerdict } from '#lib/services/verdicts/give-verdict.ts'
import { contextOf, makeActor } from '#tests/support/factories.ts'
import { acts, deleteParagraph, hashOf, openNewsroom, refusal, signOff, tag, type, verify, type Newsroom } from './newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

/** One article through everything that can be done with it. */
async function wholeLife(): Promise<string> {
  const articleId = await news.newArticle()
  const trip = await tag(news.editor, articleId, 'second since Russian forces invaded Ukraine')
  const plan = await tag(news.checker, articleId, 'resolved to work together on the programme')
  const drones = await tag(news.reporter, articleId, 'has sold 20 drones')
  await updateClaim(news.editor, { claimId: trip, priority: 'high' })
  const { taskId } = await assignClaim(news.editor, { claimId: trip, assigneeId: news.checker.actor.userId, question: 'Is it?' })
  await updateTask(news.checker, { taskId, state: 'in_checking' })
  // What changes nothing is no act.
  await updateClaim(news.editor, { claimId: trip, priority: 'high' })
  await updateTask(news.checker, { taskId, state: 'in_checking' })
  await addEvidence(news.checker, { claimId: trip, type: 'link', url: 'https://example.org/trips', relation: 'supports' })
  await addEvidence(news.checker, { claimId: trip, type: 'call', text: 'A source, “off the record”.', relation: 'supports', confidential: true })
  await verify(news.checker, trip)
  await verify(news.checker, plan)
  const retype = async (before: string, after: string) => {
    await type(news.reporter, articleId, [before, after])
    await reconcileClaims(news.reporter, articleId)
  }
  await retype('second', 'third')
  await retype('third', 'second')
  await retype('resolved', 'resolve')
  await stillHolds(news.checker, { claimId: plan, wordingHash: (await getClaim(news.checker, plan)).wordingHash })
  await deleteParagraph(news.reporter, articleId, 'drones')
  await reconcileClaims(news.reporter, articleId)
  await reattachClaim(news.editor, { claimId: drones, quote: 'The nations of the world' })
  await waiveClaim(news.editor, { claimId: drones, wordingHash: (await getClaim(news.editor, drones)).wordingHash, reason: 'A figure of speech.' })
  await signOff(news.editor, articleId, 'desk')
  await signOff(news.checker, articleId, 'fact_check')
  await signOff(news.publisher, articleId, 'final')
  await publishArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId) })
  await removeClaim(news.editor, { claimId: drones, reason: 'No claim after all.' })
  await retype('The trip', 'The journey')
  await signOff(news.checker, articleId, 'fact_check')
  await signOff(news.publisher, articleId, 'final')
  const contentHash = await hashOf(news.publisher, articleId)
  await correctArticle(news.publisher, { articleId, contentHash, note: 'A word was changed.' })
  await withdrawArticle(news.publisher, { articleId, contentHash, note: 'Overtaken by events.' })
  return articleId
}

describe('the record while a second check is due', () => {
  it('[CL-6h, RE-9f] withholds what was found from whoever may still give it, and from nobody else; then it is whole for all', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
    const other = await tag(news.editor, articleId, 'Turkey, a NATO member')
    await updateClaim(news.editor, { claimId, secondCheck: true })
    const { wordingHash } = await getClaim(news.checker, claimId)
    const given = { claimId, wordingHash, verdict: 'needs_wording', rationale: 'Telling reason.', condition: 'drones' } as const
    await giveVerdict(news.checker, { ...given, proposal: { wording: 'has sold 24 drones' } })
    await verify(news.checker, other)
    const whole = (await listRecord(news.editor, articleId)).items
    const { items: shown } = await listRecord(news.checker2, articleId)
    const place = whole.findIndex(({ action }) => action === 'verdict.given')
    expect(whole.slice(place).map(({ action }) => action)).toEqual(['verdict.given', 'wording.proposed', 'verdict.given'])
    const hidden = { at: null, actorId: null, actorName: '', action: 'withheld', subject: '', data: '{}', withheld: true }
    expect(shown).toEqual(whole.map((row, index) => (index === place || index === place + 1 ? { ...row, ...hidden } : row)))
    expect(
      (await listRecord(news.checker2, articleId, { limit: 1, cursor: (await listRecord(news.checker2, articleId, { limit: place })).nextCursor ?? '' })).items,
    ).toEqual(shown.slice(place, place + 1))
    expect((await exportRecord(news.checker2, articleId)).rows).toEqual(shown)
    expect(verifyAuditText(JSON.stringify(shown))).toEqual({ ok: true, rows: whole.length, withheld: 2, chain: articleId, head: whole.at(-1)?.hash })
    expect((await refusal(exportRecord(news.stranger, articleId))).code).toBe('not-found')
    // Who gave the first, and who does not check, see all of it.
    for (const ctx of [news.checker, news.reporter, news.editor, news.legal]) {
      expect((await listRecord(ctx, articleId)).items).toEqual(whole)
      expect(verifyAuditText(JSON.stringify((await exportRecord(ctx, articleId)).rows))).toMatchObject({ ok: true })
    }
    await verify(news.checker2, claimId)
    const after = (await exportRecord(news.checker2, articleId)).rows
    expect(after.slice(0, whole.length)).toEqual(whole)
    expect((await listRecord(news.checker2, articleId)).items).toEqual(after)
  })

  it('[CL-6h] shows one what one did oneself, and withholds nothing from who wrote the words; a change of them tells nothing, since it can be taken back', async () => {
    const both = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['editor', 'checker'], name: 'Bo Both' }))
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
    await verify(news.checker2, claimId, 'incorrect')
    await type(both, articleId, ['20 drones', '24 drones'])
    await updateClaim(news.editor, { claimId, secondCheck: true })
    await verify(news.checker, claimId)
    const verdictsFor = async (ctx: typeof both) =>
      (await listRecord(ctx, articleId)).items
        .filter(({ action }) => ['verdict.given', 'withheld'].includes(action))
        .map(({ action, actorName }) => [action, actorName])
    expect(await verdictsFor(news.checker2)).toEqual([
      ['verdict.given', 'Carl Checker'],
      ['withheld', ''],
    ])
    expect(await verdictsFor(both)).toEqual([
      ['verdict.given', 'Carl Checker'],
      ['verdict.given', 'Cleo Checker'],
    ])
    await type(both, articleId, ['24 drones', '25 drones'])
    expect((await verdictsFor(news.checker2)).map(([action]) => action)).toEqual(['verdict.given', 'withheld'])
  })
})

describe('the record', () => {
  it('[RE-9, RE-9c] holds every act of an article’s life, in order, and its export verifies', async () => {
    const articleId = await wholeLife()
    expect(await acts(news.db, articleId)).toEqual([
      'article.created',
      'claim.tagged',
      'claim.tagged',
      'claim.tagged',
      'claim.updated',
      'task.assigned',
      'task.updated',
      'evidence.added',
      'verdict.given',
      'verdict.given',
      'claim.reopened',
      'claim.restored',
      'claim.reopened',
      'verdict.still_holds',
      'claim.detached',
      'claim.reattached',
      'claim.moved',
      'claim.waived',
      'sign_off.given',
      'sign_off.given',
      'sign_off.given',
      'article.stage_changed',
      'article.published',
      'claim.removed',
      'sign_off.stale',
      'sign_off.stale',
      'sign_off.stale',
      'sign_off.given',
      'sign_off.given',
      'article.corrected',
      'article.withdrawn',
    ])
    const { items: rows } = await listRecord(news.legal, articleId)
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    expect(verifyAuditText(lines)).toEqual({ ok: true, rows: 31, withheld: 0, chain: articleId, head: rows.at(-1)?.hash })
    for (const [index, row] of rows.entries()) {
      const damaged = lines.split('\n').map((line, at) => (at === index ? line.replace(row.actorName.slice(0, 2), 'Xy') : line))
      expect(verifyAuditText(damaged.join('\n'))).toMatchObject({ ok: false, row: index + 1, seq: row.seq })
    }
  })

  it('[RE-9b] keeps its chain whole when many write to it at once', async () => {
    const articleId = await news.newArticle()
    const write = (n: number) =>
      news.db.$transaction((tx) =>
        recordEvent(tx, {
          chain: articleId,
          actor: n % 2 ? news.editor.actor : null,
          at: new Date(),
          action: 'note.made',
          subject: `note:${n}`,
          data: { n, said: 'lone \uD800 half' },
        }),
      )
    await Promise.all(Array.from({ length: 25 }, (_, n) => write(n)))
    const { items: rows } = await listRecord(news.editor, articleId)
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 26 }, (_, index) => index + 1))
    expect(verifyAuditText(JSON.stringify(rows))).toMatchObject({ ok: true, rows: 26 })
  })

  it('[AP-5] comes in pages, and as a whole without a limit', async () => {
    const articleId = await news.newArticle()
    await tag(news.editor, articleId, 'Turkey')
    await tag(news.editor, articleId, 'drones')
    const { items: whole } = await listRecord(news.editor, articleId)
    const first = await listRecord(news.editor, articleId, { limit: 2 })
    await tag(news.editor, articleId, 'nations')
    const second = await listRecord(news.editor, articleId, { limit: 2, cursor: first.nextCursor ?? '' })
    expect(first.items).toEqual(whole.slice(0, 2))
    expect(second.items.map(({ seq }) => seq)).toEqual([3, 4])
    expect(second.nextCursor).toBeNull()
    expect((await refusal(listRecord(news.editor, articleId, { limit: 2, cursor: 'x' }))).code).toBe('invalid-input')
  })

  it('[RE-9b] begins a chain of its own for everything that has one, and rolls back with its transaction', async () => {
    const chain = 'another chain'
    const event = { chain, actor: null, at: new Date(), action: 'note.made', subject: 'note:1', data: {} }
    await expect(
      news.db.$transaction(async (tx) => {
        await recordEvent(tx, event)
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    await news.db.$transaction((tx) => recordEvent(tx, event))
    expect(await news.db.auditEvent.findMany({ where: { chain }, select: { seq: true, prevHash: true } })).toEqual([{ seq: 1, prevHash: '0'.repeat(64) }])
  })

  it('[RE-9c] a refused act leaves nothing', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, 'Turkey')
    const before = await acts(news.db, articleId)
    for (const act of [
      () => verify(news.reporter, claimId),
      () => removeClaim(news.reporter, { claimId, reason: 'x' }),
      () => signOff(news.checker, articleId, 'fact_check'),
      () => tag(news.editor, articleId, 'no such words'),
    ])
      await refusal(act())
    expect(await acts(news.db, articleId)).toEqual(before)
  })
})

it('[RE-9g] begins with the newest act where one asks, page by page, and tells of one claim alone without what is withheld', async () => {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
  await tag(news.editor, articleId, 'a NATO member')
  await updateClaim(news.editor, { claimId, secondCheck: true })
  await verify(news.checker, claimId)
  const all = (await listRecord(news.editor, articleId)).items.map(({ seq }) => seq)
  const first = await listRecord(news.editor, articleId, { order: 'newest', limit: 2 })
  expect(first.items.map(({ seq }) => seq)).toEqual(all.slice(-2).toReversed())
  const second = await listRecord(news.editor, articleId, { order: 'newest', limit: 2, cursor: first.nextCursor ?? '' })
  expect(second.items.map(({ seq }) => seq)).toEqual(all.slice(-4, -2).toReversed())
  expect(await refusal(listRecord(news.editor, articleId, { order: 'oldest', cursor: first.nextCursor ?? '' }))).toMatchObject({ code: 'invalid-input' })
  const about = async (ctx: ServiceContext) => (await listRecord(ctx, articleId, { claim: claimId })).items.map(({ action }) => action)
  expect(await about(news.editor)).toEqual(['claim.tagged', 'claim.updated', 'verdict.given'])
  expect(await about(news.checker2)).toEqual(['claim.tagged', 'claim.updated'])
})

it('[RE-9g] tells of one kind of act alone where one asks, without what is withheld', async () => {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
  await updateClaim(news.editor, { claimId, secondCheck: true })
  await addEvidence(news.checker, { claimId, type: 'note', relation: 'supports', text: 'The contract says twenty.' })
  await verify(news.checker, claimId)
  const of = async (ctx: ServiceContext, kind: ActKind) => (await listRecord(ctx, articleId, { kind })).items.map(({ action }) => action)
  expect(await of(news.editor, 'claims')).toEqual(['claim.tagged', 'claim.updated'])
  expect(await of(news.editor, 'evidence')).toEqual(['evidence.added'])
  expect(await of(news.editor, 'verdicts')).toEqual(['verdict.given'])
  expect(await of(news.checker2, 'verdicts')).toEqual([])
  expect(await of(news.editor, 'publication')).toEqual(['article.created'])
  expect((await listRecord(news.editor, articleId, { claim: claimId, kind: 'verdicts' })).items.map(({ action }) => action)).toEqual(['verdict.given'])
})

it('[RE-9g] [RE-9f] no page of one claim or kind tells by its length or its cursor that something is left out', async () => {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
  await updateClaim(news.editor, { claimId, secondCheck: true })
  await verify(news.checker, claimId)
  await waiveClaim(news.publisher, { claimId, wordingHash: (await getClaim(news.publisher, claimId)).wordingHash, reason: 'He says so.' })
  await verify(news.checker, claimId)
  expect(await listRecord(news.checker2, articleId, { kind: 'verdicts', limit: 1 })).toEqual({ items: [], nextCursor: null })
  for (const order of ['oldest', 'newest'] as const) {
    const { items, nextCursor } = await listRecord(news.checker2, articleId, { claim: claimId, limit: 1, order })
    const rest = await listRecord(news.checker2, articleId, { claim: claimId, limit: 1, order, cursor: nextCursor ?? '' })
    const seen = [...items, ...rest.items].map(({ action }) => action)
    expect([seen.toSorted(), rest.nextCursor]).toEqual([['claim.tagged', 'claim.updated'], null])
  }
})

it('[RE-4g] what passes by a waiver says so among the claims, for whoever signs, with what had been found', async () => {
  const articleId = await news.newArticle()
  const waived = async (quote: string, verdict?: 'incorrect') => {
    const claimId = await tag(news.checker, articleId, quote)
    if (verdict) await verify(news.checker, claimId, verdict)
    await waiveClaim(news.publisher, { claimId, wordingHash: (await getClaim(news.publisher, claimId)).wordingHash, reason: 'A figure of speech.' })
    return claimId
  }
  const found = await waived('has sold 20 drones', 'incorrect')
  const unchecked = await waived('a NATO member')
  const waiver = { by: { name: 'Pia Publisher' }, reason: 'A figure of speech.' }
  const open = await tag(news.checker, articleId, 'work together')
  expect((await getReview(news.publisher, articleId)).claims).toMatchObject([
    { claim: { id: found, number: 1 }, waiver, found: [{ verdict: 'incorrect' }] },
    { claim: { id: unchecked, number: 2 }, waiver, found: [] },
    { claim: { id: open }, waiver: null },
  ])
})
