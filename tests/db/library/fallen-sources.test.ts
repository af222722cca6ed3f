/** CL-10p: a verdict that was brought over and confirmed, and holds no longer where it came from. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listBoard } from '#lib/queries/board/list-board.ts'
import { getArticle } from '#lib/queries/articles/get-article.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import { listRecord } from '#lib/queries/record/list-record.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { changeEvidence } from '#lib/services/evidence/change-evidence.ts'
import { withdrawEvidence } from '#lib/services/evidence/withdraw-evidence.ts'
import { confirmInherited } from '#lib/services/library/confirm-inherited.ts'
import { inheritVerdict } from '#lib/services/library/inherit-verdict.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { stillHolds } from '#lib/services/verdicts/still-holds.ts'
import { contextOf, makeActor, makeArticle, makeDesk } from '#tests/support/factories.ts'
import { acts, hashOf, openNewsroom, refusal, signOff, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom
beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

let made = 0
const words = () => `Exactly ${(made += 1)}${'0'.repeat(made)} tonnes of barley left the port, he said`

interface Checked {
  articleId: string
  claimId: string
  verdictId: string
  evidenceId: string
}

async function checked(wording: string, after = 'And after'): Promise<Checked> {
  const articleId = await news.newArticle(`Before it. ${wording}. ${after}.`)
  const claimId = await tag(news.editor, articleId, wording)
  const { evidenceId } = await addEvidence(news.editor, { claimId, type: 'note', text: 'The port says so.', relation: 'supports' })
  return { articleId, claimId, evidenceId, verdictId: await verify(news.checker, claimId) }
}

/** Brought over and confirmed, in an article of its own. */
async function reused(
  by: ServiceContext,
  { verdictId }: { verdictId: string },
  wording: string,
  articleId?: string,
): Promise<{ articleId: string; claimId: string }> {
  const place = articleId ?? (await news.newArticle(`In another article. ${wording}. It goes on.`))
  const claimId = await tag(by, place, wording)
  const { wordingHash } = await getClaim(by, claimId)
  const { inheritedId } = await inheritVerdict(by, { claimId, verdictId, wordingHash })
  await confirmInherited(by, { claimId, inheritedId, wordingHash })
  return { articleId: place, claimId }
}

/** Whose second transaction finds the database gone. */
function failingAfterFirst(db: Newsroom['db']): Newsroom['db'] {
  let begun = 0
  return new Proxy(db, {
    get(target, name) {
      if (name === '$transaction' && (begun += 1) > 1) throw new Error('the database is gone')
      return Reflect.get(target, name)
    },
  })
}

const newest = async (ctx: ServiceContext) => (await listNotifications(ctx, { limit: 1 })).items[0]
const codes = async (articleId: string) => (await getReview(news.publisher, articleId)).gate.blockers.map(({ code }) => code)

const falls: [string, (there: Checked) => Promise<unknown>][] = [
  ['its evidence was withdrawn', ({ evidenceId }) => withdrawEvidence(news.checker, { evidenceId, reason: 'Forged.' })],
  ['its evidence was turned round', ({ evidenceId }) => changeEvidence(news.editor, { evidenceId, relation: 'context' })],
  ['evidence came against it', ({ claimId }) => addEvidence(news.reporter, { claimId, type: 'note', text: 'None left the port.', relation: 'contradicts' })],
  ['its checker found otherwise', ({ claimId }) => verify(news.checker, claimId, 'incorrect')],
  ['another checker found otherwise', ({ claimId }) => verify(news.checker2, claimId, 'unverifiable')],
]

