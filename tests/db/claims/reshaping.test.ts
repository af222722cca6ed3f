import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listClaims } from '#lib/queries/claims/list-claims.ts'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import { listRecord } from '#lib/queries/record/list-record.ts'
import { mergeClaims } from '#lib/services/claims/merge-claims.ts'
import { moveEdges } from '#lib/services/claims/move-edges.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { splitClaim } from '#lib/services/claims/split-claim.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { assignClaim } from '#lib/services/tasks/assign-claim.ts'
import { updateTask } from '#lib/services/tasks/update-task.ts'
import { contextOf, makeActor } from '#tests/support/factories.ts'
import { acts, openNewsroom, refusal, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

const SOON = '2030-01-01T10:00:00.000Z'
const LATER = '2030-01-02T10:00:00.000Z'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

async function verified(quote: string): Promise<{ articleId: string; claimId: string }> {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, quote)
  await verify(news.checker, claimId)
  return { articleId, claimId }
}

describe('moving the edges of a claim', () => {
  it('[CL-5a] re-opens it with the words that it now covers; moved back, the verdict holds again', async () => {
    const { articleId, claimId } = await verified('sold 20 drones')
    await moveEdges(news.editor, { claimId, quote: 'has sold 20 drones to Ukrainian soldiers' })
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'reopened', wording: 'has sold 20 drones to Ukrainian soldiers' })
    await moveEdges(news.checker, { claimId, quote: 'sold 20 drones' })
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'verified', wording: 'sold 20 drones' })
    expect((await acts(news.db, articleId)).filter((act) => act === 'claim.edges_moved')).toHaveLength(2)
  })

  it('[CL-5h] says that the copy is as it was, in the panel and in the notice; and no more once the words themselves changed', async () => {
    const { articleId, claimId } = await verified('has sold 20 drones to Ukrainian soldiers')
    await moveEdges(news.editor, { claimId, quote: '20 drones' })
    expect((await getClaim(news.checker, claimId)).reopened).toMatchObject({ placed: true, by: [{ name: 'Ed Editor' }] })
    const [notice] = (await listNotifications(news.checker, { limit: 1 })).items
    expect(notice).toMatchObject({ kind: 'reopened', action: 'claim.edges_moved', actorName: 'Ed Editor', claim: { id: claimId, diff: null } })
    await type(news.reporter, articleId, ['20', '30'])
    await reconcileClaims(news.reporter, articleId)
    expect((await getClaim(news.checker, claimId)).reopened).toMatchObject({ placed: false })
  })

  it('[CL-5a] lasts: what was cut off does not come back by itself', async () => {
    const { articleId, claimId } = await verified('has sold 20 drones to Ukrainian soldiers')
    await moveEdges(news.editor, { claimId, quote: '20 drones' })
    await type(news.reporter, articleId, ['programme', 'programmes'])
    await reconcileClaims(news.reporter, articleId)
    expect(await getClaim(news.checker, claimId)).toMatchObject({ wording: '20 drones' })
  })

  it('[CL-5a] goes to words that share some with it only', async () => {
    const { claimId } = await verified('sold 20 drones')
    expect(await refusal(moveEdges(news.editor, { claimId, quote: 'The nations of the world' }))).toMatchObject({ code: 'conflict' })
    expect(await refusal(moveEdges(news.editor, { claimId, quote: 'no such words' }))).toMatchObject({ code: 'quote-not-found' })
  })

  it('[CL-5a] [RE-2g] an author of the wording widens it, and takes no words out of it', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.checker, articleId, 'sold 20 drones')
    await type(news.editor, articleId, ['20', '30'])
    await reconcileClaims(news.editor, articleId)
    await moveEdges(news.editor, { claimId, quote: 'has sold 30 drones' })
    expect(await refusal(moveEdges(news.editor, { claimId, quote: 'drones' }))).toMatchObject({ code: 'four-eyes' })
    await moveEdges(news.publisher, { claimId, quote: '30 drones' })
  })

  it('[CL-5] is for the desk and for who tagged the claim; to strangers it does not exist', async () => {
    const articleId = await news.newArticle()
    const desks = await tag(news.editor, articleId, 'sold 20 drones')
    const own = await tag(news.legal, articleId, 'a NATO member')
    expect(await refusal(moveEdges(news.legal, { claimId: desks, quote: '20 drones' }))).toMatchObject({ code: 'forbidden' })
    expect(await refusal(moveEdges(news.stranger, { claimId: desks, quote: '20 drones' }))).toMatchObject({ code: 'not-found' })
    await moveEdges(news.legal, { claimId: own, quote: 'NATO member' })
  })
})

