import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLAIM_SELECT, type ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { claimsById, claimsWithArticle, loadAllClaims, loadClaims } from '#lib/queries/claims/load-claims.ts'
import { findArticle } from '#lib/queries/review/load-article.ts'
import { openNewsroom, tag, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom
let articleId: string
/** With something of every kind, with nothing, and one that was removed. */
let ids: readonly [string, string, string]

beforeAll(async () => {
  news = await openNewsroom()
  articleId = await news.newArticle()
  await news.db.article.update({ where: { id: articleId }, data: { awaits: ['desk', 'fact_check'] } })
  ids = [
    await tag(news.editor, articleId, 'has sold 20 drones'),
    await tag(news.editor, articleId, 'a NATO member'),
    await tag(news.editor, articleId, 'his second since Russian forces invaded Ukraine'),
  ]
  await verify(news.checker, ids[1], 'incorrect')
  await fill(ids[0])
  await news.db.claim.update({ where: { id: ids[2] }, data: { removedAt: at(9), mergedIntoId: ids[0] } })
})
afterAll(() => news.close())

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute, 0, 123))

/** Whatever can belong to a claim, twice: as it counts, and as it does not. */
async function fill(claimId: string): Promise<void> {
  const { db } = news
  const [userId, other] = [news.checker.actor.userId, news.checker2.actor.userId]
  const said = { rationale: 'x', wording: 'w “w” \\ "w"', wordingHash: 'a'.repeat(64) }
  const found = await db.verdict.findFirstOrThrow({ where: { verdict: 'incorrect' } })
  const brought = [randomUUID(), randomUUID(), randomUUID()]
  const inherited = { claimId, verdictId: found.id, wordingHash: '', broughtById: userId }
  await db.inheritedVerdict.createMany({
    data: [
      { id: brought[0]!, ...inherited, fallenAt: at(3) },
      { id: brought[1]!, ...inherited },
      { id: brought[2]!, ...inherited, takenBackAt: at(3) },
    ],
  })
  const given = { claimId, ...said, evidenceIds: [randomUUID(), randomUUID()], againstIds: [randomUUID()] }
  await db.verdict.create({
    data: { id: randomUUID(), ...given, checkerId: userId, verdict: 'unverifiable', condition: 'c', ownWords: true, createdAt: at(5) },
  })
  await db.verdict.create({
    data: { id: randomUUID(), ...given, checkerId: other, verdict: 'verified', inheritedId: brought[0]!, besideHash: 'b', createdAt: at(4) },
  })
  await db.standingFinding.create({ data: { claimId, verdictId: found.id, wordingHash: said.wordingHash } })
  const waived = { claimId, reason: 'x', wordingHash: said.wordingHash, evidenceIds: [randomUUID()] }
  await db.waiver.create({ data: { id: randomUUID(), ...waived, userId: other, createdAt: at(7) } })
  await db.waiver.create({ data: { id: randomUUID(), ...waived, userId, ownWords: true, createdAt: at(6) } })
  const evidence = { claimId, type: 'note' as const, createdById: userId }
  const source = randomUUID()
  await db.evidence.create({ data: { id: source, ...evidence, relation: 'contradicts', confidential: true, saidIds: [randomUUID(), randomUUID()] } })
  await db.evidence.create({ data: { id: randomUUID(), ...evidence, relation: 'context', withdrawnAt: at(8), copiedFromId: source } })
  const task = { claimId, assigneeId: userId, createdById: other }
  await db.task.create({ data: { id: randomUUID(), ...task, state: 'in_checking', dueAt: at(50), question: 'When?', secondCheck: true, createdAt: at(2) } })
  await db.task.create({ data: { id: randomUUID(), ...task, state: 'done', ended: 'handed_back', endReason: 'ill', closedAt: at(3), createdAt: at(1) } })
  const proposal = { claimId, proposedById: userId, before: 'w', beforeHash: 'h', after: 'v' }
  await db.wordingProposal.create({ data: { id: randomUUID(), ...proposal, createdAt: at(1) } })
  await db.wordingProposal.create({ data: { id: randomUUID(), ...proposal, createdAt: at(2), decidedAt: at(3), decidedById: other, accepted: false } })
  await db.heldWording.create({ data: { claimId, wordingHash: 'k'.repeat(64), articleId, wording: 'words that left', heldBy: 'against' } })
  await db.alteredQuote.create({ data: { claimId, quoteHash: 'q'.repeat(64), quote: 'words that left' } })
  const query = { claimId, askedById: userId, question: 'Who?', wording: 'w', authorIds: [other] }
  await db.authorQuery.create({ data: { id: randomUUID(), ...query, objection: true, createdAt: at(2) } })
  await db.authorQuery.create({ data: { id: randomUUID(), ...query, createdAt: at(1) } })
  await db.authorQuery.create({ data: { id: randomUUID(), ...query, closedAt: at(3), closedById: other } })
  await db.claim.update({
    where: { id: claimId },
    data: { note: 'n', secondCheck: true, legalFlag: true, legalFlaggedById: other, detachedAt: at(1), splitFromId: ids[1], pastedFromId: ids[1] },
  })
}

/** What has no order of its own is told by its id. */
function ordered(claims: readonly ClaimRow[]): ClaimRow[] {
  return claims.map((claim) => ({
    ...claim,
    evidence: claim.evidence.toSorted((one, two) => one.id.localeCompare(two.id)),
    inherited: claim.inherited.toSorted((one, two) => one.id.localeCompare(two.id)),
    wordingProposals: claim.wordingProposals.toSorted((one, two) => Number(one.createdAt) - Number(two.createdAt)),
  }))
}

describe('the statement that reads claims', () => {
  it('answers what Prisma would, of everything that can belong to a claim', async () => {
    const asked = await news.db.claim.findMany({ where: { articleId }, orderBy: { number: 'asc' }, select: CLAIM_SELECT })
    expect(asked.map(({ id }) => id)).toEqual(ids)
    // Of every list one claim has something, so that an empty answer cannot pass.
    const lists = Object.entries(asked[0] ?? {}).filter(([, value]) => Array.isArray(value))
    expect(lists.filter(([, value]) => Array.isArray(value) && value.length === 0)).toEqual([])
    expect(ordered(await loadAllClaims(news.db, articleId))).toEqual(ordered(asked))
    expect(ordered(await claimsById(news.db, [...ids].toReversed()))).toEqual(ordered(asked))
    expect(ordered(await loadClaims(news.db, articleId))).toEqual(ordered(asked.slice(0, 2)))
  })

  it('answers with each its article', async () => {
    const article = await news.db.article.findUniqueOrThrow({
      where: { id: articleId },
      select: { slug: true, awaits: true, desk: { select: { timeZone: true } } },
    })
    const [claim] = await claimsWithArticle(news.db, [ids[1]])
    expect(claim).toMatchObject({ id: ids[1], article })
    expect(claim?.article).toEqual(await findArticle(news.db, articleId))
  })

  it('asks nothing of no claim', async () => {
    expect([await claimsById(news.db, []), await claimsWithArticle(news.db, []), await loadClaims(news.db)]).toEqual([[], [], []])
  })
})