describe('[CL-10p] a verdict whose source holds no longer', () => {
  it.each(falls)('is to be confirmed from that moment on: %s', async (_, fall) => {
    const wording = words()
    const there = await checked(wording)
    const here = await reused(news.checker2, there, wording)
    await signOff(news.checker, here.articleId, 'fact_check')
    await signOff(news.publisher, here.articleId, 'final')
    expect([(await getArticle(news.editor, here.articleId)).stage, await codes(here.articleId)]).toEqual(['approved', []])
    await fall(there)
    expect(await getClaim(news.checker2, here.claimId)).toMatchObject({ state: 'to_confirm', toConfirm: 'source', abilities: { stillHolds: true } })
    const { gate } = await getReview(news.publisher, here.articleId)
    expect(gate.blockers).toMatchObject([{ code: 'claim-to-confirm', message: expect.stringContaining('holds no longer where it came from') }])
    expect((await getArticle(news.editor, here.articleId)).stage).toBe('checking')
    expect((await listBoard(news.editor, { articleId: here.articleId, state: ['to_confirm'] })).items).toHaveLength(1)
    const refused = await refusal(publishArticle(news.publisher, { articleId: here.articleId, contentHash: await hashOf(news.publisher, here.articleId) }))
    expect(refused.code).toBe('gate')
    for (const ctx of [news.checker2, news.editor]) expect(await newest(ctx)).toMatchObject({ action: 'verdict.source_fell', claim: { id: here.claimId } })
    const row = (await listRecord(news.legal, here.articleId)).items.find(({ action }) => action === 'verdict.source_fell')
    expect(JSON.stringify(row)).not.toContain(there.articleId)
    // A verdict of one's own, and the source does not matter any more.
    await stillHolds(news.checker2, { claimId: here.claimId, wordingHash: (await getClaim(news.checker2, here.claimId)).wordingHash })
    expect([(await getClaim(news.editor, here.claimId)).state, await codes(here.articleId)]).toEqual(['verified', []])
    await verify(news.checker, there.claimId, 'unverifiable')
    expect((await getClaim(news.editor, here.claimId)).state).toBe('verified')
    expect((await acts(news.db, here.articleId)).filter((act) => act === 'verdict.source_fell')).toHaveLength(1)
  })

  it('fails nothing that was decided where the other article cannot be brought in step at once: the next act there does it', async () => {
    const wording = words()
    const there = await checked(wording)
    const here = await reused(news.checker2, there, wording)
    await signOff(news.checker, here.articleId, 'fact_check')
    await signOff(news.publisher, here.articleId, 'final')
    const stage = async () => (await getArticle(news.editor, here.articleId)).stage
    expect(await stage()).toBe('approved')
    await verify({ ...news.checker2, db: failingAfterFirst(news.db) }, there.claimId, 'unverifiable')
    expect([(await getClaim(news.editor, there.claimId)).state, await stage()]).toEqual(['disputed', 'approved'])
    const contentHash = await hashOf(news.publisher, here.articleId)
    expect((await refusal(publishArticle(news.publisher, { articleId: here.articleId, contentHash }))).code).toBe('gate')
    expect(await stage()).toBe('checking')
  })

  it('falls on along the row of those that were brought over from one another', async () => {
    const wording = words()
    const there = await checked(wording)
    const second = await reused(news.checker2, there, wording)
    const verdictId = (await getClaim(news.checker2, second.claimId)).verdicts.at(-1)?.id ?? ''
    const third = await reused(news.checker, { verdictId }, wording)
    await verify(news.checker2, there.claimId, 'incorrect')
    for (const { claimId } of [second, third]) expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'to_confirm', toConfirm: 'source' })
  })

  it('[CL-10q] falls in both of two articles that are each other’s source and where something else is found at the same moment', async () => {
    const [one, two] = [words(), words()]
    const [there, here] = [await checked(one, two), await checked(two, one)]
    const [inHere, inThere] = [await reused(news.checker2, there, one, here.articleId), await reused(news.checker2, here, two, there.articleId)]
    // Both have written to their own record, and not committed, before either goes on.
    const both = [there.articleId, here.articleId]
    const acting = await news.db.$transaction(async (tx) => {
      for (const id of both) await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`audit:${id}`}, 0))`
      const verdicts = Promise.allSettled([verify(news.checker, there.claimId, 'incorrect'), verify(news.checker, here.claimId, 'incorrect')])
      await expect
        .poll(
          async () =>
            await news.db.$queryRaw`SELECT count(*)::int AS waiting FROM pg_locks JOIN pg_database ON pg_database.oid = database
          WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`,
          { timeout: 5000 },
        )
        .toEqual([{ waiting: 2 }])
      return { verdicts }
    })
    expect((await acting.verdicts).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    for (const { claimId } of [inHere, inThere]) expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'to_confirm', toConfirm: 'source' })
    for (const id of both) expect((await acts(news.db, id)).filter((act) => act === 'verdict.source_fell')).toHaveLength(1)
  })

  it('is told to who may not read the article there as that alone; other words here are not concerned until they are back', async () => {
    const wording = words()
    const there = await checked(wording)
    const deskId = await makeDesk(news.db, { name: 'Culture' })
    const both = contextOf(news.db, await makeActor(news.db, { deskId, roles: ['checker', 'editor'], name: 'Bo Both' }))
    await news.db.deskMember.create({ data: { deskId: news.deskId, userId: both.actor.userId, role: 'checker' } })
    const access = { ...both, actor: { ...both.actor, roles: { ...both.actor.roles, [news.deskId]: ['checker' as const] } } }
    const head = contextOf(news.db, await makeActor(news.db, { deskId, roles: ['editor', 'reporter'], name: 'Hal Head' }))
    const articleId = await makeArticle(news.db, { author: head.actor, deskId, content: `Here too. ${wording}. It ends.` })
    const here = await reused(access, there, wording, articleId)
    await type(head, articleId, ['barley', 'wheat'])
    expect((await getClaim(head, here.claimId)).state).toBe('reopened')
    await verify(news.checker, there.claimId, 'incorrect')
    await type(head, articleId, ['wheat', 'barley'])
    const seen = await getClaim(head, here.claimId)
    expect(seen).toMatchObject({ state: 'to_confirm', toConfirm: 'source' })
    for (const id of [there.articleId, there.claimId]) expect(JSON.stringify([seen, (await listRecord(head, articleId)).items])).not.toContain(id)
  })

  it('does not fall for what only some may know there', async () => {
    const wording = words()
    const there = await checked(wording)
    const here = await reused(news.checker2, there, wording)
    await addEvidence(news.reporter, { claimId: there.claimId, type: 'note', text: 'None did.', relation: 'contradicts', confidential: true, readers: [] })
    expect((await getClaim(news.editor, there.claimId)).state).toBe('to_confirm')
    expect((await getClaim(news.editor, here.claimId)).state).toBe('verified')
  })

  it('that fell before this was looked at is found by the next decision, which says so wherever it is refused', async () => {
    const wording = words()
    const there = await checked(wording)
    const here = await reused(news.checker2, there, wording)
    await verify(news.checker, there.claimId, 'incorrect')
    await news.db.inheritedVerdict.updateMany({ where: { claimId: here.claimId }, data: { fallenAt: null } })
    expect((await getClaim(news.editor, here.claimId)).state).toBe('verified')
    expect((await refusal(signOff(news.checker, here.articleId, 'fact_check'))).code).toBe('gate')
    expect((await getClaim(news.editor, here.claimId)).state).toBe('to_confirm')
  })
})
