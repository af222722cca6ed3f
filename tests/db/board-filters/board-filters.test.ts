import { afterAll, beforeAll, expect, it } from 'vitest'
import { listFilters } from '#lib/queries/board-filters/list-filters.ts'
import { removeFilter } from '#lib/services/board-filters/remove-filter.ts'
import { saveFilter } from '#lib/services/board-filters/save-filter.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { openNewsroom, refusal, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const save = (ctx: ServiceContext, name: string, sharedDeskId: string | null = null) =>
  saveFilter(ctx, { name, filter: { state: ['reopened'], assignee: 'me' }, sharedDeskId })
const names = async (ctx: ServiceContext) => (await listFilters(ctx, { limit: 100 })).items.map(({ name }) => name)

it('[WO-6] a filter under a name is one’s own, or shown to a desk', async () => {
  await save(news.checker, 'Back to me')
  await save(news.editor, 'Re-opened', news.deskId)
  expect(await names(news.checker)).toEqual(['Back to me', 'Re-opened'])
  expect(await names(news.editor)).toEqual(['Re-opened'])
  expect(await names(news.stranger)).toEqual([])
  const first = await listFilters(news.checker, { limit: 1 })
  expect(first.items).toMatchObject([
    { name: 'Back to me', filter: { state: ['reopened'], assignee: 'me' }, owner: { name: 'Cleo Checker' }, sharedDeskId: null },
  ])
  expect((await listFilters(news.checker, { limit: 1, cursor: first.nextCursor ?? '' })).items).toMatchObject([
    { name: 'Re-opened', sharedDeskId: news.deskId },
  ])
})

it('[WO-6a] two of one person have not one name, nor does one person keep more than fifty', async () => {
  await save(news.legal, 'Libel')
  expect(await refusal(save(news.legal, 'Libel'))).toMatchObject({ code: 'conflict', errors: [{ field: 'name' }] })
  await save(news.publisher, 'Libel')
  await news.db.boardFilter.createMany({
    data: Array.from({ length: 49 }, (_, n) => ({
      id: crypto.randomUUID(),
      ownerId: news.legal.actor.userId,
      name: `No. ${n}`,
      filter: {},
      createdAt: new Date(),
    })),
  })
  expect(await refusal(save(news.legal, 'One more'))).toMatchObject({ code: 'conflict', detail: expect.stringContaining('50') })
})

it('[WO-6a] is shown to one’s own desks only, and deleted by its owner or who runs the desk', async () => {
  expect(await refusal(save(news.stranger, 'Spying', news.deskId))).toMatchObject({ code: 'invalid-input', errors: [{ field: 'sharedDeskId' }] })
  const own = await save(news.reporter, 'Mine')
  const shared = await save(news.reporter, 'Ours', news.deskId)
  for (const ctx of [news.stranger, news.editor]) expect(await refusal(removeFilter(ctx, own))).toMatchObject({ code: 'not-found' })
  expect(await refusal(removeFilter(news.stranger, shared))).toMatchObject({ code: 'not-found' })
  expect(await refusal(removeFilter(news.checker, shared))).toMatchObject({ code: 'forbidden' })
  await removeFilter(news.publisher, shared)
  await removeFilter(news.reporter, own)
  expect((await names(news.reporter)).filter((name) => name === 'Mine' || name === 'Ours')).toEqual([])
})

it('[WO-6] one that a later Stet does not understand filters nothing', async () => {
  const { filterId } = await save(news.checker2, 'Old')
  await news.db.boardFilter.update({ where: { id: filterId }, data: { filter: { state: 'a state of long ago' } } })
  expect((await listFilters(news.checker2, { limit: 100 })).items.find(({ id }) => id === filterId)?.filter).toEqual({})
})
