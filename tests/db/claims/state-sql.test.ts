import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLAIM_STATES, PRIORITIES, VERDICTS } from '#lib/domain/claims/terms.ts'
import { listBoard } from '#lib/queries/board/list-board.ts'
import { search } from '#lib/queries/search/search.ts'
import { openNewsroom, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom
let articleId: string

beforeAll(async () => {
  news = await openNewsroom()
  articleId = await news.newArticle()
  await makeClaims(600)
})
afterAll(() => news.close())

/** The same every time (mulberry32), so that a fault comes again. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % sides
  }
}

const PLAIN = { kind: 'figure', taggedWording: 'w', wording: 'w', wordingHash: '', prefix: '', suffix: '' } as const
/** A claim that has left the article. */
const foundOn = randomUUID()

/** Claims with verdicts, waivers, evidence and tasks in every mixture. */
async function makeClaims(count: number): Promise<void> {
  const roll = dice(20)
  const checkers = [news.checker, news.checker2, news.publisher].map(({ actor }) => actor.userId)
  const of = <T>(list: readonly T[]): T => {
    const one = list[roll(list.length)]
    if (one === undefined) throw new Error('an empty list')
    return one
  }
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, minute * 60))
  await news.db.claim.create({ data: { ...PLAIN, id: foundOn, articleId, number: count + 1, createdById: news.editor.actor.userId, removedAt: at(0) } })
  const source = randomUUID()
  const [checkerId = ''] = checkers
  await news.db.verdict.create({ data: { id: source, claimId: foundOn, checkerId, verdict: 'verified', rationale: 'x', wording: 'v', wordingHash: '' } })
  const hashes = ['a', 'b'].map((letter) => letter.repeat(64))
  for (let number = 1; number <= count; number += 1) {
    const id = randomUUID()
    const claim = { ...PLAIN, id, articleId, number, wordingHash: hashes[0] ?? '' }
    const made = { createdById: news.editor.actor.userId, createdAt: at(roll(40)), priority: of(PRIORITIES) }
    await news.db.claim.create({ data: { ...claim, ...made, secondCheck: roll(3) === 0, detachedAt: roll(12) === 0 ? at(0) : null } })
    const evidence = await makeEvidence(id, roll)
    const broughtOver = randomUUID()
    await news.db.inheritedVerdict.create({
      data: { id: broughtOver, claimId: id, verdictId: source, wordingHash: '', broughtById: made.createdById, fallenAt: roll(2) === 0 ? at(9) : null },
    })
    const weighed = () => {
      const named = evidence.filter(() => roll(3) > 0).map((one) => ({ ...one, as: roll(4) === 0 ? of(SAID) : one.id }))
      const evidenceIds = named.map((one) => one.as)
      return { evidenceIds, againstIds: named.filter((one) => one.relation === 'contradicts').map((one) => one.as) }
    }
    for (let minute = 1; minute <= roll(5); minute += 1) {
      const createdAt = at(minute)
      const wordingHash = roll(4) === 0 ? (hashes[1] ?? '') : claim.wordingHash
      if (roll(4) === 0)
        await news.db.waiver.create({
          data: { id: randomUUID(), claimId: id, userId: news.editor.actor.userId, reason: 'x', wordingHash, createdAt, ownWords: roll(6) === 0, ...weighed() },
        })
      else {
        const verdict = roll(2) === 0 ? 'verified' : of(VERDICTS)
        await news.db.verdict.create({
          data: {
            id: randomUUID(),
            claimId: id,
            checkerId: of(checkers),
            verdict,
            rationale: 'x',
            wording: 'w',
            wordingHash,
            createdAt,
            ownWords: roll(6) === 0,
            inheritedId: roll(4) === 0 ? broughtOver : null,
            ...weighed(),
          },
        })
      }
    }
    if (roll(3) === 0) await makeFinding(id, { wordingHash: hashes[roll(4) === 0 ? 1 : 0] ?? '', roll, checkerId: of(checkers), createdAt: at(0.5 + roll(5)) })
    if (roll(2) === 0)
      await news.db.task.create({
        data: {
          id: randomUUID(),
          claimId: id,
          assigneeId: of(checkers),
          createdById: made.createdById,
          state: of(['open', 'in_checking', 'done', 'cancelled']),
        },
      })
  }
}

