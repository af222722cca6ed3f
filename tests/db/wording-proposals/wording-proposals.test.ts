import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listBoard } from '#lib/queries/board/list-board.ts'
import { listWaiting } from '#lib/queries/board/list-waiting.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { giveVerdict } from '#lib/services/verdicts/give-verdict.ts'
import { acceptProposal } from '#lib/services/wording-proposals/accept-proposal.ts'
import { declineProposal } from '#lib/services/wording-proposals/decline-proposal.ts'
import { proposeWording } from '#lib/services/wording-proposals/propose-wording.ts'
import { contextOf, makeActor } from '#tests/support/factories.ts'
import { acts, deleteParagraph, openNewsroom, refusal, signOff, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

async function propose(ctx: ServiceContext, claimId: string, wording: string): Promise<string> {
  const { wordingHash } = await getClaim(ctx, claimId)
  await proposeWording(ctx, { claimId, wording, wordingHash, reason: 'The ministry says so.' })
  const proposal = (await getClaim(ctx, claimId)).proposals.at(-1)
  if (!proposal) throw new Error('nothing was proposed')
  return proposal.id
}

async function proposed(wording = 'has sold 24 drones') {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
  return { articleId, claimId, proposalId: await propose(news.checker, claimId, wording) }
}

async function told(ctx: ServiceContext, articleId: string): Promise<string[]> {
  const { items } = await listNotifications(ctx, { limit: 100 })
  return items.filter(({ kind, article }) => kind === 'proposal' && article.id === articleId).map(({ action }) => action)
}

describe('proposing a wording', () => {
  it('[CL-11] changes nothing by itself, tells the author, and shows what would change', async () => {
    const { articleId, claimId } = await proposed()
    expect(await getClaim(news.reporter, claimId)).toMatchObject({
      wording: 'has sold 20 drones',
      proposals: [
        {
          after: 'has sold 24 drones',
          diff: [{ op: 'same' }, { op: 'removed', text: '20' }, { op: 'added', text: '24' }, { op: 'same' }],
          by: { name: 'Cleo Checker' },
          reason: 'The ministry says so.',
          current: true,
          decision: null,
          abilities: { accept: true, decline: true },
        },
      ],
    })
    expect((await getClaim(news.checker2, claimId)).proposals[0]?.abilities).toEqual({ accept: false, decline: false })
    expect([await told(news.reporter, articleId), await told(news.checker, articleId)]).toEqual([['wording.proposed'], []])
    expect([
      (await listBoard(news.reporter, { articleId })).items[0]?.openProposals,
      (await listBoard(news.checker2, { articleId })).items[0]?.openProposals,
    ]).toEqual([1, 0])
    const proposedTo = async (ctx: typeof news.reporter) =>
      (await listWaiting(ctx, { limit: 500, states: [], proposed: true })).filter(({ article }) => article.id === articleId).map(({ id }) => id)
    expect([await proposedTo(news.reporter), await proposedTo(news.checker2)]).toEqual([[claimId], []])
  })

  it('[CL-11a] is for who checks, edits, publishes or reads for legal, on the words that they read, and one replacement', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
    const { wordingHash } = await getClaim(news.checker, claimId)
    const input = { claimId, wordingHash, wording: 'has sold 24 drones' }
    expect((await refusal(proposeWording(news.reporter, input))).code).toBe('forbidden')
    expect((await refusal(proposeWording(news.stranger, input))).code).toBe('not-found')
    expect((await refusal(proposeWording(news.checker, { ...input, wordingHash: 'a'.repeat(64) }))).code).toBe('wording-changed')
    expect(await refusal(proposeWording(news.checker, { ...input, wording: 'has sold  20 drones' }))).toMatchObject({ errors: [{ field: 'wording' }] })
    const across = await tag(news.editor, articleId, 'earlier this year.\n\nTurkey, a NATO member')
    const long = await getClaim(news.checker, across)
    const rewritten = { claimId: across, wordingHash: long.wordingHash, wording: 'earlier.\nTurkey, the member' }
    expect(await refusal(proposeWording(news.checker, rewritten))).toMatchObject({ code: 'invalid-input', errors: [{ field: 'wording' }] })
  })

  it('[CL-11e] comes with the verdict that the claim needs another wording, and with no other', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
    const { wordingHash } = await getClaim(news.checker, claimId)
    const given = { claimId, wordingHash, rationale: 'It was more.', proposal: { wording: 'has sold 24 drones' } }
    expect(await refusal(giveVerdict(news.checker, { ...given, verdict: 'incorrect' }))).toMatchObject({ errors: [{ field: 'proposal' }] })
    await giveVerdict(news.checker, { ...given, verdict: 'needs_wording' })
    expect(await getClaim(news.reporter, claimId)).toMatchObject({ state: 'needs_wording', proposals: [{ after: 'has sold 24 drones', current: true }] })
    expect(await acts(news.db, articleId)).toEqual(['article.created', 'claim.tagged', 'verdict.given', 'wording.proposed'])
  })

  it('[CL-6h] is hidden from who is to give the second, blind verdict', async () => {
    const { claimId } = await proposed()
    await verify(news.checker, claimId, 'needs_wording')
    await news.db.claim.update({ where: { id: claimId }, data: { secondCheck: true } })
    expect([(await getClaim(news.checker2, claimId)).proposals, (await getClaim(news.reporter, claimId)).proposals.length]).toEqual([[], 1])
  })
})

