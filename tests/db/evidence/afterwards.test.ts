/** What becomes of evidence afterwards: withdrawn, changed, made confidential. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { getClaimHistory } from '#lib/queries/claims/get-claim-history.ts'
import { listEvidenceRecord } from '#lib/queries/record/evidence-record.ts'
import { listRecord } from '#lib/queries/record/list-record.ts'
import { search } from '#lib/queries/search/search.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { changeEvidence } from '#lib/services/evidence/change-evidence.ts'
import { withdrawEvidence } from '#lib/services/evidence/withdraw-evidence.ts'
import { openNewsroom, refusal, tag, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom
beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

async function noted(adder: 'reporter' | 'editor' | 'checker', text = 'The ombudsman counted them.') {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
  const { evidenceId } = await addEvidence(news[adder], { claimId, type: 'note', text, relation: 'supports' })
  return { articleId, claimId, evidenceId }
}

const told = async (userId: string, claimId: string) =>
  (await news.db.notification.findMany({ where: { userId, claimId, kind: 'evidence' }, select: { action: true } })).map(({ action }) => action)

const ownActs = async (ctx: typeof news.editor, evidenceId: string) => (await listEvidenceRecord(ctx, evidenceId)).items.map(({ action }) => action)

it('[CL-7n] withdrawn evidence counts nowhere, stands in the history with who, when and why, and whose verdict rests on it is told', async () => {
  const { articleId, claimId, evidenceId } = await noted('editor', 'The unmistakable pangolin counted them.')
  await verify(news.checker, claimId)
  for (const ctx of [news.reporter, news.publisher]) expect((await refusal(withdrawEvidence(ctx, { evidenceId, reason: 'x' }))).code).toBe('forbidden')
  expect((await refusal(withdrawEvidence(news.stranger, { evidenceId, reason: 'x' }))).code).toBe('not-found')
  await withdrawEvidence(news.checker2, { evidenceId, reason: 'It was another country.' })
  expect((await getClaim(news.editor, claimId)).evidence).toEqual([])
  expect((await search(news.editor, { q: 'pangolin', kind: 'evidence', limit: 5 })).items).toEqual([])
  expect((await getClaimHistory(news.reporter, claimId)).withdrawn).toMatchObject([
    { evidence: { id: evidenceId }, by: { name: news.checker2.actor.name }, reason: 'It was another country.' },
  ])
  for (const ctx of [news.checker, news.editor]) expect(await told(ctx.actor.userId, claimId)).toEqual(['evidence.withdrawn'])
  expect(await told(news.reporter.actor.userId, claimId)).toEqual([])
  expect((await listRecord(news.reporter, articleId)).items.at(-1)).toMatchObject({ action: 'evidence.withdrawn', subject: `claim:${claimId}` })
  expect((await refusal(withdrawEvidence(news.editor, { evidenceId, reason: 'x' }))).code).toBe('conflict')
  expect((await refusal(changeEvidence(news.editor, { evidenceId, relation: 'context' }))).code).toBe('conflict')
})

it('[CL-7n] who wrote the words withdraws what they added, where it clears nothing', async () => {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, 'has sold 20 drones')
  const { evidenceId } = await addEvidence(news.reporter, { claimId, type: 'note', text: 'Any text.', relation: 'supports' })
  await withdrawEvidence(news.reporter, { evidenceId, reason: 'Mine, and it clears nothing.' })
  expect((await getClaim(news.reporter, claimId)).evidence).toEqual([])
})

it('[CL-7o] made confidential afterwards it is gone for others, its earlier rows in the record too, and readers are let in', async () => {
  const { articleId, claimId, evidenceId } = await noted('reporter')
  for (const ctx of [news.checker, news.editor]) expect((await refusal(changeEvidence(ctx, { evidenceId, relation: 'context' }))).code).toBe('forbidden')
  expect((await refusal(changeEvidence(news.reporter, { evidenceId, readers: [news.editor.actor.userId] }))).errors).toMatchObject([{ field: 'readers' }])
  const sports = { evidenceId, confidential: true, readers: [news.stranger.actor.userId] }
  expect((await refusal(changeEvidence(news.reporter, sports))).errors).toMatchObject([{ field: 'readers' }])
  await changeEvidence(news.reporter, { evidenceId, relation: 'context', confidential: true })
  expect((await getClaim(news.editor, claimId)).evidence).toEqual([])
  const actions = async (ctx: typeof news.editor) => (await listRecord(ctx, articleId)).items.slice(2).map(({ action }) => action)
  expect(await actions(news.editor)).toEqual(['withheld'])
  expect(await actions(news.reporter)).toEqual(['evidence.added'])
  expect((await refusal(changeEvidence(news.editor, { evidenceId, readers: [] }))).code).toBe('not-found')
  await changeEvidence(news.reporter, { evidenceId, readers: [news.editor.actor.userId] })
  expect((await getClaim(news.editor, claimId)).evidence).toMatchObject([{ id: evidenceId, relation: 'context', confidential: true }])
  expect(await told(news.editor.actor.userId, claimId)).toEqual(['evidence.changed'])
  expect((await getClaim(news.checker, claimId)).evidence).toEqual([])
  expect(await ownActs(news.editor, evidenceId)).toEqual(['evidence.changed', 'evidence.changed'])
  expect((await refusal(listEvidenceRecord(news.checker, evidenceId))).code).toBe('not-found')
})

it('[CL-7c] made open again, what is done from then on stands in the article’s chain, and its own is shown to all who may read it now', async () => {
  const { articleId, claimId, evidenceId } = await noted('reporter')
  await changeEvidence(news.reporter, { evidenceId, confidential: true })
  await changeEvidence(news.reporter, { evidenceId, relation: 'context' })
  await changeEvidence(news.reporter, { evidenceId, confidential: false })
  expect(
    (await listRecord(news.editor, articleId)).items
      .slice(2)
      .map(({ action, data }) => [action, z.object({ what: z.string().optional() }).parse(JSON.parse(data)).what]),
  ).toEqual([
    ['evidence.added', undefined],
    ['evidence.changed', 'confidentiality'],
  ])
  expect(await ownActs(news.editor, evidenceId)).toEqual(['evidence.changed', 'evidence.changed'])
  await changeEvidence(news.reporter, { evidenceId, confidential: true, readers: [news.checker.actor.userId] })
  // Rows that all could read before stay in their places, withheld.
  expect((await listRecord(news.editor, articleId)).items.slice(2).map(({ action }) => action)).toEqual(['withheld', 'withheld'])
  expect(await ownActs(news.checker, evidenceId)).toEqual(['evidence.changed', 'evidence.changed', 'evidence.changed'])
  await removeClaim(news.editor, { claimId, reason: 'No claim after all.' })
  expect(await ownActs(news.checker, evidenceId)).toHaveLength(3)
})

it('[CL-7o] who is let in when it is added is told, and nobody else, though it contradicts a decided claim', async () => {
  const { claimId } = await noted('editor')
  await verify(news.checker, claimId)
  const note = { claimId, type: 'note', text: 'Not one.', relation: 'contradicts', confidential: true } as const
  await addEvidence(news.reporter, { ...note, readers: [news.checker2.actor.userId] })
  expect(await told(news.checker2.actor.userId, claimId)).toEqual(['evidence.changed'])
  for (const ctx of [news.checker, news.editor, news.reporter]) expect(await told(ctx.actor.userId, claimId)).toEqual([])
})

it('[CL-7p] readers of what is not confidential and a call in the future are refused with the field, a call without more is taken', async () => {
  const { claimId } = await noted('editor')
  const call = { claimId, type: 'call', text: 'She said so.', relation: 'supports' } as const
  const fields = async (given: object) => (await refusal(addEvidence(news.editor, { ...call, ...given }))).errors?.map(({ field }) => field)
  expect(await fields({ readers: [news.legal.actor.userId] })).toEqual(['readers'])
  expect(await fields({ reachedAt: new Date(Date.now() + 60_000).toISOString() })).toEqual(['reachedAt'])
  await addEvidence(news.editor, call)
  expect((await getClaim(news.editor, claimId)).evidence.at(-1)).toMatchObject({ type: 'call', terms: null, reachedAt: null })
})
