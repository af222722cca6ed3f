import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import type { BoardFilter } from '#lib/api/schemas/board.ts'
import type { BoardItem } from '#lib/api/schemas/claims.ts'
import { BOARD_DUES, BOARD_SORTS, type BoardDue, type BoardSort, STATES_BY_PROGRESS } from '#lib/domain/claims/board.ts'
import { dayBounds } from '#lib/domain/desks/time-zone.ts'
import { CLAIM_KINDS, isOpenAgain, PRIORITIES, STATES_TO_CHECK } from '#lib/domain/claims/terms.ts'
import { listBoard } from '#lib/queries/board/list-board.ts'
import { openNewsroom, refusal, type Newsroom } from '../review/newsroom.ts'

const ZONE = 'Asia/Tokyo'
const HOUR = 60 * 60 * 1000
let news: Newsroom
let items: BoardItem[]
const taggedAt = new Map<string, number>()

beforeAll(async () => {
  news = await openNewsroom()
  await news.db.desk.update({ where: { id: news.deskId }, data: { timeZone: ZONE } })
  const articles = [await news.newArticle(), await news.newArticle()]
  await news.db.article.update({ where: { id: articles[0] ?? '' }, data: { title: 'zebras' } })
  for (let number = 1; number <= 160; number += 1) await makeClaim(articles[number % 2] ?? '', number)
  items = (await listBoard(news.editor, { limit: 1000 })).items
  for (const { id, createdAt } of await news.db.claim.findMany({ select: { id: true, createdAt: true } })) taggedAt.set(id, createdAt.getTime())
})
afterAll(() => news.close())

/** Of every mixture: kinds, priorities, up to three tasks by three people, due and not, done and not. */
async function makeClaim(articleId: string, number: number): Promise<void> {
  const id = randomUUID()
  const hash = 'a'.repeat(64)
  const at = new Date(Date.UTC(2026, 0, 1, 0, number % 23))
  await news.db.claim.create({
    data: {
      id,
      articleId,
      number,
      kind: CLAIM_KINDS[number % 7] ?? 'other',
      taggedWording: 'w',
      wording: 'w',
      wordingHash: hash,
      prefix: '',
      suffix: '',
      createdById: news.editor.actor.userId,
      createdAt: at,
      priority: PRIORITIES[number % 3] ?? 'low',
      secondCheck: number % 10 === 0,
    },
  })
  const people = [news.checker, news.checker2, news.publisher].map(({ actor }) => actor.userId)
  for (let turn = 0; turn < number % 4; turn += 1) {
    const state = (['open', 'done', 'in_checking', 'open', 'cancelled'] as const)[(number + turn * 2) % 5] ?? 'open'
    const hours = [null, -30, -1, 2, 60][(number + turn) % 5] ?? null
    await news.db.task.create({
      data: {
        id: randomUUID(),
        claimId: id,
        assigneeId: people[(number + turn) % 3] ?? '',
        createdById: news.editor.actor.userId,
        state,
        dueAt: hours === null ? null : new Date(news.editor.now().getTime() + hours * HOUR),
        createdAt: new Date(at.getTime() + turn * 1000),
      },
    })
  }
  if (number % 5 === 0)
    await news.db.verdict.create({
      data: {
        id: randomUUID(),
        claimId: id,
        checkerId: people[0] ?? '',
        verdict: 'verified',
        rationale: 'x',
        wording: 'w',
        wordingHash: number % 2 === 1 ? hash : 'b'.repeat(64),
        createdAt: at,
      },
    })
}

async function walk(filter: BoardFilter, limit: number): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | undefined; ;) {
    const page = await listBoard(news.editor, { ...filter, limit, ...(cursor !== undefined && { cursor }) })
    ids.push(...page.items.map(({ id }) => id))
    if (page.nextCursor === null) return ids
    expect(page.items).toHaveLength(limit)
    cursor = page.nextCursor
  }
}

/** What a row shows in the column, to be compared; null where it shows nothing. */
function shown({ article, kind, state, task, due }: BoardItem, column: string): string | number | null {
  if (column === 'claim') return article.title.toLowerCase()
  if (column === 'kind') return CLAIM_KINDS.indexOf(kind)
  if (column === 'state') return STATES_BY_PROGRESS.indexOf(state)
  if (column === 'assignee') return task?.assignee.name.toLowerCase() ?? null
  return due?.at ?? null
}