describe('accepting it', () => {
  it('[CL-11b] puts it into the copy as one edit, in the log as the act of who accepts; marks stay', async () => {
    const { articleId, claimId, proposalId } = await proposed()
    const other = await tag(news.editor, articleId, '20 drones to Ukrainian soldiers')
    const before = await news.db.documentUpdate.count({ where: { articleId } })
    await acceptProposal(news.reporter, { proposalId })
    expect(await getClaim(news.reporter, claimId)).toMatchObject({ wording: 'has sold 24 drones', proposals: [{ decision: { accepted: true } }] })
    expect(await getClaim(news.reporter, other)).toMatchObject({ wording: '24 drones to Ukrainian soldiers' })
    const rows = await news.db.documentUpdate.findMany({ where: { articleId }, orderBy: { seq: 'asc' }, skip: before, select: { userId: true } })
    expect(rows).toEqual([{ userId: news.reporter.actor.userId }])
    expect(await told(news.checker, articleId)).toEqual(['wording.accepted'])
    expect((await refusal(acceptProposal(news.reporter, { proposalId }))).code).toBe('conflict')
  })

  it.each([
    ['has sold 20 drones', 'has perhaps sold 20 drones'],
    ['has sold 20 drones', 'sold 20 drones'],
    ['has sold 20 drones', 'has sold 20 drones so far'],
    ['has sold 20 drones', 'it has sold 20 drones'],
    ['drones to Ukrainian', 'aircraft to the Ukrainian'],
    ['earlier this year.\n\nTurkey, a NATO member', 'earlier this year.\nTurkey, the NATO member'],
  ])('[CL-11b] makes “%s” say “%s”, edges included', async (said, wording) => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, said)
    await acceptProposal(news.editor, { proposalId: await propose(news.checker, claimId, wording) })
    expect((await getClaim(news.editor, claimId)).wording).toBe(wording)
  })

  it('[CL-11b] is refused with the present words when the claim says something else by now; taken back, it goes', async () => {
    const { articleId, claimId, proposalId } = await proposed()
    await type(news.reporter, articleId, ['20 drones', '30 drones'])
    expect(await refusal(acceptProposal(news.reporter, { proposalId }))).toMatchObject({ code: 'wording-changed', extra: { wording: 'has sold 30 drones' } })
    expect((await getClaim(news.reporter, claimId)).proposals).toMatchObject([{ current: false, decision: null, abilities: { accept: false, decline: true } }])
    await type(news.reporter, articleId, ['30 drones', '20 drones'])
    await acceptProposal(news.reporter, { proposalId })
    expect((await getClaim(news.reporter, claimId)).wording).toBe('has sold 24 drones')
  })

  it('[CL-11b] is for who may write the copy, while its words are there', async () => {
    const { articleId, proposalId } = await proposed()
    for (const ctx of [news.checker, news.publisher, news.legal]) expect((await refusal(acceptProposal(ctx, { proposalId }))).code).toBe('forbidden')
    expect((await refusal(acceptProposal(news.stranger, { proposalId }))).code).toBe('not-found')
    await deleteParagraph(news.reporter, articleId, 'drones')
    expect((await refusal(acceptProposal(news.reporter, { proposalId }))).code).toBe('conflict')
  })

  it('[CL-11c] [RE-2] gives its proposer a part in the wording and the copy: they neither verify it nor sign the fact-check', async () => {
    const { articleId, claimId, proposalId } = await proposed()
    await acceptProposal(news.reporter, { proposalId })
    expect((await refusal(verify(news.checker, claimId))).code).toBe('four-eyes')
    const fresh = await tag(news.editor, articleId, 'sold 24 drones to')
    expect((await refusal(verify(news.checker, fresh))).code).toBe('four-eyes')
    for (const id of [claimId, fresh]) await verify(news.checker2, id)
    expect((await refusal(signOff(news.checker, articleId, 'fact_check'))).code).toBe('four-eyes')
    await signOff(news.checker2, articleId, 'fact_check')
  })

  it('[CL-11c] [RE-2a] does so where it only took words out, for claims tagged later too', async () => {
    const { articleId, proposalId } = await proposed('sold 20 drones')
    await acceptProposal(news.reporter, { proposalId })
    const later = await tag(news.editor, articleId, 'sold 20 drones to')
    expect((await refusal(verify(news.checker, later))).code).toBe('four-eyes')
  })

  it('[CL-11d] re-opens what was decided, and says both in the record', async () => {
    const { articleId, claimId, proposalId } = await proposed()
    await verify(news.checker2, claimId)
    await acceptProposal(news.reporter, { proposalId })
    expect((await getClaim(news.checker2, claimId)).state).toBe('reopened')
    expect((await acts(news.db, articleId)).slice(-3)).toEqual(['verdict.given', 'claim.reopened', 'wording.accepted'])
    await reconcileClaims(news.reporter, articleId)
    expect((await acts(news.db, articleId)).slice(-3)).toEqual(['verdict.given', 'claim.reopened', 'wording.accepted'])
  })
})