describe('splitting a claim', () => {
  it('[CL-5b] leaves two claims that cover all of its words, both to be checked', async () => {
    const { articleId, claimId } = await verified('has sold 20 drones to Ukrainian soldiers')
    const made = await splitClaim(news.checker, { claimId, quote: 'to Ukrainian soldiers', kind: 'name' })
    expect(await getClaim(news.checker, claimId)).toMatchObject({ number: 1, state: 'reopened', wording: 'has sold 20 drones' })
    expect(await getClaim(news.checker, made.claimId)).toMatchObject({ number: 2, kind: 'name', state: 'open', wording: 'to Ukrainian soldiers' })
    expect(await acts(news.db, articleId)).toContain('claim.split')
  })

  it('[CL-5k] leaves both with who is asked, by the same time and with the same question, which is told and recorded; each is done for itself', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, 'has sold 20 drones to Ukrainian soldiers')
    await updateClaim(news.editor, { claimId, priority: 'high' })
    const { userId } = news.checker2.actor
    const { taskId } = await assignClaim(news.editor, { claimId, assigneeId: userId, dueAt: SOON, question: 'Sold to whom?', secondCheck: true })
    await updateTask(news.checker2, { taskId, state: 'in_checking' })
    const made = await splitClaim(news.checker, { claimId, quote: 'to Ukrainian soldiers' })
    const task = {
      assignee: { id: userId },
      createdBy: { id: news.editor.actor.userId },
      state: 'in_checking',
      dueAt: SOON,
      question: 'Sold to whom?',
      secondCheck: true,
    }
    const both = async () => [await getClaim(news.checker, claimId), await getClaim(news.checker, made.claimId)]
    expect(await both()).toMatchObject([
      { state: 'in_checking', priority: 'high', tasks: [task] },
      { state: 'in_checking', priority: 'high', tasks: [task] },
    ])
    expect((await listNotifications(news.checker2, { limit: 1 })).items).toMatchObject([{ action: 'task.carried', claim: { id: made.claimId } }])
    const row = (await listRecord(news.editor, articleId)).items.findLast(({ action }) => action === 'claim.split')
    expect(JSON.parse(row?.data ?? '')).toMatchObject({ checkers: 'Carl Checker', tasks: [{ assigneeId: userId }] })
    await verify(news.checker2, claimId)
    expect((await both()).map(({ tasks }) => tasks.map(({ state }) => state))).toEqual([['done'], ['in_checking']])
  })

  it('[CL-5k] a piece of what was checked is asked of who checked it, as the rest is', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, 'has sold 20 drones to Ukrainian soldiers')
    await assignClaim(news.editor, { claimId, assigneeId: news.checker.actor.userId })
    await verify(news.checker, claimId)
    const made = await splitClaim(news.checker, { claimId, quote: 'to Ukrainian soldiers' })
    for (const id of [claimId, made.claimId])
      expect((await getClaim(news.checker, id)).tasks).toMatchObject([{ assignee: { name: 'Cleo Checker' }, state: 'open' }])
  })

  it('[CL-5b] takes words at one end only, and leaves some', async () => {
    const { claimId } = await verified('has sold 20 drones to Ukrainian soldiers')
    for (const quote of ['20 drones', 'has sold 20 drones to Ukrainian soldiers', 'Turkey, a NATO member, has sold'])
      expect(await refusal(splitClaim(news.checker, { claimId, quote }))).toMatchObject({ code: 'conflict' })
  })

  it('[CL-5b] who had a part in the wording has it in both', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.checker, articleId, 'has sold 20 drones to Ukrainian soldiers')
    const both = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['editor', 'checker'], name: 'Bo Both' }))
    await type(both, articleId, ['20', '30'])
    await reconcileClaims(both, articleId)
    const made = await splitClaim(news.checker, { claimId, quote: 'to Ukrainian soldiers' })
    expect(await refusal(verify(both, made.claimId))).toMatchObject({ code: 'four-eyes' })
  })
})

