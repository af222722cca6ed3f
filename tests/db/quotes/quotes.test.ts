import { afterAll, beforeAll, expect, it } from 'vitest'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listClaims } from '#lib/queries/claims/list-claims.ts'
import { getGate } from '#lib/queries/review/get-gate.ts'
import { listArticleQuotes } from '#lib/queries/quotes/list-article-quotes.ts'
import { listQuotes } from '#lib/queries/quotes/list-quotes.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { changeEvidence } from '#lib/services/evidence/change-evidence.ts'
import { withdrawEvidence } from '#lib/services/evidence/withdraw-evidence.ts'
import { captureAgain } from '#lib/services/evidence/capture-again.ts'
import { nameSpeaker } from '#lib/services/quotes/name-speaker.ts'
import { overrideQuote } from '#lib/services/quotes/override-quote.ts'
import { failCapture } from '#tests/support/factories.ts'
import { acts, hashOf, openNewsroom, refusal, signOff, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

const COPY = 'Vladimir Putin stated, “Not all difficulties have been handled, but there is progress.”\n\nNothing else was said on Friday.'
const CLAIM = 'Vladimir Putin stated, “Not all difficulties have been handled, but there is progress.”'
const TRUE = 'Reporters were let in at noon. Putin told them: “Not all problems have been handled, but there is progress.” He then left for Moscow.'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

async function claimWith(text: string | null, confidentialFor?: string): Promise<{ articleId: string; claimId: string }> {
  const articleId = await news.newArticle(COPY)
  const claimId = await tag(news.editor, articleId, CLAIM)
  if (text !== null)
    await addEvidence(news.checker, {
      claimId,
      type: 'note',
      text,
      relation: 'supports',
      ...(confidentialFor !== undefined && { confidential: true, readers: [confidentialFor] }),
    })
  return { articleId, claimId }
}

async function quoteBlockers(articleId: string): Promise<string[]> {
  return (await getGate(news.reporter, articleId)).blockers.filter(({ code }) => code === 'quote-altered').map(({ message, href }) => `${message} ${href}`)
}

it('[CL-8d] the quotes of a claim are compared with each of its sources, with the speaker as a guess', async () => {
  const { claimId } = await claimWith(TRUE)
  await addEvidence(news.checker, { claimId, type: 'note', text: 'A text about the weather of the week.', relation: 'context' })
  const { items, quotes } = await listQuotes(news.reporter, claimId)
  expect(items.map(({ result, diff }) => ({ result, changed: diff.filter(({ op }) => op !== 'same') }))).toEqual([
    {
      result: 'altered',
      changed: [
        { op: 'removed', text: 'problems' },
        { op: 'added', text: 'difficulties' },
      ],
    },
    { result: 'not_found', changed: [] },
  ])
  expect(quotes).toMatchObject([
    { quote: 'Not all difficulties have been handled, but there is progress.', speaker: 'Vladimir Putin', altered: true, override: null },
  ])
})

it('[CL-8a] what of a quotation lies outside the claim is not compared', async () => {
  const articleId = await news.newArticle(COPY)
  const claimId = await tag(news.editor, articleId, 'but there is progress')
  await addEvidence(news.checker, { claimId, type: 'note', text: TRUE, relation: 'supports' })
  const { items } = await listQuotes(news.reporter, claimId)
  expect(items.map(({ quote, result }) => [quote, result])).toEqual([['but there is progress', 'exact']])
  expect(await quoteBlockers(articleId)).toEqual([])
})

it('[CL-8f] an altered quote blocks, names itself and links to its claim, until the words are changed', async () => {
  const { articleId, claimId } = await claimWith(TRUE)
  expect(await quoteBlockers(articleId)).toEqual([
    `Claim 1 quotes “Not all difficulties have been handled, but there is progre…” in other words than its source: correct the quote, take the quotation marks away, or override it with a reason. /articles/${articleId}?claim=${claimId}`,
  ])
  await type(news.reporter, articleId, ['difficulties', 'problems'])
  expect(await quoteBlockers(articleId)).toEqual([])
})

it('[CL-8f] or until the quotation marks are taken away', async () => {
  const { articleId } = await claimWith(TRUE)
  await type(news.reporter, articleId, ['stated, “Not', 'stated, Not'])
  await type(news.reporter, articleId, ['progress.”', 'progress.'])
  expect(await quoteBlockers(articleId)).toEqual([])
})

it('[CL-8n] deleting one of two marks lets no altered quotation through, deleting both does', async () => {
  const { articleId, claimId } = await claimWith(TRUE)
  await type(news.reporter, articleId, ['progress.”', 'progress.'])
  const [blocker, ...others] = await quoteBlockers(articleId)
  expect(others).toEqual([])
  expect(blocker).toContain('In claim 1 a quotation mark has no partner, and “Not all difficulties')
  const { quotes } = await listQuotes(news.reporter, claimId)
  expect(quotes).toMatchObject([{ quote: 'Not all difficulties have been handled, but there is progress.', unpaired: true, altered: true }])
  await type(news.reporter, articleId, ['progress.', 'progress.”'])
  await type(news.reporter, articleId, ['stated, “Not', 'stated, Not'])
  expect(await quoteBlockers(articleId)).toHaveLength(1)
  await overrideQuote(news.publisher, { claimId, quoteHash: quotes[0]?.quoteHash ?? '', reason: 'Their own translation.' })
  expect(await quoteBlockers(articleId)).toEqual([])
  await type(news.reporter, articleId, ['difficulties', 'troubles'])
  expect(await quoteBlockers(articleId)).toHaveLength(1)
  await type(news.reporter, articleId, ['progress.”', 'progress.'])
  expect(await quoteBlockers(articleId)).toEqual([])
})

it('[CL-8a] a single word is compared and listed, and does not block', async () => {
  const articleId = await news.newArticle('Anna Nowak said “No” when asked, and called it a “deal”.')
  const claimId = await tag(news.editor, articleId, 'Anna Nowak said “No” when asked, and called it a “deal”')
  await addEvidence(news.checker, { claimId, type: 'note', text: 'Asked twice, she said: “No.” “It is a pact,” she said.', relation: 'supports' })
  const { items } = await listQuotes(news.reporter, claimId)
  expect(items.map(({ quote, result, candidates }) => [quote, result, candidates])).toEqual([
    ['No', 'exact', []],
    ['deal', 'not_found', []],
  ])
  expect(await quoteBlockers(articleId)).toEqual([])
})

it('[CL-8f] a second source that has the words as they stand clears it, and a source without them does not', async () => {
  const { articleId, claimId } = await claimWith(TRUE)
  await addEvidence(news.checker, { claimId, type: 'note', text: 'Something else altogether was said there.', relation: 'supports' })
  expect(await quoteBlockers(articleId)).toHaveLength(1)
  await addEvidence(news.checker, {
    claimId,
    type: 'note',
    text: 'The office’s translation: Not all difficulties have been handled, but there is progress.',
    relation: 'supports',
  })
  expect(await quoteBlockers(articleId)).toEqual([])
})

it('[CL-8u] a claim on a few words of a quotation is compared with all of it', async () => {
  const quotation = '“We will never sell the company to anyone,” Ms Berg said.'
  const articleId = await news.newArticle(quotation)
  const claimId = await tag(news.editor, articleId, 'never sell the company')
  await addEvidence(news.checker, { claimId, type: 'note', text: 'Ms Berg: "We will sell the company to anyone." That was all.', relation: 'supports' })
  expect(await quoteBlockers(articleId)).toHaveLength(1)
  expect((await listQuotes(news.reporter, claimId)).quotes).toMatchObject([{ quote: 'never sell the company', altered: true }])
  await type(news.reporter, articleId, ['anyone,”', 'anyone,'])
  expect(await quoteBlockers(articleId)).toHaveLength(1)
  await type(news.reporter, articleId, ['“We will never', 'We will never'])
  expect(await quoteBlockers(articleId)).toEqual([])
  await type(news.reporter, articleId, ['We will never', '“We will never'])
  await type(news.reporter, articleId, ['anyone, ', 'anyone,” '])
  await overrideQuote(news.publisher, { claimId, quoteHash: (await listQuotes(news.publisher, claimId)).quotes[0]?.quoteHash ?? '', reason: 'On the tape.' })
  expect(await quoteBlockers(articleId)).toEqual([])
})

it('[CL-8g] is overridden with a reason by editor or publisher, in the record, for these words and sources only', async () => {
  const { articleId, claimId } = await claimWith(TRUE)
  const [quote] = (await listQuotes(news.editor, claimId)).quotes
  if (!quote) throw new Error('there is no quote')
  const input = { claimId, quoteHash: quote.quoteHash, reason: 'Our own translation, agreed with the desk.' }
  for (const ctx of [news.reporter, news.checker, news.legal]) expect((await refusal(overrideQuote(ctx, input))).code).toBe('forbidden')
  expect((await refusal(overrideQuote(news.stranger, input))).code).toBe('not-found')
  await overrideQuote(news.editor, input)
  expect(await quoteBlockers(articleId)).toEqual([])
  expect((await listQuotes(news.reporter, claimId)).quotes).toMatchObject([{ altered: false, override: { reason: input.reason, by: { name: 'Ed Editor' } } }])
  expect((await acts(news.db, articleId)).at(-1)).toBe('quote.overridden')
  expect((await refusal(overrideQuote(news.editor, input))).code).toBe('conflict')
  await addEvidence(news.checker, {
    claimId,
    type: 'note',
    text: 'He said: Not all questions have been handled, but there is progress.',
    relation: 'contradicts',
  })
  expect(await quoteBlockers(articleId)).toHaveLength(1)
  await overrideQuote(news.publisher, input)
  await type(news.reporter, articleId, ['difficulties', 'troubles'])
  expect(await quoteBlockers(articleId)).toHaveLength(1)
})

it('[CL-8f] publishing decides on the document at its head: an edit that alters a quote, not yet seen by any pass, is refused', async () => {
  const { articleId, claimId } = await claimWith(TRUE.replace('problems', 'difficulties'))
  await verify(news.checker, claimId)
  await signOff(news.checker, articleId, 'fact_check')
  await signOff(news.publisher, articleId, 'final')
  expect(await quoteBlockers(articleId)).toEqual([])
  const contentHash = await hashOf(news.publisher, articleId)
  await type(news.reporter, articleId, ['difficulties', 'questions'])
  const refused = await refusal(publishArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId) }))
  expect(refused.code).toBe('gate')
  expect(refused.extra).toMatchObject({ blockers: expect.arrayContaining([expect.objectContaining({ code: 'quote-altered' })]) })
  await type(news.reporter, articleId, ['questions', 'difficulties'])
  await publishArticle(news.publisher, { articleId, contentHash })
})

