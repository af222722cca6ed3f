import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { wordingHash } from '#lib/domain/claims/wording.ts'
import { listSuggestions } from '#lib/queries/suggestions/list-suggestions.ts'
import { acceptSuggestion } from '#lib/services/suggestions/accept-suggestion.ts'
import { updateDesk } from '#lib/services/desks/update-desk.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { contextOf, makeActor, makeArticle, makeDesk } from '#tests/support/factories.ts'
import { openNewsroom, refusal, type Newsroom } from '../review/newsroom.ts'

const COPY = 'Turkey sold 20 drones.\n\nIt was the best year.\n\nHe left because it rained.'
const PLAIN = ['Turkey sold 20 drones', 'It was the best year', 'He left because it rained']
const LEARNED = ['He left because it rained', 'It was the best year', 'Turkey sold 20 drones']

let news: Newsroom
let admin: ServiceContext

beforeAll(async () => {
  news = await openNewsroom()
  admin = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: [], isAdmin: true }))
})
afterAll(() => news.close())

interface Desk {
  deskId: string
  checker: ServiceContext
  articleId: string
}

async function openDesk(): Promise<Desk> {
  const deskId = await makeDesk(news.db)
  const checker = contextOf(news.db, await makeActor(news.db, { deskId, roles: ['reporter', 'checker'] }))
  return { deskId, checker, articleId: await makeArticle(news.db, { author: checker.actor, deskId, content: COPY }) }
}

/** Decisions of a desk that tags causes and dismisses figures, in an article of their own. */
async function decide({ deskId, checker }: Desk, count: number): Promise<void> {
  const articleId = await makeArticle(news.db, { author: checker.actor, deskId })
  await news.db.suggestionDecision.createMany({
    data: Array.from({ length: count }, (_, index) => {
      const wording = `Words number ${articleId} ${index}`
      const [decision, reasons] = index % 2 === 0 ? (['accepted', ['causal']] as const) : (['dismissed', ['figure']] as const)
      return { id: randomUUID(), articleId, wording, wordingHash: wordingHash(wording), decision, reasons: [...reasons], userId: checker.actor.userId }
    }),
  })
}

async function listed({ checker, articleId }: Desk) {
  const { items, learned } = await listSuggestions(checker, articleId)
  return { quotes: items.map(({ quote }) => quote), learned }
}

it('[CL-9i] changes nothing below 200 decisions, then orders, and learns anew after every ten', async () => {
  const desk = await openDesk()
  await decide(desk, 199)
  expect(await listed(desk)).toEqual({ quotes: PLAIN, learned: null })
  await decide(desk, 1)
  expect(await listed(desk)).toEqual({ quotes: LEARNED, learned: { decisions: 200, plainOrder: [2, 1, 0] } })
  await decide(desk, 9)
  expect((await listed(desk)).learned?.decisions).toBe(200)
  await decide(desk, 1)
  expect((await listed(desk)).learned?.decisions).toBe(210)
})

it('[CL-9i] an accept is one of the decisions, and what is suggested is accepted in any order', async () => {
  const desk = await openDesk()
  await decide(desk, 209)
  const [first] = (await listSuggestions(desk.checker, desk.articleId)).items
  if (!first) throw new Error('nothing is suggested')
  await acceptSuggestion(desk.checker, { articleId: desk.articleId, quote: first.quote, prefix: first.prefix, suffix: first.suffix })
  const { quotes, learned } = await listed(desk)
  expect(learned).toEqual({ decisions: 210, plainOrder: [1, 0] })
  expect(quotes).toEqual(LEARNED.slice(1))
})

it('[CL-9i] what another desk decides changes nothing', async () => {
  const [mine, other] = [await openDesk(), await openDesk()]
  await decide(other, 400)
  expect(await listed(mine)).toEqual({ quotes: PLAIN, learned: null })
  expect((await listed(other)).quotes).toEqual(LEARNED)
})

it('[CL-9k] an administrator turns it off and on for a desk, which the record holds; nobody else does', async () => {
  const desk = await openDesk()
  await decide(desk, 200)
  expect((await listed(desk)).quotes).toEqual(LEARNED)
  for (const [who, code] of [
    [desk.checker, 'forbidden'],
    [news.stranger, 'not-found'],
  ] as const)
    expect((await refusal(updateDesk(who, { deskId: desk.deskId, learnedOrder: false }))).code).toBe(code)
  expect((await listed(desk)).quotes).toEqual(LEARNED)
  await updateDesk(admin, { deskId: desk.deskId, learnedOrder: false })
  expect(await listed(desk)).toEqual({ quotes: PLAIN, learned: null })
  await updateDesk(admin, { deskId: desk.deskId, learnedOrder: true })
  expect((await listed(desk)).quotes).toEqual(LEARNED)
  const events = await news.db.auditEvent.findMany({ where: { subject: `desk:${desk.deskId}` }, orderBy: { seq: 'asc' }, select: { action: true, data: true } })
  expect(events).toEqual([
    { action: 'desk.changed', data: '{"learnedOrder":false}' },
    { action: 'desk.changed', data: '{"learnedOrder":true}' },
  ])
})

it('[CL-9i] who may not read the article learns nothing of its order', async () => {
  const desk = await openDesk()
  await decide(desk, 200)
  expect((await refusal(listSuggestions(news.stranger, desk.articleId))).code).toBe('not-found')
})
