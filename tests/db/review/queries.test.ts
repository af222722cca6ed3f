import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { listArticles } from '#lib/queries/articles/list-articles.ts'
import { listQueries } from '#lib/queries/author-queries/list-queries.ts'
import { listBoard } from '#lib/queries/board/list-board.ts'
import { getClaimHistory } from '#lib/queries/claims/get-claim-history.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listClaims } from '#lib/queries/claims/list-claims.ts'
import { getHandover } from '#lib/queries/handover/get-handover.ts'
import { listCheckedBefore } from '#lib/queries/library/list-checked-before.ts'
import { listTasks } from '#lib/queries/tasks/list-tasks.ts'
import { getGate } from '#lib/queries/review/get-gate.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { askAuthor } from '#lib/services/author-queries/ask-author.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { waiveClaim } from '#lib/services/claims/waive-claim.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { giveSignOff } from '#lib/services/review/give-sign-off.ts'
import { assignClaim } from '#lib/services/tasks/assign-claim.ts'
import { giveVerdict } from '#lib/services/verdicts/give-verdict.ts'
import { openNewsroom, signOff, tag, type, type Newsroom } from './newsroom.ts'

/**
 * How many statements an act may send, BEGIN and COMMIT among them: those of docs/performance.md and one or two more.
 * What a rule asks for comes several times in every act, so that a few that are added are to be seen here.
 */
const MOST = {
  'tag the first claim': 44,
  'tag another': 34,
  'open a claim': 7,
  'ask for a check': 43,
  'add a note': 29,
  'open a claim with evidence': 12,
  'give a verdict': 40,
  'ask the author': 38,
  'pass over typing beside claims': 16,
  'pass over typing in a claim': 48,
  'give it again': 40,
  'find another incorrect': 47,
  'waive that': 46,
  'list the claims': 14,
  'look at the gate': 8,
  'list the articles': 5,
  'look at the board': 9,
  'list tasks': 4,
  'list questions': 8,
  'hand over': 18,
  'see what was checked before': 24,
  'read the history of a claim': 20,
  'look at the review page': 14,
  'sign off': 35,
  publish: 50,
} as const

type Act = keyof typeof MOST

const query = vi.spyOn(pg.Client.prototype, 'query')
let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
  // Connections are opened, and the first of everything is done.
  await evening()
})
afterAll(() => news.close())

/** What a desk does with an article of so many claims beside those that it deals with: how much each act asks. */
async function evening(others = 0): Promise<Map<Act, number>> {
  const { editor, reporter, checker, checker2, publisher } = news
  const lines = Array.from({ length: others }, (_, index) => `Reporters counted ${index + 100} ships in harbour ${index + 1}.`)
  const articleId = await news.newArticle(
    ['Turkey, a NATO member, has sold 20 drones to soldiers.', 'The nations of the world watched.', ...lines].join('\n\n'),
  )
  const asked = new Map<Act, number>()
  const count = async <T>(act: Act, done: () => Promise<T>): Promise<T> => {
    query.mockClear()
    const answer = await done()
    asked.set(act, query.mock.calls.length)
    return answer
  }
  const wordingOf = async (claimId: string) => (await getClaim(editor, claimId)).wordingHash
  const give = async (claimId: string, act: Act, ctx = checker, verdict: 'verified' | 'incorrect' = 'verified') => {
    const wordingHash = await wordingOf(claimId)
    await count(act, () => giveVerdict(ctx, { claimId, verdict, rationale: 'Two sources agree.', wordingHash }))
  }

  const claimId = await count('tag the first claim', () => tag(editor, articleId, 'has sold 20 drones'))
  for (const [index] of lines.entries()) await settle(await tag(editor, articleId, `harbour ${index + 1}.`))
  const otherId = await count('tag another', () => tag(editor, articleId, 'a NATO member'))
  await count('open a claim', () => getClaim(editor, claimId))
  await count('ask for a check', () => assignClaim(editor, { claimId, assigneeId: checker.actor.userId }))
  await count('add a note', () => addEvidence(checker, { claimId, type: 'note', relation: 'supports', text: 'The contract says so.' }))
  await count('open a claim with evidence', () => getClaim(editor, claimId))
  await give(claimId, 'give a verdict')
  await count('ask the author', () => askAuthor(checker, { claimId: otherId, question: 'Since when?' }))
  await type(reporter, articleId, ['nations of the world', 'nations of the earth'])
  await count('pass over typing beside claims', () => reconcileClaims(reporter, articleId))
  await type(reporter, articleId, ['20 drones', '30 drones'])
  await count('pass over typing in a claim', () => reconcileClaims(reporter, articleId))
  await give(claimId, 'give it again')
  await give(otherId, 'find another incorrect', checker2, 'incorrect')
  const wordingHash = await wordingOf(otherId)
  await count('waive that', () => waiveClaim(editor, { claimId: otherId, wordingHash, reason: 'The desk knows.' }))
  await count('list the claims', () => listClaims(editor, articleId))
  await count('look at the gate', () => getGate(editor, articleId))
  await count('list the articles', () => listArticles(editor, { limit: 20 }))
  await count('look at the board', () => listBoard(editor, { limit: 20 }))
  await count('list tasks', () => listTasks(checker, { limit: 20 }))
  await count('list questions', () => listQueries(editor, { limit: 20 }))
  await count('hand over', () => getHandover(editor, { deskId: news.deskId }))
  await count('see what was checked before', () => listCheckedBefore(editor, claimId))
  await count('read the history of a claim', () => getClaimHistory(editor, claimId))
  const { gate } = await count('look at the review page', () => getReview(editor, articleId))
  const { contentHash, claimSetHash } = gate
  await count('sign off', () => giveSignOff(editor, { articleId, kind: 'desk', contentHash, claimSetHash }))
  await signOff(checker, articleId, 'fact_check')
  await signOff(publisher, articleId, 'final')
  await count('publish', () => publishArticle(publisher, { articleId, contentHash }))
  return asked
}

/** Verified, with evidence. */
async function settle(claimId: string): Promise<void> {
  const { checker } = news
  await addEvidence(checker, { claimId, type: 'note', relation: 'supports', text: 'Counted.' })
  const { wordingHash } = await getClaim(checker, claimId)
  await giveVerdict(checker, { claimId, verdict: 'verified', rationale: 'Counted.', wordingHash })
}

describe('what an act asks of the database', () => {
  it('stays within what is written down for it', async () => {
    const asked = await evening()
    expect([...asked.keys()].toSorted()).toEqual(Object.keys(MOST).toSorted())
    const beyond = [...asked].filter(([act, found]) => found > MOST[act]).map(([act, found]) => `${act}: ${found}, and at most ${MOST[act]} were meant`)
    expect(beyond).toEqual([])
  })

  it('does not grow with the claims of the article', async () => {
    const [few, many] = [await evening(1), await evening(9)]
    expect(many).toEqual(few)
  })
})