describe('declining it', () => {
  it('[CL-11] is for who may write, with a reason that reaches its proposer, and for the proposer', async () => {
    const { articleId, claimId, proposalId } = await proposed()
    const reason = 'The source says 20.'
    expect((await refusal(declineProposal(news.checker2, { proposalId, reason }))).code).toBe('forbidden')
    expect((await refusal(declineProposal(news.stranger, { proposalId, reason }))).code).toBe('not-found')
    await declineProposal(news.reporter, { proposalId, reason })
    expect((await getClaim(news.checker, claimId)).proposals).toMatchObject([{ decision: { accepted: false, reason, by: { name: 'Rita Reporter' } } }])
    expect(await told(news.checker, articleId)).toEqual(['wording.declined'])
    expect((await refusal(acceptProposal(news.reporter, { proposalId }))).code).toBe('conflict')
    await declineProposal(news.checker, { proposalId: await propose(news.checker, claimId, 'sold 20 drones'), reason: 'On second thought.' })
  })

  it('[CL-11c] leaves its proposer without a part in the wording', async () => {
    const { claimId, proposalId } = await proposed()
    await declineProposal(news.reporter, { proposalId, reason: 'No.' })
    await verify(news.checker, claimId)
  })
})

it('[CL-11b] whose right to write has gone accepts nothing, even while it is being accepted', async () => {
  const { proposalId } = await proposed()
  const gone = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['reporter'], name: 'Gus Gone' }))
  await news.db.deskMember.deleteMany({ where: { userId: gone.actor.userId } })
  expect((await refusal(acceptProposal(gone, { proposalId }))).code).toBe('forbidden')
})