it('[CL-8g] [RE-2g] is not overridden by an editor who wrote part of the wording', async () => {
  const { articleId, claimId } = await claimWith(TRUE)
  await type(news.editor, articleId, ['difficulties', 'troubles'])
  const { quotes, abilities } = await listQuotes(news.editor, claimId)
  const { abilities: others } = await listQuotes(news.publisher, claimId)
  const input = { claimId, quoteHash: quotes[0]?.quoteHash ?? '', reason: 'It reads better.' }
  expect((await refusal(overrideQuote(news.editor, input))).code).toBe('four-eyes')
  expect(await quoteBlockers(articleId)).toHaveLength(1)
  expect([(await listQuotes(news.editor, claimId)).abilities.override, others.override, quotes[0]?.altered, abilities.override]).toEqual([
    false,
    true,
    true,
    true,
  ])
  await overrideQuote(news.publisher, input)
  expect(await quoteBlockers(articleId)).toEqual([])
})

it('[CL-8i] a source that an author of the wording brings does not clear it, the same source from somebody else does', async () => {
  const { articleId, claimId } = await claimWith(TRUE)
  const source = {
    claimId,
    type: 'note' as const,
    text: 'He said: Not all difficulties have been handled, but there is progress.',
    relation: 'supports' as const,
  }
  await addEvidence(news.reporter, source)
  expect(await quoteBlockers(articleId)).toHaveLength(1)
  expect((await listQuotes(news.checker, claimId)).items.map(({ result, cannotClear }) => [result, cannotClear])).toEqual([
    ['altered', null],
    ['exact', 'author'],
  ])
  await addEvidence(news.checker, source)
  expect(await quoteBlockers(articleId)).toEqual([])
})