it('[WO-1k] is ordered by each column both ways, whole pages of it, what is empty last', async () => {
  for (const sort of BOARD_SORTS.filter((each) => !each.endsWith('tagged'))) {
    const ids = await walk({ sort }, 13)
    expect([sort, ids.toSorted()]).toEqual([sort, items.map(({ id }) => id).toSorted()])
    const column = sort.replace('-', '')
    const values = ids.map((id) => {
      const item = items.find((each) => each.id === id)
      return item ? shown(item, column) : null
    })
    const full = values.filter((value) => value !== null)
    expect([sort, values.slice(full.length).every((value) => value === null)]).toEqual([sort, true])
    const ordered = full.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    expect([sort, full]).toEqual([sort, sort.startsWith('-') ? ordered.toReversed() : ordered])
  }
  const oldest = await walk({ sort: 'tagged' }, 50)
  expect((await walk({ sort: '-tagged' }, 50))[0]).not.toBe(oldest[0])
  // One article after the other, each by number.
  const numbers = (await walk({ sort: 'claim' }, 50)).map((id) => items.find((item) => item.id === id)?.number)
  expect(numbers.slice(0, 80)).toEqual(numbers.slice(0, 80).toSorted((a, b) => Number(a) - Number(b)))
  expect(items.find(({ number }) => number === numbers[100])?.article.title).toBe('zebras')
})

/** What of a row counts for its urgency, at this time: less is more urgent. */
function urgencyOf({ state, priority, due, id }: BoardItem, now: Date): (number | string)[] {
  const at = due === null ? Infinity : new Date(due.at).getTime() - now.getTime()
  const step = state === 'verified' || state === 'waived' ? 4 : at < 0 ? 0 : at < 24 * HOUR ? 1 : isOpenAgain(state) ? 2 : 3
  return [step, step < 2 ? at : 0, -PRIORITIES.indexOf(priority), taggedAt.get(id) ?? 0, id]
}

function byUrgency(now: Date) {
  return (a: BoardItem, b: BoardItem): number => {
    const [first, second] = [urgencyOf(a, now), urgencyOf(b, now)]
    const at = first.findIndex((key, index) => key !== second[index])
    return at === -1 ? 0 : (first[at] ?? 0) < (second[at] ?? 0) ? -1 : 1
  }
}

it('[WO-1m] unless told otherwise shows what is to clear first, by urgency: overdue, due soon, open again, the rest; then what is cleared', async () => {
  const now = news.editor.now()
  const ordered = items.toSorted(byUrgency(now)).map(({ id }) => id)
  expect(items.map(({ id }) => id)).toEqual(ordered)
  expect(new Set(items.map((item) => urgencyOf(item, now)[0]))).toEqual(new Set([0, 1, 2, 3, 4]))
  for (const limit of [1, 7, 50]) expect([limit, await walk({}, limit)]).toEqual([limit, ordered])
  const state = ['reopened', 'verified', 'assigned'] as const
  const some = items.filter((item) => state.some((each) => each === item.state)).toSorted(byUrgency(now))
  expect(await walk({ state: [...state] }, 9)).toEqual(some.map(({ id }) => id))
})

it('[WO-1m] a claim that becomes overdue between two pages is on one of them', async () => {
  const later = new Date(news.editor.now().getTime() + 3 * HOUR)
  const first = await listBoard(news.editor, { limit: 3 })
  const rest = await listBoard({ ...news.editor, now: () => later }, { limit: 1000, cursor: first.nextCursor ?? '' })
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(items.map(({ id }) => id))
  const [, at] = z.array(z.string()).parse(JSON.parse(Buffer.from(first.nextCursor ?? '', 'base64url').toString()))
  const forged = (...key: string[]) => Buffer.from(JSON.stringify(['board', ...key])).toString('base64url')
  for (const key of [
    ['soon', 'overdue'],
    [at ?? '', 'never'],
    [at ?? '', 'soon', 'later', 'high', at ?? '', randomUUID()],
  ])
    expect(await refusal(listBoard(news.editor, { cursor: forged(...key) }))).toMatchObject({ code: 'invalid-input', errors: [{ field: 'cursor' }] })
})

it('[WO-1k] a page’s cursor belongs to its order', async () => {
  const { nextCursor } = await listBoard(news.editor, { sort: 'due', limit: 5 })
  const next = (sort?: BoardSort, cursor = nextCursor ?? '') => listBoard(news.editor, { ...(sort && { sort }), limit: 5, cursor })
  expect((await next('due')).items).toHaveLength(5)
  for (const sort of [undefined, '-due', 'state'] as const)
    expect(await refusal(next(sort))).toMatchObject({ code: 'invalid-input', errors: [{ field: 'cursor' }] })
  const forged = (...key: string[]) => Buffer.from(JSON.stringify(['board due', ...key])).toString('base64url')
  expect(await refusal(next('due', forged('true', 'soon', 'high', 'now', 'x')))).toMatchObject({ code: 'invalid-input' })
})

