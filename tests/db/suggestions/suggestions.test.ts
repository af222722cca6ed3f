import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listSuggestions } from '#lib/queries/suggestions/list-suggestions.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { acceptSuggestion } from '#lib/services/suggestions/accept-suggestion.ts'
import { dismissSuggestion } from '#lib/services/suggestions/dismiss-suggestion.ts'
import { acts, hashOf, openNewsroom, refusal, tag, type, type Newsroom } from '../review/newsroom.ts'

const DEMO = readFileSync(new URL('../../../prisma/seed/article.txt', import.meta.url), 'utf8')
const TRIP = 'The trip was his second since Russian forces invaded Ukraine earlier this year'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

async function proposed(articleId: string): Promise<string[]> {
  return (await listSuggestions(news.checker, articleId)).items.map(({ quote }) => quote)
}

async function suggestionOf(articleId: string, quote: string) {
  const found = (await listSuggestions(news.checker, articleId)).items.find((item) => item.quote === quote)
  if (!found) throw new Error(`"${quote}" is not suggested`)
  return found
}

it('[CL-9] every suggestion on the demo article can be tagged as it was proposed, on its very words, and nothing is tagged before', async () => {
  const articleId = await news.newArticle(DEMO)
  const { items } = await listSuggestions(news.checker, articleId)
  expect(items.length).toBeGreaterThanOrEqual(19)
  expect(await news.db.claim.count({ where: { articleId } })).toBe(0)
  const tagged: string[] = []
  for (const { quote, prefix, suffix, kind } of items) {
    const { claimId } = await acceptSuggestion(news.checker, { articleId, quote, prefix, suffix, kind })
    const { wording, state } = await getClaim(news.checker, claimId)
    expect(state).toBe('open')
    tagged.push(wording)
  }
  expect(tagged).toEqual(items.map(({ quote }) => quote))
  expect(await proposed(articleId)).toEqual([])
})

it('[CL-9g] accepting tags, remembers who, when and why, and says in the record that it was suggested', async () => {
  const articleId = await news.newArticle()
  const { quote, prefix, suffix, wordingHash, reasons } = await suggestionOf(articleId, TRIP)
  const { claimId } = await acceptSuggestion(news.checker, { articleId, quote, prefix, suffix, priority: 'high' })
  expect(await getClaim(news.checker, claimId)).toMatchObject({ wording: TRIP, kind: 'date', priority: 'high', createdBy: { name: 'Cleo Checker' } })
  const rows = await news.db.suggestionDecision.findMany({ where: { articleId }, select: { wordingHash: true, decision: true, reasons: true, userId: true } })
  expect(rows).toEqual([{ wordingHash, decision: 'accepted', reasons, userId: news.checker.actor.userId }])
  const event = await news.db.auditEvent.findFirstOrThrow({ where: { chain: articleId, action: 'claim.tagged' } })
  expect(JSON.parse(event.data)).toMatchObject({ suggested: reasons, wording: TRIP })
  expect(await proposed(articleId)).not.toContain(TRIP)
})

it('[CL-9g] a dismissal is remembered for the words, whatever their typography, and taken back by anybody on the desk', async () => {
  const articleId = await news.newArticle('Putin said, "Not all is done."\n\nTurkey sold 20 drones.')
  const { wordingHash } = await suggestionOf(articleId, 'Putin said, "Not all is done."')
  const contentHash = await hashOf(news.checker, articleId)
  await dismissSuggestion(news.checker, { articleId, wordingHash })
  expect(await proposed(articleId)).toEqual(['Turkey sold 20 drones'])
  expect((await listSuggestions(news.reporter, articleId)).dismissed).toMatchObject([{ wordingHash, by: { name: 'Cleo Checker' } }])
  await type(news.reporter, articleId, ['"Not all is done."', '“Not all is done.”'])
  expect(await proposed(articleId)).toEqual(['Turkey sold 20 drones'])
  await dismissSuggestion(news.reporter, { articleId, wordingHash, dismissed: false })
  expect(await proposed(articleId)).toEqual(['Putin said, “Not all is done.”', 'Turkey sold 20 drones'])
  expect(await acts(news.db, articleId)).toEqual(['article.created', 'suggestion.dismissed', 'suggestion.restored'])
  expect(await hashOf(news.checker, articleId)).not.toBe(contentHash)
})

it('[CL-9g] other words are proposed again', async () => {
  const articleId = await news.newArticle('Turkey sold 20 drones.')
  const { wordingHash } = await suggestionOf(articleId, 'Turkey sold 20 drones')
  await dismissSuggestion(news.checker, { articleId, wordingHash })
  await type(news.reporter, articleId, ['20', '30'])
  expect(await proposed(articleId)).toEqual(['Turkey sold 30 drones'])
})

it('[CL-9g] words that are not suggested are neither accepted nor dismissed', async () => {
  const articleId = await news.newArticle()
  const { wordingHash } = await suggestionOf(articleId, TRIP)
  await type(news.reporter, articleId, ['second', 'third'])
  expect((await refusal(dismissSuggestion(news.checker, { articleId, wordingHash }))).code).toBe('quote-not-found')
  expect((await refusal(acceptSuggestion(news.checker, { articleId, quote: TRIP }))).code).toBe('quote-not-found')
  expect((await refusal(dismissSuggestion(news.stranger, { articleId, wordingHash }))).code).toBe('not-found')
  expect(await acts(news.db, articleId)).toEqual(['article.created'])
})

it('[CL-9d] what was tagged by hand is not proposed, and coverage counts it', async () => {
  const articleId = await news.newArticle()
  const before = (await listSuggestions(news.checker, articleId)).coverage
  await tag(news.editor, articleId, TRIP)
  expect(await proposed(articleId)).not.toContain(TRIP)
  const after = (await listSuggestions(news.checker, articleId)).coverage
  expect({ sentences: after.sentences, tagged: after.tagged }).toEqual({ sentences: before.sentences, tagged: before.tagged + 1 })
  expect(after.untagged.map(({ quote }) => quote)).not.toContain(`${TRIP}.`)
})

it('[CL-9c] the same sentence twice is told apart by its place', async () => {
  const articleId = await news.newArticle('Same words here.\n\nTurkey sold 20 drones.\n\nOther words.\n\nTurkey sold 20 drones.')
  const { items } = await listSuggestions(news.checker, articleId)
  expect(items.map(({ quote, occurrence }) => ({ quote, occurrence }))).toEqual([
    { quote: 'Turkey sold 20 drones', occurrence: 1 },
    { quote: 'Turkey sold 20 drones', occurrence: 2 },
  ])
  await acceptSuggestion(news.checker, { articleId, quote: 'Turkey sold 20 drones', occurrence: 2 })
  expect((await listSuggestions(news.checker, articleId)).items.map(({ occurrence }) => occurrence)).toEqual([1])
})

it('[CL-9l] a claim that is removed is not the next suggestion, and its words can be suggested again', async () => {
  const articleId = await news.newArticle()
  const { quote, prefix, suffix, wordingHash } = await suggestionOf(articleId, TRIP)
  const { claimId } = await acceptSuggestion(news.editor, { articleId, quote, prefix, suffix })
  await removeClaim(news.publisher, { claimId, reason: 'Not needed' })
  const { items, dismissed } = await listSuggestions(news.checker, articleId)
  expect([items.map((item) => item.quote).includes(TRIP), dismissed]).toMatchObject([false, [{ wording: TRIP, by: { name: 'Pia Publisher' } }]])
  await dismissSuggestion(news.checker, { articleId, wordingHash, dismissed: false })
  expect(await proposed(articleId)).toContain(TRIP)
})