it('[CL-8i] a text that an author of the wording pastes for a source does not stand in for the one before, whenever they became an author', async () => {
  const { articleId, claimId } = await claimWith(null)
  const { evidenceId } = await addEvidence(news.editor, { claimId, type: 'link', url: 'https://example.org/said', relation: 'supports' })
  await failCapture(news.db, evidenceId)
  await captureAgain(news.checker, { evidenceId, text: TRUE })
  expect(await quoteBlockers(articleId)).toHaveLength(1)
  await failCapture(news.db, evidenceId)
  await captureAgain(news.editor, { evidenceId, text: TRUE.replace('problems', 'troubles') })
  await type(news.editor, articleId, ['difficulties', 'troubles'])
  expect((await refusal(publishArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId) }))).extra).toMatchObject({
    blockers: expect.arrayContaining([expect.objectContaining({ code: 'quote-altered' })]),
  })
  await failCapture(news.db, evidenceId)
  await captureAgain(news.checker, { evidenceId, text: TRUE.replace('problems', 'troubles') })
  expect(await quoteBlockers(articleId)).toEqual([])
})

it('[CL-8i] only an author’s text can block, and clears nothing; without four eyes it counts as any other', async () => {
  const { articleId, claimId } = await claimWith(null)
  const { evidenceId } = await addEvidence(news.reporter, { claimId, type: 'link', url: 'https://example.org/said', relation: 'supports' })
  await failCapture(news.db, evidenceId)
  await captureAgain(news.reporter, { evidenceId, text: TRUE })
  expect(await quoteBlockers(articleId)).toHaveLength(1)
  await failCapture(news.db, evidenceId)
  await captureAgain(news.reporter, { evidenceId, text: TRUE.replace('problems', 'difficulties') })
  await addEvidence(news.checker, { claimId, type: 'note', text: TRUE, relation: 'supports' })
  await type(news.editor, articleId, ['difficulties', 'troubles'])
  await reconcileClaims(news.editor, articleId)
  await addEvidence(news.editor, { claimId, type: 'note', text: TRUE.replace('problems', 'troubles'), relation: 'supports' })
  expect(await quoteBlockers(articleId)).toHaveLength(1)
  await news.db.desk.update({ where: { id: news.deskId }, data: { fourEyes: false } })
  expect(await quoteBlockers(articleId)).toEqual([])
  await news.db.desk.update({ where: { id: news.deskId }, data: { fourEyes: true } })
})