it('[WO-1k] shows several states at once, in one order', async () => {
  const states = ['open', 'verified', 'in_checking'] as const
  const expected = items.filter(({ state }) => states.some((each) => each === state)).map(({ id }) => id)
  expect(expected.length).toBeGreaterThan(20)
  expect(await walk({ state: [...states] }, 11)).toEqual(expected)
  const byState = await walk({ state: [...states], sort: '-state' }, 11)
  expect([...new Set(byState.map((id) => items.find((item) => item.id === id)?.state))]).toEqual(['verified', 'in_checking', 'open'])
})

it('[WO-1k] shows what is overdue, due on the desk’s day and later, and of several tasks the one that is meant', async () => {
  const now = news.editor.now()
  const { start, end } = dayBounds(ZONE, now)
  const is: Record<BoardDue, (due: Date) => boolean> = { overdue: (due) => due < now, today: (due) => due >= start && due < end, later: (due) => due >= end }
  const tasks = await news.db.task.findMany({ where: { state: { in: ['open', 'in_checking'] }, dueAt: { not: null } } })
  for (const due of [...BOARD_DUES.map((each) => [each]), ['overdue', 'today'] as const]) {
    const meant = tasks.filter((task) => due.some((each) => task.dueAt !== null && is[each](task.dueAt)))
    const found = (await listBoard(news.editor, { due: [...due], limit: 1000 })).items
    expect([due, found.map(({ id }) => id).toSorted()]).toEqual([due, [...new Set(meant.map(({ claimId }) => claimId))].toSorted()])
    expect(found.every(({ task }) => meant.some(({ id }) => id === task?.id))).toBe(true)
    const mine = (await listBoard(news.checker, { due: [...due], assignee: 'me', limit: 1000 })).items
    const own = meant.filter(({ assigneeId }) => assigneeId === news.checker.actor.userId)
    expect([due, mine.map(({ task }) => task?.id ?? '').toSorted()]).toEqual([due, own.map(({ id }) => id).toSorted()])
    const bySoonest = (await listBoard(news.checker, { due: [...due], assignee: 'me', sort: 'due', limit: 1000 })).items.map((item) => item.due?.at ?? '')
    expect(bySoonest).toEqual(bySoonest.toSorted())
  }
})

it('[WO-1a] [WO-1o] somebody has a claim who is asked to check it now, also beside others; nobody where the check that is due is asked of no one', async () => {
  const rows = await news.db.claim.findMany({ select: { id: true, tasks: { orderBy: { createdAt: 'asc' } } } })
  const me = news.checker.actor.userId
  const active = (tasks: { state: string }[]) => tasks.filter(({ state }) => state === 'open' || state === 'in_checking')
  const againWith = (id: string) => items.find((item) => item.id === id)?.againWith.map((person) => person.id) ?? []
  expect(items.some(({ againWith: people }) => people.length > 0)).toBe(true)
  const mine = rows.filter(({ id, tasks }) =>
    active(tasks).length > 0
      ? tasks.some(({ state, assigneeId }) => assigneeId === me && (state === 'open' || state === 'in_checking'))
      : tasks.findLast(({ state }) => state === 'done')?.assigneeId === me || againWith(id).includes(me),
  )
  const found = (await listBoard(news.checker, { assignee: 'me', limit: 1000 })).items
  expect(found.map(({ id }) => id).toSorted()).toEqual(mine.map(({ id }) => id).toSorted())
  expect(found.every(({ id, task }) => task?.assignee.id === me || againWith(id).includes(me))).toBe(true)
  expect(found.some(({ alsoWith }) => alsoWith.length > 0)).toBe(true)
  const nobodys = items.filter(({ id, state }) => {
    const tasks = rows.find((row) => row.id === id)?.tasks ?? []
    return active(tasks).length === 0 && againWith(id).length === 0 && (!tasks.some((task) => task.state === 'done') || STATES_TO_CHECK.includes(state))
  })
  expect(nobodys.some(({ task }) => task?.state === 'done')).toBe(true)
  expect(await walk({ assignee: 'nobody' }, 17)).toEqual(nobodys.map(({ id }) => id))
})