/** CL-6u: on words that stand in the claim with this hash. */
async function makeFinding(
  claimId: string,
  { wordingHash, roll, ...given }: { wordingHash: string; roll: (sides: number) => number; checkerId: string; createdAt: Date },
) {
  const verdict = VERDICTS.filter((value) => value !== 'verified')[roll(VERDICTS.length - 1)] ?? 'incorrect'
  const verdictId = randomUUID()
  await news.db.verdict.create({ data: { id: verdictId, claimId: foundOn, verdict, rationale: 'x', wording: 'v', wordingHash: 'c'.repeat(64), ...given } })
  await news.db.standingFinding.create({ data: { claimId, verdictId, wordingHash } })
}

/** What evidence can be known by once it was changed. */
const SAID = [randomUUID(), randomUUID(), randomUUID()] as const

/** None of most. */
async function makeEvidence(claimId: string, roll: (sides: number) => number) {
  const made = Array.from({ length: Math.max(0, roll(5) - 2) }, () => ({
    id: randomUUID(),
    claimId,
    type: 'note' as const,
    relation: roll(2) === 0 ? ('contradicts' as const) : ('supports' as const),
    confidential: roll(3) === 0,
    withdrawnAt: roll(3) === 0 ? new Date() : null,
    saidIds: roll(4) === 0 ? [SAID[0], SAID[roll(2) === 0 ? 1 : 2], SAID[roll(2) === 0 ? 0 : 2]] : [],
    createdById: news.editor.actor.userId,
  }))
  await news.db.evidence.createMany({ data: made })
  return made
}

async function walk(state: (typeof CLAIM_STATES)[number] | undefined, limit: number): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | undefined; ;) {
    const page = await listBoard(news.editor, { articleId, limit, ...(state && { state: [state] }), ...(cursor !== undefined && { cursor }) })
    ids.push(...page.items.map(({ id }) => id))
    if (page.nextCursor === null) return ids
    expect(page.items).toHaveLength(limit)
    cursor = page.nextCursor
  }
}

describe('states asked of the database', () => {
  it('[CL-6, WO-1a] are those that follow from the facts, in full pages and in the order of the board', async () => {
    const { items } = await listBoard(news.editor, { articleId, limit: 1000 })
    expect(items).toHaveLength(600)
    expect(await walk(undefined, 97)).toEqual(items.map(({ id }) => id))
    for (const state of CLAIM_STATES) {
      const ids = items.filter((item) => item.state === state).map(({ id }) => id)
      expect([state, ids.length > 3]).toEqual([state, true])
      expect([state, await walk(state, 7)]).toEqual([state, ids])
    }
  })

  it('[CL-6, WO-1k] are found of several at once as of each', async () => {
    const { items } = await listBoard(news.editor, { articleId, limit: 1000 })
    const roll = dice(7)
    for (let round = 0; round < 25; round += 1) {
      const states = CLAIM_STATES.filter(() => roll(3) > 0)
      if (states.length === 0) continue
      const found = (await listBoard(news.editor, { articleId, limit: 1000, state: states, sort: 'tagged' })).items.map(({ id }) => id).toSorted()
      const wanted = items.filter(({ state }) => states.includes(state)).map(({ id }) => id)
      expect([states, found]).toEqual([states, wanted.toSorted()])
    }
  })

  it('[SR-1c] are the same in a search, page by page', async () => {
    const { items } = await listBoard(news.editor, { articleId, limit: 1000 })
    for (const state of CLAIM_STATES) {
      const found: string[] = []
      for (let cursor: string | undefined; ;) {
        const page = await search(news.editor, { q: '', state, limit: 20, ...(cursor !== undefined && { cursor }) })
        found.push(...page.items.map(({ id }) => id))
        if (page.nextCursor === null) break
        expect(page.items).toHaveLength(20)
        cursor = page.nextCursor
      }
      expect([state, found.toSorted()]).toEqual([
        state,
        items
          .filter((item) => item.state === state)
          .map(({ id }) => id)
          .toSorted(),
      ])
    }
  })
})