it('[CL-7n] who wrote the words does not withdraw or re-word the source that blocks a quote of theirs, a checker does', async () => {
  const { articleId, claimId } = await claimWith(null)
  const source = { claimId, type: 'link' as const, url: 'https://example.org/said', excerpt: TRUE, relation: 'supports' as const }
  const { evidenceId } = await addEvidence(news.reporter, source)
  expect(await quoteBlockers(articleId)).toHaveLength(1)
  expect((await refusal(withdrawEvidence(news.reporter, { evidenceId, reason: 'Never mind.' }))).code).toBe('four-eyes')
  expect((await refusal(changeEvidence(news.reporter, { evidenceId, excerpt: null }))).code).toBe('four-eyes')
  expect(await quoteBlockers(articleId)).toHaveLength(1)
  await withdrawEvidence(news.checker, { evidenceId, reason: 'It is another speech.' })
  expect(await quoteBlockers(articleId)).toEqual([])
})

it('[CL-8o] a note of who may neither verify nor override clears nothing, nor an excerpt beside a link that was not read, nor what contradicts the claim', async () => {
  const { articleId, claimId } = await claimWith(TRUE)
  const text = 'He said: Not all difficulties have been handled, but there is progress.'
  await addEvidence(news.legal, { claimId, type: 'note', text, relation: 'supports' })
  await addEvidence(news.checker, { claimId, type: 'link', url: 'https://example.org/said', excerpt: text, relation: 'supports' })
  await addEvidence(news.checker, { claimId, type: 'note', text, relation: 'contradicts' })
  expect(await quoteBlockers(articleId)).toHaveLength(1)
  expect((await listQuotes(news.reporter, claimId)).items.map(({ result, cannotClear }) => [result, cannotClear])).toEqual([
    ['altered', null],
    ['exact', 'typed'],
    ['exact', 'excerpt'],
    ['exact', 'contradicts'],
  ])
  await addEvidence(news.publisher, { claimId, type: 'call', text, relation: 'supports' })
  expect(await quoteBlockers(articleId)).toEqual([])
})