describe('merging two claims', () => {
  it('[CL-5c] leaves one on the words of both, with the evidence and open tasks of the other; the other keeps its verdicts', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
    const otherId = await tag(news.editor, articleId, 'Ukrainian soldiers')
    await addEvidence(news.checker, { claimId: otherId, type: 'note', text: 'Seen.', relation: 'supports' })
    await verify(news.checker, otherId)
    await assignClaim(news.editor, { claimId: otherId, assigneeId: news.checker2.actor.userId })
    await mergeClaims(news.checker, { claimId, otherId })
    expect(await listClaims(news.checker, articleId)).toMatchObject([
      {
        id: claimId,
        wording: 'has sold 20 drones to Ukrainian soldiers',
        evidence: [{ text: 'Seen.' }],
        tasks: [{ assignee: { name: 'Carl Checker' }, state: 'open' }],
        verdicts: [],
      },
    ])
    expect(await refusal(getClaim(news.checker, otherId))).toMatchObject({ code: 'removed', extra: { mergedIntoId: claimId } })
    expect(await news.db.claim.findUniqueOrThrow({ where: { id: otherId }, include: { verdicts: true } })).toMatchObject({
      mergedIntoId: claimId,
      verdicts: [{ verdict: 'verified' }],
    })
    expect(await acts(news.db, articleId)).toContain('claim.merged')
  })

  it('[CL-5k] asks those of both about the whole, and who was asked about both once, by the sooner time and with both questions', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
    const otherId = await tag(news.editor, articleId, 'Ukrainian soldiers')
    await updateClaim(news.editor, { claimId: otherId, priority: 'high' })
    const [cleo, carl] = [news.checker.actor.userId, news.checker2.actor.userId]
    await assignClaim(news.editor, { claimId, assigneeId: cleo, dueAt: LATER, question: 'How many?' })
    await assignClaim(news.editor, { claimId: otherId, assigneeId: cleo, dueAt: SOON, question: 'Whose?' })
    await assignClaim(news.editor, { claimId: otherId, assigneeId: carl, dueAt: LATER })
    await mergeClaims(news.editor, { claimId, otherId })
    const merged = await getClaim(news.editor, claimId)
    expect(merged).toMatchObject({ priority: 'high', state: 'assigned' })
    expect(merged.tasks.map(({ assignee, dueAt, question }) => [assignee.id, dueAt, question])).toEqual([
      [cleo, SOON, 'How many?\n\nWhose?'],
      [carl, LATER, null],
    ])
    const told = async (ctx: Newsroom['editor']) => (await listNotifications(ctx, { limit: 1 })).items.map(({ action, claim }) => [action, claim?.id])
    expect([await told(news.checker), await told(news.checker2)]).toEqual([[['task.changed', claimId]], [['task.carried', claimId]]])
    const row = (await listRecord(news.editor, articleId)).items.findLast(({ action }) => action === 'claim.merged')
    expect(JSON.parse(row?.data ?? '')).toMatchObject({ checkers: 'Carl Checker' })
  })

  it('[CL-5c] only of one article, only near one another', async () => {
    const articleId = await news.newArticle(`One fact here.\n\n${'Much other copy stands between them. '.repeat(12)}\n\nAnother fact there.`)
    const [one, two] = [await tag(news.editor, articleId, 'One fact'), await tag(news.editor, articleId, 'Another fact')]
    const elsewhere = await tag(news.editor, await news.newArticle(), '20 drones')
    for (const otherId of [one, two, elsewhere]) expect(await refusal(mergeClaims(news.editor, { claimId: one, otherId }))).toMatchObject({ code: 'conflict' })
  })
})
