/** The history over HTTP: versions, what changed between them, and a restore. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { OPERATIONS } from '#lib/api/operations.ts'
import { versionSchema, type VersionDto } from '#lib/api/schemas/articles.ts'
import { giveVerdict } from '#lib/services/verdicts/give-verdict.ts'
import { contextOf, makeActor } from '#tests/support/factories.ts'
import { type } from '../db/review/newsroom.ts'
import { verifyAuditText } from '#lib/domain/audit/verify.ts'
import { browser, invoke } from './support/invoke.ts'
import { openNewsroom, type Newsroom } from './support/newsroom.ts'
import { caller, makeWorld, type World } from './support/world.ts'

let newsroom: Newsroom
let world: World

beforeAll(async () => {
  newsroom = await openNewsroom()
  world = await makeWorld(newsroom)
})
afterAll(() => newsroom.close())

test('[RE-8c, RE-8e] a version is compared with the copy as it stands, restored, and answered as the version that then stands', async () => {
  const editor = caller(newsroom, 'editor')
  const article = { params: { id: world.articleId } }
  const kept = versionSchema.parse(await editor('nameVersion', { ...article, body: { name: 'Before' } }))
  const copy = z.object({ content: z.unknown() })
  const before = copy.parse(await editor('getArticleContent', article))
  const actor = { userId: newsroom.ids.editor, name: 'editor', isAdmin: false, roles: {}, sessionId: null, scopes: null }
  await type({ db: newsroom.db, actor }, world.articleId, ['discuss Syria', 'discuss grain'])
  const change = { from: null, to: { id: kept.id } }
  expect(await editor('diffVersions', { params: { id: 'now', other: kept.id } })).toMatchObject(change)
  expect(await editor('restoreVersion', { params: { id: kept.id } })).toMatchObject({ kind: 'restored', contentHash: kept.contentHash })
  expect(copy.parse(await editor('getArticleContent', article))).toEqual(before)
  const { items } = z.object({ items: z.array(versionSchema) }).parse(await editor('listVersions', article))
  expect(items.slice(0, 3).map(({ kind }: VersionDto) => kind)).toEqual(['restored', 'automatic', 'named'])
})

test('[RE-8e] of no version at all there is nothing to compare', async () => {
  const sent = { params: { id: 'now', other: 'now' }, headers: browser(newsroom.cookies.editor) }
  expect((await invoke(OPERATIONS.diffVersions, sent)).status).toBe(400)
})

test('[RE-9e] the export of a record has the name that its page shows', async () => {
  const headers = browser(newsroom.cookies.editor)
  const { slug } = z.object({ slug: z.string() }).parse(await caller(newsroom, 'editor')('getArticle', { params: { id: world.articleId } }))
  const response = await invoke(OPERATIONS.getRecord, { params: { id: world.articleId }, query: { format: 'jsonl' }, headers })
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="record-${slug}.jsonl"`)
})

test('[RE-9f] list and export withhold from who may still give a second check, and say so', async () => {
  const params = { id: world.articleId }
  const tagged = await caller(newsroom, 'editor')('tagClaim', { params, body: { quote: 'Iranian and Turkish leaders', kind: 'event' } })
  const { id, number, wordingHash } = z.object({ id: z.string(), number: z.number(), wordingHash: z.string() }).parse(tagged)
  await caller(newsroom, 'editor')('updateClaim', { params: { id }, body: { secondCheck: true } })
  const first = contextOf(newsroom.db, await makeActor(newsroom.db, { deskId: newsroom.deskId, roles: ['checker'], name: 'First Checker' }))
  await giveVerdict(first, { claimId: id, verdict: 'incorrect', rationale: 'Telling.', wordingHash })
  const read = async (name: 'checker' | 'editor', query: Record<string, string>) =>
    await invoke(OPERATIONS.getRecord, { params, query, headers: browser(newsroom.cookies[name]) })
  const exported = await (await read('checker', { format: 'jsonl' })).text()
  expect([exported.includes('Telling.'), exported.includes('First Checker'), exported.includes(`"number":${number},"rationale"`)]).toEqual([
    false,
    false,
    false,
  ])
  expect(verifyAuditText(exported)).toMatchObject({ ok: true, withheld: 1 })
  const list = await (await read('checker', {})).text()
  expect([list.includes('Telling.'), list.includes('First Checker'), list.includes('"withheld":true')]).toEqual([false, false, true])
  expect(await (await read('editor', { format: 'jsonl' })).text()).toContain('Telling.')
})