it('[CL-8o] what who may not check typed can still be what differs', async () => {
  const { articleId, claimId } = await claimWith(null)
  await addEvidence(news.legal, { claimId, type: 'note', text: TRUE, relation: 'supports' })
  expect(await quoteBlockers(articleId)).toHaveLength(1)
})

it('[CL-8p] who verified the claim is told when a source comes that differs, of no other, and of a confidential one only as its reader', async () => {
  const { claimId } = await claimWith(null)
  await verify(news.checker, claimId)
  const told = async () =>
    await news.db.notification.findMany({ where: { claimId, action: 'quote.differs' }, select: { userId: true, kind: true, actorName: true } })
  await addEvidence(news.reporter, { claimId, type: 'note', text: 'Nothing of the kind.', relation: 'context' })
  expect(await told()).toEqual([])
  await addEvidence(news.legal, { claimId, type: 'note', text: TRUE, relation: 'contradicts', confidential: true })
  expect(await told()).toEqual([])
  const note = { claimId, type: 'note', text: TRUE, relation: 'contradicts', confidential: true } as const
  await addEvidence(news.legal, { ...note, readers: [news.checker.actor.userId] })
  expect(await told()).toEqual([{ userId: news.checker.actor.userId, kind: 'evidence', actorName: 'Stet' }])
})

it('[CL-8h] confidential evidence counts for the gate, and shows itself to nobody else', async () => {
  const { articleId, claimId } = await claimWith(TRUE, news.legal.actor.userId)
  expect(await quoteBlockers(articleId)).toHaveLength(1)
  expect((await listQuotes(news.editor, claimId)).items).toEqual([])
  expect((await listQuotes(news.legal, claimId)).items).toHaveLength(1)
  const [quote] = (await listQuotes(news.editor, claimId)).quotes
  expect(quote).toMatchObject({ altered: false, holdsBack: true })
  expect((await listQuotes(news.legal, claimId)).quotes).toMatchObject([{ altered: true, holdsBack: true }])
  expect((await listArticleQuotes(news.editor, articleId)).items).toMatchObject([{ altered: false, holdsBack: true, sources: [] }])
  const refused = await refusal(overrideQuote(news.editor, { claimId, quoteHash: quote?.quoteHash ?? '', reason: 'So be it.' }))
  expect([refused.code, refused.detail]).toEqual([
    'conflict',
    'Publication waits for this quote, and to let it stand is not yours to decide. Ask who checked the claim, or have the words changed.',
  ])
})

it('[CL-8j] who said a quote is confirmed or corrected by a person, for these words, and whose quotes a source shows follows', async () => {
  const text = 'Erdogan said: “We shall see about the grain.” Putin said: “The grain is on its way.”'
  const { articleId, claimId } = await claimWith(text)
  const look = async () => {
    const { quotes, items } = await listQuotes(news.reporter, claimId)
    return { speaker: quotes[0]?.speaker, by: quotes[0]?.speakerNamed?.by.name, near: items[0]?.candidates.map(({ speaker }) => speaker) }
  }
  expect(await look()).toEqual({ speaker: 'Vladimir Putin', by: undefined, near: ['Putin'] })
  const quoteHash = (await listQuotes(news.reporter, claimId)).quotes[0]?.quoteHash ?? ''
  await nameSpeaker(news.checker, { claimId, quoteHash, speaker: 'Vladimir Putin' })
  expect(await look()).toEqual({ speaker: 'Vladimir Putin', by: 'Cleo Checker', near: ['Putin'] })
  await nameSpeaker(news.legal, { claimId, quoteHash, speaker: 'Recep Tayyip Erdogan' })
  expect(await look()).toEqual({ speaker: 'Recep Tayyip Erdogan', by: 'Lea Legal', near: ['Erdogan'] })
  expect((await acts(news.db, articleId)).filter((act) => act === 'quote.speaker_named')).toHaveLength(2)
  await type(news.reporter, articleId, ['difficulties', 'troubles'])
  expect(await look()).toMatchObject({ speaker: 'Vladimir Putin', by: undefined })
  expect((await refusal(nameSpeaker(news.checker, { claimId, quoteHash, speaker: 'Putin' }))).code).toBe('conflict')
  expect((await refusal(nameSpeaker(news.stranger, { claimId, quoteHash, speaker: 'Putin' }))).code).toBe('not-found')
})

