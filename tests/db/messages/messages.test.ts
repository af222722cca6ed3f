import { afterAll, beforeAll, expect, it } from 'vitest'
import { listMessages } from '#lib/queries/messages/list-messages.ts'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import { mergeClaims } from '#lib/services/claims/merge-claims.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { postMessage } from '#lib/services/messages/post-message.ts'
import { assignClaim } from '#lib/services/tasks/assign-claim.ts'
import { acts, openNewsroom, refusal, tag, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

async function told(claimId: string): Promise<string[]> {
  const names: string[] = []
  for (const name of ['reporter', 'editor', 'checker', 'checker2', 'publisher', 'legal', 'stranger'] as const) {
    const { items } = await listNotifications(news[name], { limit: 100 })
    if (items.some(({ kind, claim, readAt }) => kind === 'message' && claim?.id === claimId && readAt === null)) names.push(name)
  }
  return names
}

const said = async (ctx: ServiceContext, claimId: string) => (await listMessages(ctx, { claimId, limit: 100 })).items

it('[WO-2i] is read by the desk, recorded, and told to whom it names, who wrote there and who checks', async () => {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, 'Turkey')
  const posted = await postMessage(news.reporter, { claimId, text: 'I have it from @Carl Checker and @Sam Stranger.' })
  expect(posted).toMatchObject({ mentions: [{ name: 'Carl Checker' }], notTold: ['Sam Stranger'] })
  expect(await told(claimId)).toEqual(['checker2'])
  await assignClaim(news.editor, { claimId, assigneeId: news.checker.actor.userId })
  await postMessage(news.editor, { claimId, text: 'Which day was that?' })
  expect(await told(claimId)).toEqual(['reporter', 'checker', 'checker2'])
  expect(await said(news.legal, claimId)).toMatchObject([
    { by: { name: 'Rita Reporter' }, mentions: [{ name: 'Carl Checker' }] },
    { by: { name: 'Ed Editor' }, text: 'Which day was that?', mentions: [] },
  ])
  const first = await listMessages(news.legal, { claimId, limit: 1 })
  expect((await listMessages(news.legal, { claimId, limit: 1, cursor: first.nextCursor ?? '' })).items).toMatchObject([{ text: 'Which day was that?' }])
  expect((await acts(news.db, articleId)).filter((action) => action === 'message.posted')).toHaveLength(2)
})

it('[WO-3h] a notice says whom a message names, how it begins, and is not taken back by the next', async () => {
  const claimId = await tag(news.editor, await news.newArticle(), 'Turkey')
  await assignClaim(news.editor, { claimId, assigneeId: news.checker.actor.userId })
  await postMessage(news.reporter, { claimId, text: `@Carl Checker, look: ${'a'.repeat(300)}` })
  await postMessage(news.checker2, { claimId, text: 'I did.' })
  await postMessage(news.editor, { claimId, text: 'And?' })
  const noticesOf = async (ctx: ServiceContext) => {
    const { items } = await listNotifications(ctx, { limit: 100 })
    return items.filter(({ kind, claim }) => kind === 'message' && claim?.id === claimId).map(({ action, message }) => [action, message])
  }
  const begins = `@Carl Checker, look: ${'a'.repeat(179)}`
  expect(await noticesOf(news.checker)).toEqual([['message.posted', 'And?']])
  expect(await noticesOf(news.checker2)).toEqual([
    ['message.posted', 'And?'],
    ['message.mentioned', begins],
  ])
})

it('[WO-2i] neither reading nor writing is for who holds no role on the desk', async () => {
  const claimId = await tag(news.editor, await news.newArticle(), 'Turkey')
  expect(await refusal(postMessage(news.stranger, { claimId, text: 'Hello?' }))).toMatchObject({ code: 'not-found' })
  expect(await refusal(listMessages(news.stranger, { claimId, limit: 10 }))).toMatchObject({ code: 'not-found' })
})

it('[WO-2i] goes along when its claim is merged into another', async () => {
  const articleId = await news.newArticle()
  const [claimId, otherId] = [await tag(news.editor, articleId, 'Turkey'), await tag(news.editor, articleId, 'a NATO member')]
  await postMessage(news.reporter, { claimId: otherId, text: 'Since 1952.' })
  await mergeClaims(news.editor, { claimId, otherId })
  expect(await said(news.editor, claimId)).toMatchObject([{ text: 'Since 1952.' }])
})