it('[CL-8k] all quotations of an article are listed with what the sources that one may read have of them', async () => {
  const { articleId, claimId } = await claimWith(TRUE)
  await addEvidence(news.checker, { claimId, type: 'note', text: 'Nothing of the kind.', relation: 'context', confidential: true })
  await tag(news.editor, articleId, 'Nothing else was said')
  const listed = { claimId, number: 1, quote: 'Not all difficulties have been handled, but there is progress.', speaker: 'Vladimir Putin', altered: true }
  expect((await listArticleQuotes(news.reporter, articleId)).items).toMatchObject([{ ...listed, speakerNamed: null, sources: [{ result: 'altered' }] }])
  expect((await listArticleQuotes(news.checker, articleId)).items[0]?.sources.map(({ result }) => result)).toEqual(['altered', 'not_found'])
  expect((await refusal(listArticleQuotes(news.stranger, articleId))).code).toBe('not-found')
})

it('[CL-8l] quotations that no claim covers any part of are listed by place, single words that nobody says left out', async () => {
  const articleId = await news.newArticle(
    '“We leave at dawn,” Anna Reed said.\n\nShe called it a “deal”. “It will not be easy,” Tom Vale said, «et pas demain» he added. “Yes,” Nowak said.',
  )
  expect((await listArticleQuotes(news.reporter, articleId)).untagged).toEqual([
    { quote: 'We leave at dawn,', speaker: 'Anna Reed' },
    { quote: 'It will not be easy,', speaker: 'Tom Vale' },
    { quote: 'et pas demain', speaker: expect.anything() },
    { quote: 'Yes,', speaker: 'Nowak' },
  ])
  await tag(news.editor, articleId, 'not be easy,” Tom Vale said')
  const { items, untagged } = await listArticleQuotes(news.reporter, articleId)
  expect([items.map(({ quote }) => quote), untagged.map(({ quote }) => quote)]).toEqual([['not be easy,'], ['We leave at dawn,', 'et pas demain', 'Yes,']])
})

it('[CL-8m, CL-8h] a claim says that its quote blocks, whoever may read the source, whatever the verdict, until it blocks no more', async () => {
  const { articleId, claimId } = await claimWith(TRUE, news.checker.actor.userId)
  const altered = async () => [(await getClaim(news.reporter, claimId)).quoteAltered, (await listClaims(news.reporter, articleId))[0]?.quoteAltered]
  expect(await altered()).toEqual([true, true])
  await verify(news.checker, claimId)
  expect([(await getClaim(news.reporter, claimId)).blocking, ...(await altered())]).toEqual([false, true, true])
  await type(news.reporter, articleId, ['difficulties', 'problems'])
  expect(await altered()).toEqual([false, false])
})

it('[CL-8m] whether one may change the words is told with the quotes', async () => {
  const { claimId } = await claimWith(TRUE)
  const may = async (who: Newsroom['checker']) => (await listQuotes(who, claimId)).abilities.changeWords
  expect([await may(news.reporter), await may(news.checker)]).toEqual([true, false])
})

it('[CL-8r] an excerpt beside a link is told apart from a source that was read', async () => {
  const { articleId, claimId } = await claimWith(null)
  const { evidenceId } = await addEvidence(news.checker, { claimId, type: 'link', url: 'https://example.org/said', excerpt: 'At noon.', relation: 'supports' })
  const look = async () => (await listQuotes(news.reporter, claimId)).items.map(({ result, unread }) => [result, unread])
  expect(await look()).toEqual([['not_found', 'waiting']])
  await failCapture(news.db, evidenceId)
  expect(await look()).toEqual([['not_found', 'failed']])
  expect((await listArticleQuotes(news.reporter, articleId)).items[0]?.sources).toMatchObject([{ unread: 'failed' }])
  await captureAgain(news.checker, { evidenceId, text: TRUE })
  expect(await look()).toEqual([['altered', null]])
})
